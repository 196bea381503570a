/** What to do this evening. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import type { OwnCheckin } from '../../model/index.js';
import { ButtonLink, Row } from '../../ui/index.js';

export function Actions({
  mine,
  isBlank,
}: {
  mine: OwnCheckin | undefined;
  isBlank: boolean;
}): ReactNode {
  const text = useText();
  return (
    <Row gap={12} justify={isBlank ? 'center' : 'start'}>
      {!isBlank && (
        <ButtonLink variant={mine ? 'quiet' : 'primary'} href="#/checkin">
          {mine ? text('today.change') : text('today.checkin')}
        </ButtonLink>
      )}
      <ButtonLink href="#/board?new" icon="plus">
        {text('today.note')}
      </ButtonLink>
    </Row>
  );
}

/** The first check-in, worth something before anyone else is here; then meet, or later. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { LIGHTS } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { ButtonLink, LightGlyph, Notice, Row, Stack } from '../../ui/index.js';

export function CheckinStep(): ReactNode {
  const text = useText();
  return (
    <Stack gap={32}>
      <p>{text('welcome.checkin.lead')}</p>
      <Row justify="center" gap={16}>
        {LIGHTS.map((light) => (
          <LightGlyph key={light} light={light} size="2.5rem" />
        ))}
      </Row>
      <Stack gap={8}>
        <ButtonLink variant="primary" wide href="#/checkin?from=welcome">
          {text('welcome.checkin.start')}
        </ButtonLink>
        <ButtonLink variant="plain" wide href="#/welcome?step=meet">
          {text('welcome.checkin.skip')}
        </ButtonLink>
      </Stack>
    </Stack>
  );
}

function CannotMeet(): ReactNode {
  const text = useText();
  return (
    <>
      <Notice>{text('welcome.meet.cannot')}</Notice>
      <ButtonLink variant="primary" wide href="#/">
        {text('welcome.meet.today')}
      </ButtonLink>
    </>
  );
}

export function MeetStep(): ReactNode {
  const text = useText();
  const { canMeet } = useSession();
  if (!canMeet) {
    return (
      <Stack gap={24}>
        <CannotMeet />
      </Stack>
    );
  }
  return (
    <Stack gap={32}>
      <p>{text('welcome.meet.lead')}</p>
      <Stack gap={8}>
        <ButtonLink variant="primary" wide href="#/meet">
          {text('welcome.meet.start')}
        </ButtonLink>
        <ButtonLink variant="plain" wide href="#/">
          {text('welcome.meet.later')}
        </ButtonLink>
      </Stack>
    </Stack>
  );
}

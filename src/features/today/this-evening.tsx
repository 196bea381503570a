/** This evening: mine and, where there are two, theirs beside it. Alone it is whole. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../../messages/index.js';
import { LIGHTS, type OwnCheckin } from '../../model/index.js';
import {
  ButtonLink,
  EmptyState,
  LightGlyph,
  Row,
  Stack,
  useAnnounce,
  VisuallyHidden,
} from '../../ui/index.js';
import type { Person } from './evening-card.js';
import { Pair } from './pair.js';
import type { FollowedEvening } from './use-evening-of-two.js';

/** Says once when the partner's check-in came or changed while this screen was open. */
function useAnnounceArrival({ ready, theirs }: FollowedEvening, partner: Person | undefined): void {
  const text = useText();
  const announce = useAnnounce();
  const seen = useRef<number | undefined>(undefined);
  const name = partner?.name;
  const savedAt = theirs?.removed ? 0 : (theirs?.savedAt ?? 0);
  useEffect(() => {
    if (!ready) return;
    const isNews = seen.current !== undefined && seen.current !== savedAt && savedAt > 0;
    seen.current = savedAt;
    if (isNews && name !== undefined)
      announce(text('today.arrived', { partner: name }), { batch: true });
  }, [ready, savedAt, name, announce, text]);
}

function NotYet(): ReactNode {
  const text = useText();
  return (
    <EmptyState
      ghost={
        <Row justify="center" gap={16}>
          {LIGHTS.map((light) => (
            <LightGlyph key={light} light={light} size="2.25rem" />
          ))}
        </Row>
      }
      sentence={text('today.alone.empty')}
      action={
        <ButtonLink variant="primary" href="#/checkin">
          {text('today.checkin')}
        </ButtonLink>
      }
    />
  );
}

export type ThisEveningProps = {
  readonly evening: FollowedEvening;
  readonly me: Person;
  readonly partner: Person | undefined;
};

export function ThisEvening(props: ThisEveningProps): ReactNode {
  const { evening, partner } = props;
  const text = useText();
  const id = useId();
  useAnnounceArrival(evening, partner);
  const isBlank = !evening.mine && !partner;
  return (
    <section aria-labelledby={id}>
      <VisuallyHidden>
        <h2 id={id}>{text('today.evening')}</h2>
      </VisuallyHidden>
      <Stack gap={24}>
        {isBlank ? <NotYet /> : <Pair {...props} showsEmpty />}
        <Actions mine={evening.mine} isBlank={isBlank} />
      </Stack>
    </section>
  );
}

function Actions({ mine, isBlank }: { mine: OwnCheckin | undefined; isBlank: boolean }): ReactNode {
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

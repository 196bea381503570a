/** This evening: mine and, where there are two, theirs beside it. Alone it is whole. */
import { lazy, type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../../messages/index.js';
import { LIGHTS } from '../../model/index.js';
import {
  ButtonLink,
  EmptyState,
  Later,
  LightGlyph,
  Row,
  Stack,
  useAnnounce,
  VisuallyHidden,
} from '../../ui/index.js';
import { Actions } from './actions.js';
import type { Person } from './evening-card.js';
import { Loading } from './loading.js';
import type { FollowedEvening } from './use-evening-of-two.js';

/** On a new phone nothing is written yet, so what shows it comes when there is something. */
const Pair = lazy(async () => ({ default: (await import('./written.js')).Pair }));

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
        {isBlank ? (
          <>
            <NotYet />
            <Actions mine={undefined} isBlank />
          </>
        ) : (
          <Later waiting={<Loading />} failed={text('common.notLoaded')}>
            <Pair {...props} showsEmpty />
            <Actions mine={evening.mine} isBlank={false} />
          </Later>
        )}
      </Stack>
    </section>
  );
}

/** Today: this evening of one or two, and the way to everything that takes a minute. */
import { lazy, type ReactNode, Suspense } from 'react';
import { addDays } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import { useSession } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { loadIcons, Screen, Spinner, VisuallyHidden } from '../../ui/index.js';
import { partOfDay } from './greeting.js';
import { LastEvening } from './last-evening.js';
import { LookBack } from './look-back.js';
import { MeetHint } from './meet-hint.js';
import { NearnessLine } from './nearness-line.js';
import { Notices } from './notices.js';
import { usePeople } from './people.js';
import { ThisEvening } from './this-evening.js';
import { useEveningOfTwo } from './use-evening-of-two.js';

/** Nobody waits for it. Where it doesn't load, Today is whole without it. */
const SameDates = lazy(async () => {
  try {
    const [part] = await Promise.all([import('./evenings/same-dates.js'), loadIcons()]);
    return { default: part.SameDates };
  } catch {
    return { default: () => null };
  }
});

function Loading(): ReactNode {
  const text = useText();
  return (
    <p role="status">
      <Spinner size="2rem" />
      <VisuallyHidden>{text('today.loading')}</VisuallyHidden>
    </p>
  );
}

export type TodayScreenProps = {
  /** What came since the last time. */
  readonly news?: ReactNode;
};

export function TodayScreen({ news }: TodayScreenProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { clock } = useSession();
  const { me, partner } = usePeople();
  const tonight = useEvening();
  const evening = useEveningOfTwo(tonight);
  const last = useEveningOfTwo(addDays(tonight, -1));
  const part = partOfDay(clock.now(), clock.timeZone());
  return (
    <Screen
      eyebrow={formats.evening(tonight)}
      title={text('today.greeting', { part, name: me.name })}
      takeFocus
    >
      <Notices partner={partner?.name} />
      {partner && (
        <NearnessLine me={me} partner={partner} hasShared={evening.mine?.place === 'shared'} />
      )}
      {evening.ready ? <ThisEvening evening={evening} me={me} partner={partner} /> : <Loading />}
      {news}
      <LastEvening evening={last} me={me} partner={partner} />
      <LookBack />
      {!partner && <MeetHint />}
      {evening.ready && (
        <Suspense>
          <SameDates tonight={tonight} most={1} />
        </Suspense>
      )}
    </Screen>
  );
}

/** Today: this evening of one or two, and the way to everything that takes a minute. */
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { addDays } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { Later, loadIcons, Screen } from '../../ui/index.js';
import { partOfDay } from './greeting.js';
import { Loading } from './loading.js';
import { LookBack } from './look-back.js';
import { MeetHint } from './meet-hint.js';
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

const NearnessLine = lazy(async () => ({ default: (await import('./written.js')).NearnessLine }));
const LastEvening = lazy(async () => ({ default: (await import('./written.js')).LastEvening }));

const Notices = lazy(async () => ({ default: (await import('./notices.js')).Notices }));

/** Hardly ever, so what is said of it comes only then. */
function useTrouble(): boolean {
  const session = useSession();
  const { state } = useSignal(session.saving);
  const { rowsSetAside, entriesSetAside } = useSignal(session.storageReport);
  return state === 'trouble' || rowsSetAside + entriesSetAside > 0;
}

const SETTLED_MS = 300;

/** True a moment after the evening stands there, so that nothing that can wait is asked for before it. */
function useSettled(ready: boolean): boolean {
  const { clock } = useSession();
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    if (!ready) return;
    return clock.after(SETTLED_MS, () => setIsSettled(true));
  }, [ready, clock]);
  return isSettled;
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
  const hasTrouble = useTrouble();
  const isSettled = useSettled(evening.ready);
  const part = partOfDay(clock.now(), clock.timeZone());
  return (
    <Screen
      eyebrow={formats.evening(tonight)}
      title={text('today.greeting', { part, name: me.name })}
      takeFocus
    >
      {hasTrouble && (
        <Later failed={text('common.notLoaded')}>
          <Notices partner={partner?.name} />
        </Later>
      )}
      {partner && (
        <Later failed={text('common.notLoaded')}>
          <NearnessLine me={me} partner={partner} hasShared={evening.mine?.place === 'shared'} />
        </Later>
      )}
      {evening.ready ? <ThisEvening evening={evening} me={me} partner={partner} /> : <Loading />}
      {news}
      {(last.mine ?? last.theirs) && (
        <Later failed={text('common.notLoaded')}>
          <LastEvening evening={last} me={me} partner={partner} />
        </Later>
      )}
      <LookBack />
      {!partner && <MeetHint />}
      {isSettled && (
        <Suspense>
          <SameDates tonight={tonight} most={1} />
        </Suspense>
      )}
    </Screen>
  );
}

/** Today: this evening of one or two, and the way to everything that takes a minute. */
import type { ReactNode } from 'react';
import { addDays } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { Screen, Spinner, VisuallyHidden } from '../../ui/index.js';
import type { Person } from './evening-card.js';
import { partOfDay } from './greeting.js';
import { LastEvening } from './last-evening.js';
import { MeetHint } from './meet-hint.js';
import { NearnessLine } from './nearness-line.js';
import { Notices } from './notices.js';
import { ThisEvening } from './this-evening.js';
import { useEveningOfTwo } from './use-evening-of-two.js';

function usePeople(): { me: Person; partner: Person | undefined } {
  const session = useSession();
  const text = useText();
  const me = useSignal(session.profile) ?? { name: text('today.you'), shape: 'circle' };
  const known = useSignal(session.partner);
  const bond = useSignal(session.bond);
  if (!bond) return { me, partner: undefined };
  const other = me.shape === 'circle' ? 'arch' : 'circle';
  return { me, partner: known ?? { name: text('common.partner'), shape: other } };
}

function Loading(): ReactNode {
  const text = useText();
  return (
    <p role="status">
      <Spinner size="2rem" />
      <VisuallyHidden>{text('today.loading')}</VisuallyHidden>
    </p>
  );
}

export function TodayScreen(): ReactNode {
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
      <LastEvening evening={last} me={me} partner={partner} />
      {!partner && <MeetHint />}
    </Screen>
  );
}

/** Every connection this phone has, with everything known about it. What is not listed does not exist. */
import { type ReactNode, useId } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { ConnectionInfo } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Card, classesOf, Notice, Screen, Stack } from '../../ui/index.js';
import styles from './connections.module.css';
import { RendezvousCard } from './rendezvous-card.js';
import { HUB, listFacts } from './rows.js';
import { ConnectionsSwitchCard } from './switch-card.js';

const css = classesOf(styles);

const NONE = {
  bonded: 'connections.none',
  alone: 'connections.none.alone',
  off: 'connections.none.off',
} as const;

export function ConnectionsScreen(): ReactNode {
  const text = useText();
  const session = useSession();
  const { connections, lastEnd } = useSignal(session.sync);
  const bond = useSignal(session.bond);
  const isOn = useSignal(session.connections.on);
  return (
    <Screen
      title={text('connections.title')}
      back={{ label: text('app.tab.us'), href: '#/us' }}
      takeFocus
    >
      <p>{text('connections.lead')}</p>
      <Stack gap={16}>
        <ConnectionsSwitchCard />
        {connections.length === 0 ? (
          <Notice>{text(NONE[isOn ? (bond ? 'bonded' : 'alone') : 'off'])}</Notice>
        ) : (
          connections.map((info) => <Connection key={info.id} info={info} />)
        )}
        {bond && <Hub />}
        {bond && <RendezvousCard />}
        {lastEnd && <p>{text('connections.lastEnd', { reason: lastEnd.type })}</p>}
      </Stack>
      <p>{text('connections.nothingElse')}</p>
    </Screen>
  );
}

function Connection({ info }: { readonly info: ConnectionInfo }): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { clock, partner } = useSession();
  const titleId = useId();
  const name = useSignal(partner)?.name ?? text('common.partner');
  return (
    <Card labelledBy={titleId}>
      <h2 id={titleId}>{text('connections.to', { partner: name })}</h2>
      <dl className={css('facts')}>
        {listFacts(info, clock.now(), text, formats).map(({ id, term, value }) => (
          <div key={id} className={css('fact')}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Hub(): ReactNode {
  const text = useText();
  const titleId = useId();
  const state = useSignal(useSession().hub);
  return (
    <Card labelledBy={titleId}>
      <h2 id={titleId}>{text('connections.hub')}</h2>
      <p>{text(HUB[state])}</p>
      {state === 'connected' && (
        <dl className={css('facts')}>
          <div className={css('fact')}>
            <dt>{text('connections.hub.address')}</dt>
            <dd>{location.host}</dd>
          </div>
        </dl>
      )}
      <p className={css('quiet')}>{text('connections.hub.what')}</p>
    </Card>
  );
}

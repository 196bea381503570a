/** The server that the couple have set, if they have: whether its socket is open, and what it is. */
import { type ReactNode, useId } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import type { RendezvousState } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Card, classesOf } from '../../ui/index.js';
import styles from './connections.module.css';

const css = classesOf(styles);

const STATE: Readonly<Record<RendezvousState, MessageId>> = {
  off: 'connections.hub.off',
  connecting: 'connections.hub.connecting',
  connected: 'connections.hub.connected',
};

export function RendezvousCard(): ReactNode {
  const text = useText();
  const titleId = useId();
  const { rendezvous } = useSession();
  const settings = useSignal(rendezvous.settings);
  const state = useSignal(rendezvous.state);
  return (
    <Card labelledBy={titleId}>
      <h2 id={titleId}>{text('connections.rendezvous')}</h2>
      <p>{text(settings ? STATE[state] : 'connections.rendezvous.none')}</p>
      {settings && (
        <dl className={css('facts')}>
          <div className={css('fact')}>
            <dt>{text('connections.hub.address')}</dt>
            <dd>{[settings.url, ...settings.servers.map(({ url }) => url)].join(', ')}</dd>
          </div>
        </dl>
      )}
    </Card>
  );
}

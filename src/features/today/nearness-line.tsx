/** The other phone, truly: near or not, and what it has of mine. */
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import { nearnessOf } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { classesOf, PersonMark } from '../../ui/index.js';
import type { Person } from './evening-card.js';
import { describeNearness, describeReceived } from './nearness.js';
import styles from './today.module.css';

const css = classesOf(styles);

type NearnessLineProps = {
  readonly me: Person;
  readonly partner: Person;
  /** There is something of this evening that the other phone should come to have. */
  readonly hasShared: boolean;
};

export function NearnessLine({ me, partner, hasShared }: NearnessLineProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { sync, clock } = useSession();
  const status = useSignal(sync);
  const received = describeReceived(text, formats, status, partner.name, {
    now: clock.now(),
    hasShared,
  });
  const isNear = status.partner === 'connected';
  return (
    <div className={css('nearness')}>
      {isNear ? (
        <PersonMark shape="together" size="1.75rem" />
      ) : (
        <span className={css('apart')}>
          <PersonMark shape={me.shape} />
          <PersonMark shape={partner.shape} look="outline" />
        </span>
      )}
      <p role="status">{describeNearness(text, nearnessOf(status), partner.name)}</p>
      {received !== undefined && <p className={css('received')}>{received}</p>}
    </div>
  );
}

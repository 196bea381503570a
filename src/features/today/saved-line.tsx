/** Where my words are, said only when it is so. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import type { OwnCheckin } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { classesOf } from '../../ui/index.js';
import { describePlace } from './place.js';
import styles from './today.module.css';

const css = classesOf(styles);

export function SavedLine({
  mine,
  partner,
}: {
  mine: OwnCheckin;
  partner: string | undefined;
}): ReactNode {
  const text = useText();
  const session = useSession();
  const { state } = useSignal(session.saving);
  // With the other phone near it is gone in a moment: too short to be told.
  const isNear = useSignal(session.sync).partner === 'connected';
  const isLeaving = isNear && mine.place === 'outgoing';
  return (
    <p className={css('saved')} role="status">
      {describePlace(text, isLeaving ? { ...mine, place: 'shared' } : mine, partner, state).map(
        (sentence) => (
          <span key={sentence}>{sentence}</span>
        ),
      )}
    </p>
  );
}

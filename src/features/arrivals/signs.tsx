/** Runs what follows arrivals while the app is open, and gives it its one sentence. Shows nothing itself. */
import { type ReactNode, useEffect, useRef } from 'react';
import { createSignal, type WritableSignal } from '../../kernel/index.js';
import { useText } from '../../messages/index.js';
import { createNotices, showBadge, watchInSight } from '../../pwa/index.js';
import type { Session } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { type Follower, followArrivals } from './follower.js';
import { watchPage } from './page-sight.js';

const followers = new WeakMap<Session, WritableSignal<Follower | undefined>>();

/** Undefined until it runs. */
export function followerOf(session: Session): WritableSignal<Follower | undefined> {
  const known = followers.get(session);
  if (known) return known;
  const created = createSignal<Follower | undefined>(undefined);
  followers.set(session, created);
  return created;
}

function run(session: Session, sentence: () => string): () => void {
  const notices = createNotices();
  const inSight = watchInSight();
  const tell = async (): Promise<void> => {
    if (!(await inSight.isAnyTab())) await notices.show(sentence());
  };
  const follower = followArrivals(session, watchPage(), {
    showBadge,
    tell: () => void tell(),
    takeBack: () => void notices.takeBack(),
  });
  followerOf(session).set(follower);
  return () => {
    followerOf(session).set(undefined);
    follower.stop();
    inSight.stop();
  };
}

export function ArrivalSigns(): ReactNode {
  const text = useText();
  const session = useSession();
  const partner = useSignal(session.partner)?.name ?? text('common.partner');
  const sentence = useRef('');
  useEffect(() => {
    sentence.current = text('arrivals.notice', { partner });
  });
  useEffect(() => run(session, () => sentence.current), [session]);
  return null;
}

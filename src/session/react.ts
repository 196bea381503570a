/** The thin React binding of a session: nothing here knows a rule. */

import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type * as Y from 'yjs';
import type { Signal } from '../kernel/index.js';
import type { Chapter } from '../ledger/index.js';
import { isSameValue } from '../storage/index.js';
import type { Session, Space } from './session.js';

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider(props: { session: Session; children: ReactNode }): ReactNode {
  return createElement(SessionContext.Provider, { value: props.session }, props.children);
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is called inside SessionProvider');
  return session;
}

export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get);
}

/** Opens the chapter while the component is there. Undefined before the first effect, without a name or a bond. */
export function useChapter(space: Space, name: string | undefined): Chapter | undefined {
  const session = useSession();
  const bond = useSignal(session.bond);
  const available = name !== undefined && (space === 'private' || bond !== undefined);
  const [chapter, setChapter] = useState<Chapter | undefined>(undefined);
  useEffect(() => {
    if (!available) return;
    const opened = session.openChapter(space, name);
    setChapter(opened);
    return () => {
      setChapter(undefined);
      opened.close();
    };
  }, [session, space, name, available]);
  return chapter;
}

const NEVER = (): (() => void) => () => undefined;

/**
 * A value selected from a chapter, kept current. The snapshot is computed afresh each time and compared:
 * a cache that only the observer refreshes would miss a change between render and subscription.
 */
export function useChapterValue<T>(
  chapter: Chapter | undefined,
  select: (doc: Y.Doc) => T,
  isEqual: (a: T, b: T) => boolean = isSameValue,
): T | undefined {
  const last = useRef<{ readonly value: T } | undefined>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!chapter) return NEVER();
      chapter.doc.on('update', listener);
      return () => chapter.doc.off('update', listener);
    },
    [chapter],
  );
  const getSnapshot = (): T | undefined => {
    if (!chapter) return undefined;
    const value = select(chapter.doc);
    if (last.current && isEqual(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  return useSyncExternalStore(subscribe, getSnapshot);
}

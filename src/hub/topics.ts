/** Who listens to which topic. Pure bookkeeping: no sockets, and nothing of what is said is kept. */
import { err, ok, type Result } from '../kernel/index.js';
import type { Limits } from './limits.js';

export type TopicError = { readonly type: 'TooManyTopics' } | { readonly type: 'TopicTooLong' };

export type Topics<Listener> = {
  readonly subscribe: (listener: Listener, names: readonly string[]) => Result<void, TopicError>;
  readonly unsubscribe: (listener: Listener, names: readonly string[]) => void;
  /** Forgets the listener everywhere. */
  readonly leave: (listener: Listener) => void;
  readonly listenersOf: (name: string) => readonly Listener[];
  /** Topics somebody listens to. */
  readonly count: () => number;
};

export function createTopics<Listener>(
  limits: Pick<Limits, 'topicsPerSocket' | 'topicLength'>,
): Topics<Listener> {
  const listeners = new Map<string, Set<Listener>>();
  const topicsOf = new Map<Listener, Set<string>>();

  function remove(listener: Listener, name: string): void {
    topicsOf.get(listener)?.delete(name);
    const left = listeners.get(name);
    left?.delete(listener);
    if (left?.size === 0) listeners.delete(name);
  }

  return {
    subscribe: (listener, names) => {
      if (names.some((name) => name.length > limits.topicLength)) {
        return err({ type: 'TopicTooLong' });
      }
      const own = new Set([...(topicsOf.get(listener) ?? []), ...names]);
      if (own.size > limits.topicsPerSocket) return err({ type: 'TooManyTopics' });
      topicsOf.set(listener, own);
      for (const name of names) {
        listeners.set(name, (listeners.get(name) ?? new Set<Listener>()).add(listener));
      }
      return ok();
    },
    unsubscribe: (listener, names) => {
      for (const name of names) remove(listener, name);
    },
    leave: (listener) => {
      for (const name of topicsOf.get(listener) ?? []) remove(listener, name);
      topicsOf.delete(listener);
    },
    listenersOf: (name) => [...(listeners.get(name) ?? [])],
    count: () => listeners.size,
  };
}

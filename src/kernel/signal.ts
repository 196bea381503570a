/** A value that can be read now and listened to: the one shape in which rooms show passing state. */

export type Signal<T> = {
  readonly get: () => T;
  /** Calls back after each change; returns the way to stop. Never calls back at once. */
  readonly subscribe: (listener: () => void) => () => void;
};

export type WritableSignal<T> = Signal<T> & { readonly set: (value: T) => void };

/** Setting a value that is `Object.is`-equal to the present one tells nobody. */
export function createSignal<T>(initial: T): WritableSignal<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Keeps the screen lit while a code is shown on it. */

export type Lock = { readonly release: () => Promise<void> };

export type WakeLockEnvironment = {
  /** Rejects or is undefined where the browser can't: the screen then dims as always. */
  readonly request: (() => Promise<Lock>) | undefined;
  readonly isVisible: () => boolean;
  /** Returns the way to stop listening. */
  readonly onVisible: (listener: () => void) => () => void;
};

/**
 * Lit until the returned function is called. Browsers take the lock away when the app is left,
 * so it is asked for again on every return.
 */
export function keepAwake(environment: WakeLockEnvironment = thisPage()): () => void {
  const { request, isVisible, onVisible } = environment;
  if (!request) return () => undefined;
  let wanted = true;
  let held: Lock | undefined;

  const letGo = (lock: Lock | undefined): void => {
    lock?.release().catch(() => undefined);
  };
  const take = async (): Promise<void> => {
    if (!wanted || !isVisible()) return;
    try {
      const lock = await request();
      letGo(held);
      held = lock;
      if (!wanted) letGo(lock);
    } catch {
      // Refused, e.g. to save the battery.
    }
  };

  const stopListening = onVisible(() => void take());
  void take();
  return () => {
    wanted = false;
    stopListening();
    letGo(held);
    held = undefined;
  };
}

function thisPage(): WakeLockEnvironment {
  return {
    request: 'wakeLock' in navigator ? () => navigator.wakeLock.request('screen') : undefined,
    isVisible: () => document.visibilityState === 'visible',
    onVisible: (listener) => {
      const whenVisible = (): void => {
        if (document.visibilityState === 'visible') listener();
      };
      document.addEventListener('visibilitychange', whenVisible);
      return () => document.removeEventListener('visibilitychange', whenVisible);
    },
  };
}

/** Whether any tab of this app is in sight: known to all of them by a lock that the visible ones share. */

const LOCK = 'vesper-in-sight';

export type LocksEnvironment = {
  readonly locks: Pick<LockManager, 'request' | 'query'> | undefined;
  readonly isVisible: () => boolean;
  readonly onVisibility: (listener: () => void) => () => void;
};

export type InSight = {
  /** False where nobody can tell. */
  readonly isAnyTab: () => Promise<boolean>;
  readonly stop: () => void;
};

export function watchInSight(environment: LocksEnvironment = thisPage()): InSight {
  const { locks, isVisible, onVisibility } = environment;
  let letGo: (() => void) | undefined;

  const hold = (): void => {
    if (letGo || !locks) return;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    locks.request(LOCK, { mode: 'shared' }, () => held).catch(() => undefined);
  };
  const release = (): void => {
    letGo?.();
    letGo = undefined;
  };
  const follow = (): void => {
    if (isVisible()) hold();
    else release();
  };

  const stopListening = onVisibility(follow);
  follow();
  return {
    isAnyTab: async () => {
      const { held } = (await locks?.query().catch(() => undefined)) ?? {};
      return held?.some(({ name }) => name === LOCK) ?? false;
    },
    stop: () => {
      stopListening();
      release();
    },
  };
}

function thisPage(): LocksEnvironment {
  const { locks }: Partial<Pick<Navigator, 'locks'>> = navigator;
  return {
    locks,
    isVisible: () => document.visibilityState === 'visible',
    onVisibility: (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
  };
}

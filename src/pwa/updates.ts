/** A newer build: found, offered, and taken in all tabs at once, each putting its words away first. */
import type { Workbox } from 'workbox-window';
import { type Clock, createSignal, type Signal, systemClock } from '../kernel/index.js';

/** `ready`: a newer build waits for consent. `applying`: words are being put away, then the page reloads. */
export type UpdateState = 'none' | 'ready' | 'applying';

export type Updates = {
  readonly state: Signal<UpdateState>;
  /** Takes the newer build. Goes back to `ready` where what is written could not be put away. */
  readonly accept: () => Promise<void>;
};

/** The part of a service worker's registration that is needed here. */
export type WorkerLink = {
  readonly register: () => Promise<unknown>;
  readonly update: () => Promise<unknown>;
  readonly skipWaiting: () => void;
  readonly onWaiting: (listener: () => void) => void;
  readonly onControlling: (listener: () => void) => void;
  /** True where a worker already serves this page. */
  readonly isControlled: () => boolean;
};

export type UpdatesEnvironment = {
  /** Undefined where there are no service workers, and while developing. */
  readonly worker: WorkerLink | undefined;
  readonly clock: Clock;
  readonly onForeground: (listener: () => void) => void;
  readonly reload: () => void;
};

export type UpdatesOptions = {
  /** Seals and stores all that is written; rejects where that failed. */
  readonly beforeReload: () => Promise<void>;
  readonly environment?: UpdatesEnvironment;
};

/** An installed app may stay open for weeks, so coming back to it is when to look; not more often than this. */
export const LOOK_INTERVAL_MS = 3_600_000;

/** How long putting away, or the change of workers, may take before the offer is made again. */
export const PATIENCE_MS = 10_000;

function lookOnReturn(worker: WorkerLink, { clock, onForeground }: UpdatesEnvironment): void {
  let looked = clock.now();
  onForeground(() => {
    if (clock.now() - looked < LOOK_INTERVAL_MS) return;
    looked = clock.now();
    worker.update().catch(() => undefined);
  });
}

/** False where it failed or took too long: the page then stays, since a reload could lose words. */
function finishes(work: () => Promise<void>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(PATIENCE_MS, () => resolve(false));
    const settle = (done: boolean): void => {
      cancel();
      resolve(done);
    };
    work().then(
      () => settle(true),
      () => settle(false),
    );
  });
}

function followWorker(
  worker: WorkerLink,
  environment: UpdatesEnvironment,
  beforeReload: () => Promise<void>,
): Updates {
  const { clock, reload } = environment;
  const state = createSignal<UpdateState>('none');
  let controlled = worker.isControlled();
  let takenOver = false;

  const putAway = async (): Promise<boolean> => {
    state.set('applying');
    const done = await finishes(beforeReload, clock);
    if (!done) state.set('ready');
    return done;
  };

  const putAwayAndReload = async (): Promise<void> => {
    if (await putAway()) reload();
  };

  worker.onWaiting(() => {
    if (state.get() === 'none') state.set('ready');
  });

  worker.onControlling(() => {
    // The very first worker of a page is no update.
    if (!controlled) {
      controlled = true;
      return;
    }
    takenOver = true;
    void putAwayAndReload();
  });

  lookOnReturn(worker, environment);
  worker.register().catch(() => undefined);

  return {
    state,
    accept: async () => {
      if (state.get() !== 'ready') return;
      if (takenOver) return putAwayAndReload();
      if (!(await putAway())) return;
      worker.skipWaiting();
      clock.after(PATIENCE_MS, () => {
        if (!takenOver) state.set('ready');
      });
    },
  };
}

export function createUpdates({ beforeReload, environment = thisPage() }: UpdatesOptions): Updates {
  if (environment.worker) return followWorker(environment.worker, environment, beforeReload);
  return { state: createSignal<UpdateState>('none'), accept: () => Promise.resolve() };
}

function thisPage(): UpdatesEnvironment {
  return {
    worker: import.meta.env.PROD && 'serviceWorker' in navigator ? linkWorker() : undefined,
    clock: systemClock,
    onForeground: (listener) =>
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') listener();
      }),
    reload: () => location.reload(),
  };
}

/** The build is addressed relative to the page, and so is its worker: under any path, the scope is the build's folder. */
async function openWorkbox(): Promise<Workbox> {
  const { Workbox } = await import('workbox-window');
  return new Workbox(new URL('service-worker.js', document.baseURI).href, {
    updateViaCache: 'none',
  });
}

/** Nothing happens before `register`, so Workbox itself may come after the first picture. */
function linkWorker(): WorkerLink {
  let opening: Promise<Workbox> | undefined;
  const workbox = (): Promise<Workbox> => {
    opening ??= openWorkbox();
    return opening;
  };
  const listen = async (event: 'waiting' | 'controlling', run: () => void): Promise<void> =>
    (await workbox()).addEventListener(event, run);
  return {
    register: async () => (await workbox()).register(),
    update: async () => (await workbox()).update(),
    skipWaiting: () => void workbox().then((open) => open.messageSkipWaiting()),
    onWaiting: (listener) => void listen('waiting', listener),
    onControlling: (listener) => void listen('controlling', listener),
    isControlled: () => navigator.serviceWorker.controller !== null,
  };
}

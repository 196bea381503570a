/** Asks for the hub until one answers or the page turns out to come from none; then keeps its socket. */
import { type Cancel, type Clock, createSignal, type Signal } from '../kernel/index.js';
import type { Carrier, HubCarrier } from '../sync/index.js';
import type { HubAnswer } from './hub-finder.js';
import type { HubState } from './session.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

export type HubWatch = {
  readonly state: Signal<HubState>;
  /** Looks at once instead of at the end of the pause. */
  readonly wake: () => void;
  readonly stop: () => void;
};

export type HubWatchOptions = {
  readonly find: () => Promise<HubAnswer>;
  readonly open: (socketUrl: string) => HubCarrier;
  /** Lets the phones find each other over the socket, until called back. */
  readonly introduceOver: (carrier: Carrier) => () => void;
  readonly clock: Clock;
};

type Joined = { readonly wake: () => void; readonly leave: () => void };

export function pauseBefore(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

/** Begins at once. */
export function watchHub({ find, open, introduceOver, clock }: HubWatchOptions): HubWatch {
  const state = createSignal<HubState>('unknown');
  let joined: Joined | undefined;
  let failures = 0;
  let isAsking = false;
  let stopped = false;
  let cancelPause: Cancel = () => {};

  function join(socketUrl: string): Joined {
    const carrier = open(socketUrl);
    const show = (): void => state.set(carrier.isOpen() ? 'connected' : 'connecting');
    const stopShowing = carrier.status.subscribe(show);
    const endIntroduction = introduceOver(carrier);
    show();
    return {
      wake: carrier.wake,
      leave: () => {
        stopShowing();
        endIntroduction();
        carrier.stop();
      },
    };
  }

  async function look(): Promise<void> {
    if (stopped || isAsking || joined) return;
    cancelPause();
    isAsking = true;
    const answer = await find();
    isAsking = false;
    if (stopped) return;
    if (answer.type === 'hub') joined = join(answer.socketUrl);
    else if (answer.type === 'none') state.set('none');
    else cancelPause = clock.after(pauseBefore(failures++), () => void look());
  }

  void look();

  return {
    state,
    wake: () => {
      failures = 0;
      joined?.wake();
      void look();
    },
    stop: () => {
      stopped = true;
      cancelPause();
      joined?.leave();
    },
  };
}

/** Asks for the hub until one answers or the page turns out to come from none; then keeps its socket. */
import { type Cancel, type Clock, createSignal, type Signal } from '../kernel/index.js';
import type { Carrier, HubCarrier } from '../sync/index.js';
import type { HubAnswer } from './hub-finder.js';
import type { HubState } from './session.js';
import { openSocketLine, type SocketLine } from './socket-line.js';

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

export function pauseBefore(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

/** Begins at once. */
export function watchHub({ find, open, introduceOver, clock }: HubWatchOptions): HubWatch {
  const state = createSignal<HubState>('unknown');
  let line: SocketLine | undefined;
  let failures = 0;
  let isAsking = false;
  let stopped = false;
  let cancelPause: Cancel = () => {};

  async function look(): Promise<void> {
    if (stopped || isAsking || line) return;
    cancelPause();
    isAsking = true;
    const answer = await find();
    isAsking = false;
    if (stopped) return;
    if (answer.type === 'hub')
      line = openSocketLine({ carrier: open(answer.socketUrl), introduceOver, show: state.set });
    else if (answer.type === 'none') state.set('none');
    else cancelPause = clock.after(pauseBefore(failures++), () => void look());
  }

  void look();

  return {
    state,
    wake: () => {
      failures = 0;
      line?.wake();
      void look();
    },
    stop: () => {
      stopped = true;
      cancelPause();
      line?.stop();
    },
  };
}

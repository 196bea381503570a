/**
 * Fires the standby: knocks at the ways in that the other phone keeps open. The credentials that both derive
 * are written into our own description, so that no signalling is needed.
 */
import type { Cancel } from '../kernel/index.js';
import { STREAM } from './frames.js';
import { ATTEMPT_DEADLINE_MS } from './introducer.js';
import {
  NO_STANDBY,
  type StandbyEvent,
  type StandbyState,
  stepStandby,
  type WayIn,
} from './standby.js';
import type { Line } from './switchboard.js';
import {
  createWaysIn,
  decodeWord,
  deriveCredentials,
  encodeWord,
  type WaysInOptions,
} from './ways-in.js';

export type Standby = {
  /** A new connection is in use: prepare what comes after it. */
  readonly replace: (line: Line) => void;
  /** What the other phone says about ways in; false when it says nothing of the kind. */
  readonly take: (bytes: Uint8Array) => boolean;
  readonly tell: (event: StandbyEvent) => void;
  readonly stop: () => void;
};

export function createStandby(options: WaysInOptions): Standby {
  const { proofKey, switchboard, makeConnection, clock } = options;
  const waysIn = createWaysIn(options);
  let state: StandbyState = NO_STANDBY;
  let cancelPause: Cancel = () => {};
  let lastKnock = 0;
  let stopped = false;

  function tell(event: StandbyEvent): void {
    if (stopped) return;
    const [next, effects] = stepStandby(state, event);
    state = next;
    for (const effect of effects) {
      if (effect.type === 'fire') void fire(effect.wayIn);
      else if (effect.type === 'withdraw') withdraw(effect.id);
      else cancelPause = clock.after(effect.ms, () => tell({ type: 'pauseEnded' }));
    }
  }

  /** What has to stay came in by this way, which is therefore spent. */
  function withdraw(id: string): void {
    lastKnock++;
    switchboard.withdraw(id);
    if (switchboard.find(id) !== undefined) tell({ type: 'spent', id });
  }

  async function fire({ id, offer }: WayIn): Promise<void> {
    const route = switchboard.inUse()?.route ?? 'codes';
    const connection = makeConnection();
    const knock = ++lastKnock;
    const onEnd = (): void => {
      // Another may have begun in its place.
      if (knock === lastKnock) tell({ type: 'tryEnded' });
    };
    switchboard.add(id, connection, {
      route,
      deadlineMs: ATTEMPT_DEADLINE_MS,
      hidden: true,
      onEnd,
    });
    try {
      await connection.answer(offer, deriveCredentials(proofKey, id));
    } catch {
      // Some browsers will forbid credentials that are not their own: then there is no standby.
      tell({ type: 'useless' });
      switchboard.withdraw(id);
    }
  }

  function learn(offered: readonly WayIn[]): void {
    tell({ type: 'offered', waysIn: offered });
    const newest = offered[0];
    if (newest) switchboard.inUse()?.link.send(STREAM.standby, encodeWord({ known: newest.id }));
  }

  return {
    tell,
    replace: (line) => {
      tell({ type: 'replaced' });
      tell({ type: 'spent', id: line.id });
      waysIn.renew(line);
    },
    take: (bytes) => {
      const word = decodeWord(bytes);
      if (word === undefined) return false;
      if ('known' in word) waysIn.known(word.known);
      else learn(word.waysIn);
      return true;
    },
    stop: () => {
      stopped = true;
      waysIn.stop();
      cancelPause();
    },
  };
}

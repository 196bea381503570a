/** Two phones' switchboards and the connections between them, with channels in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/sync/connection.js';
import { createSwitchboard, type Switchboard } from '../../../src/sync/switchboard.js';
import {
  ANA,
  BEN,
  BOND,
  createNetwork,
  createSeededRandom,
  createVirtualClock,
  type Network,
  type VirtualClock,
} from './simulation.js';

let clock: VirtualClock;
let network: Network;

beforeEach(() => {
  clock = createVirtualClock();
  network = createNetwork();
});

type Ends = { readonly me: typeof ANA; readonly partner: typeof ANA };

function createBoard({ me, partner }: Ends, adopted: (board: Switchboard) => void): Switchboard {
  const board = createSwitchboard({
    me: me.id,
    partner: partner.id,
    proofKey: BOND.proofKey,
    clock,
    random: createSeededRandom(me.fingerprint[0] ?? 0),
    listener: {
      adopted: () => adopted(board),
      message: () => {},
      dropped: () => {},
      changed: () => {},
    },
  });
  return board;
}

/** A connection between both, known by this name on both sides; it opens once its answer is applied. */
async function layLine(name: string, low: Switchboard, high: Switchboard): Promise<() => void> {
  const terms = { route: 'codes', deadlineMs: undefined } as const;
  const near: Connection = network.makeConnection(ANA.fingerprint)();
  const far: Connection = network.makeConnection(BEN.fingerprint)();
  low.add(name, near, terms);
  high.add(name, far, terms);
  const answer = await far.answer(await near.offer());
  return () => void near.accept(answer);
}

describe('two connections that come about at once', () => {
  it('[N49] [N73] leave one in use, also when the higher side has no more need of the other', async () => {
    const low = createBoard({ me: ANA, partner: BEN }, () => {});
    const high = createBoard({ me: BEN, partner: ANA }, (board) => board.withdraw('second'));
    const openings = [await layLine('first', low, high), await layLine('second', low, high)];
    for (const open of openings) open();
    await clock.pass(1_000);
    expect([low.inUse()?.id, high.inUse()?.id]).toEqual(['second', 'second']);
    expect([low.health(), high.health()]).toEqual(['up', 'up']);
  });

  it('[N73] withdraw what nobody has come to, on either side', async () => {
    const low = createBoard({ me: ANA, partner: BEN }, () => {});
    const high = createBoard({ me: BEN, partner: ANA }, () => {});
    await layLine('waiting', low, high);
    low.withdraw('waiting');
    high.withdraw('waiting');
    expect([low.find('waiting'), high.find('waiting')]).toEqual([undefined, undefined]);
  });
});

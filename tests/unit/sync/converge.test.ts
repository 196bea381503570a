import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ANA,
  BEN,
  createCarriers,
  createNetwork,
  createPhone,
  createVirtualClock,
  type Network,
  type Phone,
  type VirtualClock,
} from './simulation.js';

let clock: VirtualClock;
let network: Network;
let carriers: ReturnType<typeof createCarriers>;
let ana: Phone;
let ben: Phone;
let seed = 100;

beforeEach(() => {
  clock = createVirtualClock();
  network = createNetwork();
  carriers = createCarriers(2);
  ana = createPhone({ me: ANA, partner: BEN, clock, network, seed: seed++ });
  ben = createPhone({ me: BEN, partner: ANA, clock, network, seed: seed++ });
});

afterEach(async () => {
  ana.sync.stop();
  ben.sync.stop();
  await clock.pass(0);
});

async function meet(): Promise<void> {
  ana.sync.introduceOver(carriers[0]!);
  ben.sync.introduceOver(carriers[1]!);
  await clock.pass(100);
}

describe('two phones', () => {
  it('meet', async () => {
    ana.write('hello Ben');
    await meet();
    await clock.pass(1000);
    expect(ana.sync.status.get()).toMatchObject({ partner: 'connected' });
    expect(ben.sync.status.get()).toMatchObject({ partner: 'connected' });
    expect(ben.read()).toEqual(['hello Ben']);
    ben.write('hello Ana');
    await clock.pass(1000);
    expect(ana.read()).toHaveLength(2);
    expect(ana.sync.status.get()).toMatchObject({ hasEverythingNow: true });
    expect(ben.sync.status.get()).toMatchObject({ hasEverythingNow: true });
  });
});

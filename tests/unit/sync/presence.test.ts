import { describe, expect, it } from 'vitest';
import { utf8ToBytes } from '../../../src/kernel/index.js';
import {
  createPresenceTalk,
  decodePresence,
  encodePresence,
  HEARD_IN_A_ROW,
  MAX_PRESENCE_BYTES,
  type PresenceAt,
} from '../../../src/sync/presence.js';
import {
  ANA,
  BEN,
  createCarriers,
  createNetwork,
  createPhone,
  createVirtualClock,
  settlePromises,
} from './simulation.js';

const NOVEMBER: PresenceAt = { place: 'board/2026-11' };
const NOTE: PresenceAt = { ...NOVEMBER, item: '0123456789abcdef' };

describe('what is said of a place', () => {
  it('[N120] is the place, and what is open there; or nowhere, in no bytes at all', () => {
    for (const at of [NOVEMBER, NOTE]) expect(decodePresence(encodePresence(at))).toEqual(at);
    expect(encodePresence(undefined)).toHaveLength(0);
    expect(decodePresence(new Uint8Array())).toBe('nowhere');
  });

  it.each([
    '{"place":"checkin/2026-11"}',
    '{"place":"private/2026-11"}',
    '{"place":"board/2026-11/own"}',
    '{"place":"board/2026-11\\n"}',
    '{"place":7}',
    '{"item":"x"}',
    '{"place":"board/2026-11","item":""}',
    '{"place":"board/2026-11","item":"<b>"}',
    '{"place":"board/2026-11","item":7}',
    '[]',
    'null',
    '{',
    '\u0000',
  ])('[N121] %j is not understood', (text) => {
    expect(decodePresence(utf8ToBytes(text))).toBeUndefined();
  });

  it('[N120] [N121] is no longer than 256 bytes, and no more is passed on than is understood', () => {
    const padded = (length: number) =>
      utf8ToBytes(`{"place":"board/2026-11"${' '.repeat(length - 25)}}`);
    expect(decodePresence(padded(MAX_PRESENCE_BYTES))).toEqual(NOVEMBER);
    expect(decodePresence(padded(MAX_PRESENCE_BYTES + 1))).toBeUndefined();
    const more = utf8ToBytes('{"place":"board/2026-11","mood":"dusk"}');
    expect(decodePresence(more)).toEqual(NOVEMBER);
  });
});

function createTalk() {
  const clock = createVirtualClock(settlePromises);
  const sent: Uint8Array[] = [];
  const talk = createPresenceTalk({ clock, send: (bytes) => sent.push(bytes) });
  return { clock, talk, said: () => sent.map(decodePresence) };
}

describe('saying where one is', () => {
  it('[N122] says the newest, at most twice a second, and nothing twice', async () => {
    const { clock, talk, said } = createTalk();
    talk.begin();
    talk.follow(true);
    for (let i = 0; i < 50; i++) talk.show({ ...NOVEMBER, item: `note-${i}` });
    talk.show(NOTE);
    expect(said()).toEqual([{ ...NOVEMBER, item: 'note-0' }]);
    await clock.pass(5_000);
    talk.show(NOTE);
    await clock.pass(5_000);
    expect(said()).toEqual([{ ...NOVEMBER, item: 'note-0' }, NOTE]);
  });

  it('[N122] hears no more than a sound phone says, and hears again later', async () => {
    const { clock, talk } = createTalk();
    talk.begin();
    talk.follow(true);
    let changes = 0;
    talk.partner.subscribe(() => changes++);
    for (let i = 0; i < 1_000; i++) {
      talk.take(encodePresence({ ...NOVEMBER, item: `note-${i}` }));
    }
    expect(changes).toBe(HEARD_IN_A_ROW);
    await clock.pass(10_000);
    talk.take(encodePresence(NOTE));
    expect(talk.partner.get()).toEqual(NOTE);
  });

  it('[N124] says nothing at all while there is nothing to say', async () => {
    const { clock, talk, said } = createTalk();
    talk.begin();
    talk.follow(true);
    talk.show(undefined);
    await clock.pass(5_000);
    expect(said()).toEqual([]);
  });
});

function meet() {
  const clock = createVirtualClock();
  const network = createNetwork();
  const [anas, bens] = createCarriers(2);
  const ana = createPhone({ me: ANA, partner: BEN, clock, network, seed: 1 });
  const ben = createPhone({ me: BEN, partner: ANA, clock, network, seed: 2 });
  ana.sync.introduceOver(anas!);
  ben.sync.introduceOver(bens!);
  return { clock, network, ana, ben };
}

describe('two who are at one place', () => {
  it('[N120] [N123] see each other there while they are connected, and no longer', async () => {
    const { clock, network, ana, ben } = meet();
    ana.sync.showPresence(NOVEMBER);
    await clock.pass(5_000);
    expect(ben.sync.status.get().partner).toBe('connected');
    expect(ben.sync.presence.get()).toEqual(NOVEMBER);
    expect(ana.sync.presence.get()).toBeUndefined();
    ana.sync.showPresence(NOTE);
    await clock.pass(1_000);
    expect(ben.sync.presence.get()).toEqual(NOTE);

    network.cut();
    await clock.pass(10_000);
    expect(ben.sync.presence.get()).toBeUndefined();
    network.restore();
    await clock.pass(40_000);
    expect(ben.sync.presence.get()).toEqual(NOTE);

    ana.sync.showPresence(undefined);
    await clock.pass(1_000);
    expect(ben.sync.presence.get()).toBeUndefined();
    ana.sync.stop();
    ben.sync.stop();
  });

  it('[N123] see nothing of one who has closed the app', async () => {
    const { clock, ana, ben } = meet();
    ana.sync.showPresence(NOTE);
    await clock.pass(5_000);
    expect(ben.sync.presence.get()).toEqual(NOTE);
    ana.sync.stop();
    await clock.pass(1_000);
    expect(ben.sync.presence.get()).toBeUndefined();
    ben.sync.stop();
  });

  it('[N123] leave nothing of it in what is kept', async () => {
    const { clock, ana, ben } = meet();
    ana.sync.showPresence(NOTE);
    await clock.pass(5_000);
    expect(ben.read()).toEqual([]);
    expect(ben.known.some((known) => JSON.stringify(known).includes('board'))).toBe(false);
    ana.sync.stop();
    ben.sync.stop();
  });
});

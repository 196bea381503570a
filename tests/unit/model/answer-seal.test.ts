import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  checkinSource,
  isDueToOpen,
  listToBringOver,
  readCheckin,
  readHistory,
} from '../../../src/model/index.js';
import { carry, createTwo, EVENING } from './answer-cast.js';

const CANARY = 'the letter I never sent';

describe('an answer sealed until both have answered', () => {
  it('[A1] [A9] is read by its author, and by nobody else', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: CANARY, light: 2 });
    carry(ana, ben);
    expect(ana.own()?.checkin).toMatchObject({ line: CANARY, light: 2, seal: 'closed' });
    expect(ben.partner()).toMatchObject({ line: undefined, light: undefined, seal: 'closed' });
    expect(Buffer.from(Y.encodeStateAsUpdate(ben.theirs)).includes(CANARY)).toBe(false);
  });

  it('[A4] opens for both once both have answered, live', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain' });
    carry(ana, ben);
    carry(ben, ana);
    ana.keep();
    ben.keep();
    carry(ana, ben);
    carry(ben, ana);
    expect(ana.partner()).toMatchObject({ line: 'rain', seal: 'opened' });
    expect(ben.partner()).toMatchObject({ line: 'soup', seal: 'opened' });
  });

  it('[A4] takes one more exchange over parcels', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    carry(ana, ben);
    ben.save({ line: 'rain' });
    ben.keep();
    carry(ben, ana);
    expect(ana.partner()).toMatchObject({ line: 'rain', seal: 'opened' });
    ana.keep();
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ line: 'soup', seal: 'opened' });
  });

  it('[A4] is not given to a partner who has not answered, however often the phones meet', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    for (let meeting = 0; meeting < 3; meeting++) {
      carry(ben, ana);
      ana.keep();
      carry(ana, ben);
    }
    expect(ben.partner()?.seal).toBe('closed');
  });

  it('[A4] an answer of another evening opens nothing', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain', evening: '2026-11-26' });
    carry(ben, ana);
    ana.keep();
    carry(ana, ben);
    expect(ben.partner()?.seal).toBe('closed');
  });

  it('[A4] is given for an answer that was not sealed', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain', seal: false });
    carry(ben, ana);
    ana.keep();
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ line: 'soup', seal: 'opened' });
  });

  it('[A4] is not given while the one that counts is just for its author', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ana.save({ line: 'soup, and tears', share: false });
    ben.save({ line: 'rain' });
    carry(ben, ana);
    ana.keep();
    carry(ana, ben);
    expect(ana.own()?.place).toBe('private');
    expect(ben.partner()?.seal).toBe('closed');
  });

  it('[A4] is not given for one that was taken back out of an earlier bond', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain' });
    carry(ben, ana);
    const own = ana.own();
    expect(isDueToOpen(own, ana.partner())).toBe(true);
    expect(isDueToOpen(own && { ...own, place: 'private' }, ana.partner())).toBe(false);
  });

  it('[A9] given back out of a bond that never came to be, is its author’s to read and not to bring over', () => {
    const { ana } = createTwo();
    ana.save({ line: 'soup' });
    checkinSource.takeBack({ private: ana.docs.private, shared: ana.docs.shared });
    expect(readCheckin(ana.docs.private, EVENING, ana.me)?.line).toBe('soup');
    const docs = { private: ana.docs.private, shared: new Y.Doc() };
    expect(listToBringOver(checkinSource, docs, 'another bond')).toEqual([]);
  });

  it('[A5] [A6] stays sealed until its author opens it', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    carry(ana, ben);
    ben.keep();
    ana.keep();
    expect(ben.partner()?.seal).toBe('closed');
    ana.openNow();
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ line: 'soup', seal: 'opened' });
  });

  it('[A10] what was changed before both had answered stays with its author', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: CANARY });
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain' });
    carry(ben, ana);
    ana.keep();
    carry(ana, ben);
    const seen = readHistory(ben.theirs, EVENING, ben.them).map(({ checkin }) => checkin);
    expect(seen.map(({ seal }) => seal)).toEqual(['opened', 'closed']);
    expect(JSON.stringify(seen)).not.toContain(CANARY);
  });

  it('saved again unchanged makes no second version', () => {
    const { ana } = createTwo();
    ana.save({ line: 'soup' });
    ana.save({ line: 'soup' });
    expect(readHistory(ana.docs.shared, EVENING, ana.me)).toHaveLength(1);
  });

  it('can be shared openly after all', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ana.save({ line: 'soup', seal: false });
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ line: 'soup' });
    expect(ben.partner()?.seal).toBeUndefined();
  });
});

describe('Eve, who runs an altered app in the partner’s place', () => {
  function answered() {
    const { ana, ben: eve } = createTwo();
    ana.save({ line: 'soup' });
    eve.save({ line: 'the first answer' });
    carry(ana, eve);
    carry(eve, ana);
    ana.keep();
    carry(ana, eve);
    return { ana, eve };
  }

  function keysOf(doc: Y.Doc): string[] {
    return [...doc.getMap('checkins').keys()];
  }

  it('[A7] puts another sealed answer in the place of hers once she has read Ana’s', () => {
    const { ana, eve } = answered();
    expect(eve.partner()).toMatchObject({ line: 'soup' });
    const [key] = keysOf(eve.docs.shared);
    eve.docs.shared.getMap('checkins').delete(key!);
    eve.save({ line: 'a better answer' });
    eve.openNow();
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ line: undefined, seal: 'broken' });
  });

  it('[A7] overwrites the sealed version itself', () => {
    const { ana, eve } = answered();
    const versions = eve.docs.shared.getMap<Record<string, unknown>>('checkins');
    const [key] = keysOf(eve.docs.shared);
    const better = eve.me.sealer.close(
      `${EVENING}/ben`,
      new TextEncoder().encode(JSON.stringify({ line: 'a better answer' })),
    );
    versions.set(key!, { ...versions.get(key!), ...better });
    eve.openNow();
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ line: undefined, seal: 'broken' });
  });

  it('[A7] hands over a key that does not fit', () => {
    const { ana, eve } = answered();
    const [key] = keysOf(eve.docs.shared);
    eve.docs.shared.getMap('opened').set(key!, { key: new Uint8Array(32) });
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ line: undefined, seal: 'broken' });
  });

  it('[A8] adds a later answer: it is shown as changed afterwards', () => {
    const { ana, eve } = answered();
    eve.keep();
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ line: 'the first answer', seal: 'opened' });
    expect(ana.partner()?.changedAfter).toBeUndefined();
    eve.save({ line: 'a better answer', seal: false });
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ line: 'a better answer', changedAfter: true });
  });

  it('[A2] moves Ana’s sealed answer to another evening, or passes it off as hers', () => {
    const { ana, ben: eve } = createTwo();
    ana.save({ line: 'soup' });
    const [key] = keysOf(ana.docs.shared);
    const record = ana.docs.shared.getMap('checkins').get(key!);
    ana.openNow();
    const opened = ana.docs.shared.getMap('opened').get(key!);
    const moved = key!.replace(EVENING, '2026-11-26');
    for (const [at, evening] of [
      [moved, '2026-11-26'],
      [key!, EVENING],
    ] as const) {
      eve.docs.shared.getMap('checkins').set(at, record);
      eve.docs.shared.getMap('opened').set(at, opened);
      carry(eve, ana);
      expect(ana.partner(evening)?.seal).toBe('broken');
    }
  });

  it('[A4] gets nothing for an answer whose seal is broken already', () => {
    const { ana, ben: eve } = createTwo();
    ana.save({ line: 'soup' });
    eve.save({ line: 'nonsense' });
    const [key] = keysOf(eve.docs.shared);
    eve.docs.shared.getMap('opened').set(key!, { key: new Uint8Array(32) });
    carry(eve, ana);
    ana.keep();
    carry(ana, eve);
    expect(eve.partner()?.seal).toBe('closed');
  });

  it.each([
    { sealed: 'text' },
    { sealed: new Uint8Array(100_000), salt: new Uint8Array(32), commitment: new Uint8Array(32) },
    { sealed: new Uint8Array(10), salt: new Uint8Array(31), commitment: new Uint8Array(32) },
    { sealed: new Uint8Array(), salt: new Uint8Array(32), commitment: new Uint8Array(32) },
  ])('sends what is no sealed answer: it stays closed, and nothing breaks', (parts) => {
    const { ana, ben: eve } = createTwo();
    eve.docs.shared.getMap('checkins').set(`${EVENING}#1.aa`, { ...parts, savedAt: 5 });
    carry(eve, ana);
    expect(readCheckin(ana.theirs, EVENING, ana.them)?.seal).toBe('closed');
  });
});

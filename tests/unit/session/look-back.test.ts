import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, type Month, monthOf, systemRandom } from '../../../src/kernel/index.js';
import {
  checkinChapter,
  NO_ANSWERS,
  OUTGOING_CHAPTER,
  pairEvenings,
  readMonth,
  saveCheckin,
} from '../../../src/model/index.js';
import { putWaiting } from '../../../src/model/outgoing.js';
import { answersOf } from '../../../src/session/answers.js';
import { type LiveLookBack, openLookBack } from '../../../src/session/look-back.js';
import { eraseMonths, MONTHS_STORE } from '../../../src/session/months-store.js';
import { type LedgerSpace, openSpace } from '../../../src/session/space.js';
import { createDeviceKeys, createRootSecret, deriveLedgerKeys } from '../../../src/vault/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { freshDisk, until } from '../storage/disk.js';

const NOVEMBER = '2026-11';
const OCTOBER = '2026-10';
const WORDS = 'Marzipantine lanternglow';

const random = systemRandom;

type Opened = { opened: number; closed: number };

/** Notes how often chapters are opened and closed. */
function watchChapters(space: LedgerSpace): { space: LedgerSpace; count: Opened } {
  const count = { opened: 0, closed: 0 };
  const { ledger } = space;
  const watched: LedgerSpace = {
    ...space,
    ledger: {
      ...ledger,
      openChapter: (name) => {
        const chapter = ledger.openChapter(name);
        count.opened++;
        return {
          ...chapter,
          close: () => {
            count.closed++;
            chapter.close();
          },
        };
      },
    },
  };
  return { space: watched, count };
}

async function openPhone() {
  const clock = createHandClock(Date.UTC(2026, 10, 27, 20));
  const [ana, ben] = [createDeviceKeys(random), createDeviceKeys(random)];
  const root = createRootSecret(random);
  const answers = answersOf({ device: ana, privateRoot: root, meeting: undefined }, random);
  const open = (name: string, ledger: 'shared' | 'private', devices: (typeof ana)[]) =>
    openSpace({
      name,
      keys: deriveLedgerKeys(createRootSecret(random), 0, ledger),
      me: ana,
      devices: devices.map(({ id, publicKey }, n) => ({
        id,
        publicKey,
        side: n === 0 ? 'a' : 'b',
      })),
      clock,
      random,
    });
  const own = watchChapters(await open('vesper-private', 'private', [ana]));
  const shared = watchChapters(await open('vesper-shared', 'shared', [ana, ben]));
  const partnerAuthor = answers.author(ben.id);
  const two = { shared: shared.space, mySide: 'a' as const, partnerAuthor, bond: 'the two' };
  const parts = { own: own.space, two, author: answers.me, root, clock, random };

  function save(evening: string, line: string, share: boolean): void {
    const month = monthOf(evening);
    const space = share ? shared.space : own.space;
    const chapter = space.ledger.openChapter(checkinChapter(month, share ? 'a' : undefined));
    saveCheckin(chapter.doc, { ...NO_ANSWERS, evening, line, share }, { clock, random });
    clock.advance(1);
    chapter.close();
  }

  function readChapters(month: Month) {
    const read = (space: LedgerSpace, name: string, author = answers.me) => {
      const chapter = space.ledger.openChapter(name);
      const records = readMonth(chapter.doc, author);
      chapter.close();
      return records;
    };
    return pairEvenings({
      own: read(own.space, checkinChapter(month)),
      shared: read(shared.space, checkinChapter(month, 'a')),
      partners: read(shared.space, checkinChapter(month, 'b'), partnerAuthor),
    });
  }

  /** How many chapters are opened while `work` is done; all are closed after it. */
  async function countOpened(work: () => Promise<unknown>): Promise<number> {
    const total = (): Opened => ({
      opened: own.count.opened + shared.count.opened,
      closed: own.count.closed + shared.count.closed,
    });
    const before = total();
    await work();
    const after = total();
    expect(after.closed - before.closed).toBe(after.opened - before.opened);
    return after.opened - before.opened;
  }

  return { parts, clock, save, readChapters, countOpened };
}

type Raw = { key: IDBValidKey; value: { state: Uint8Array; sealed: Uint8Array } };

function openRaw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(MONTHS_STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function readRaw(): Promise<Raw[]> {
  const database = await openRaw();
  const values = database.transaction('values').objectStore('values');
  const [keys, rows] = [await done(values.getAllKeys()), await done(values.getAll())];
  database.close();
  return keys.map((key, at) => ({ key, value: rows[at] }));
}

async function writeRaw(rows: readonly Raw[]): Promise<void> {
  const database = await openRaw();
  const values = database.transaction('values', 'readwrite').objectStore('values');
  for (const { key, value } of rows) await done(values.put(value, key));
  database.close();
}

async function untilKept(rows: number): Promise<void> {
  await until(async () => (await readRaw()).length === rows);
}

/** Reads both months once, so that they are kept. */
async function openWithTwoMonths() {
  const phone = await openPhone();
  phone.save('2026-11-03', WORDS, true);
  phone.save('2026-11-04', 'just me', false);
  phone.save('2026-10-20', 'earlier', true);
  const lookBack = await openLookBack(phone.parts);
  for (const month of [NOVEMBER, OCTOBER]) await lookBack.read(month);
  await untilKept(2);
  return { ...phone, lookBack };
}

async function expectTrue(
  lookBack: LiveLookBack,
  { readChapters }: Awaited<ReturnType<typeof openPhone>>,
): Promise<void> {
  for (const month of [NOVEMBER, OCTOBER]) {
    expect(await lookBack.read(month)).toEqual(readChapters(month));
  }
}

describe('months for looking back', () => {
  beforeEach(freshDisk);

  it('are those in which somebody wrote', async () => {
    const { lookBack, save } = await openWithTwoMonths();
    expect(lookBack.months()).toEqual([NOVEMBER, OCTOBER]);
    save('2019-02-01', 'long ago', false);
    expect(lookBack.months()).toEqual([NOVEMBER, OCTOBER, '2019-02']);
    expect(await lookBack.read('2026-09')).toEqual([]);
  });

  it('[B11, B12] are read without opening a chapter, also by the next start', async () => {
    const phone = await openWithTwoMonths();
    const { parts, countOpened, lookBack } = phone;
    expect(await countOpened(() => lookBack.read(NOVEMBER))).toBe(0);
    lookBack.close();
    const again = await openLookBack(parts);
    expect(await countOpened(() => again.read(NOVEMBER))).toBe(0);
    await expectTrue(again, phone);
  });

  it('[B12] a change makes that chapter’s part anew, and nothing else', async () => {
    const phone = await openWithTwoMonths();
    const { lookBack, save, countOpened } = phone;
    let told = 0;
    lookBack.subscribe(() => told++);
    const before = lookBack.stampOf(NOVEMBER);
    save('2026-11-03', 'another thought', true);
    expect(told).toBeGreaterThan(0);
    expect(lookBack.stampOf(NOVEMBER)).not.toBe(before);
    expect(await countOpened(() => lookBack.read(NOVEMBER))).toBe(1);
    expect(await countOpened(() => lookBack.read(OCTOBER))).toBe(0);
    await expectTrue(lookBack, phone);
  });

  it('[B11] tell a finder neither what they hold nor which months they are', async () => {
    await openWithTwoMonths();
    const text = (await readRaw())
      .map(({ key, value }) => `${key} ${Buffer.from(value.sealed)} ${Buffer.from(value.state)}`)
      .join();
    for (const word of [...WORDS.split(' '), '2026', 'checkins', 'evening']) {
      expect(text).not.toContain(word);
    }
  });

  it('[B12] damaged, taken from another month or of another phone, they are made anew', async () => {
    const phone = await openWithTwoMonths();
    const { lookBack, countOpened } = phone;
    const [one, other] = await readRaw();
    one!.value.sealed[40]! ^= 1;
    await writeRaw([one!]);
    await expectTrue(lookBack, phone);
    await writeRaw([{ key: one!.key, value: other!.value }]);
    await expectTrue(lookBack, phone);
    lookBack.close();
    const stranger = await openLookBack({ ...phone.parts, root: createRootSecret(random) });
    expect(await countOpened(() => stranger.read(NOVEMBER))).toBe(2);
    await expectTrue(stranger, phone);
  });

  it('[B13] what has changed is dropped when it is tidied, what is true stays', async () => {
    const { lookBack, save } = await openWithTwoMonths();
    await lookBack.dropStale();
    expect(await readRaw()).toHaveLength(2);
    save('2026-11-09', 'new', true);
    await lookBack.dropStale();
    expect(await readRaw()).toHaveLength(1);
    expect(await lookBack.read(OCTOBER)).toMatchObject([{ evening: '2026-10-20' }]);
  });

  it('[B13] all of it can be erased, and looking back still works', async () => {
    const phone = await openWithTwoMonths();
    await eraseMonths(phone.clock);
    expect(await indexedDB.databases()).not.toContainEqual(
      expect.objectContaining({ name: MONTHS_STORE }),
    );
    await expectTrue(phone.lookBack, phone);
  });

  it('show what waits to be handed over, and what was taken back no more', async () => {
    const phone = await openWithTwoMonths();
    const { parts, lookBack } = phone;
    const before = lookBack.stampOf(NOVEMBER);
    const chapter = parts.own.ledger.openChapter(OUTGOING_CHAPTER);
    const outgoing = { doc: chapter.doc, bond: parts.two.bond };
    const waiting = { ...NO_ANSWERS, evening: '2026-09-05', timeZone: 'UTC', share: true };
    putWaiting(outgoing, { ...waiting, line: 'to come', savedAt: 5 }, 'aa', false);
    putWaiting(
      { ...outgoing, bond: 'other' },
      { ...waiting, line: 'not', savedAt: 6 },
      'bb',
      false,
    );
    expect(lookBack.months()).toEqual([NOVEMBER, OCTOBER, '2026-09']);
    expect(lookBack.stampOf(NOVEMBER)).toBe(before);
    expect(await lookBack.read('2026-09')).toMatchObject([
      { mine: { checkin: { line: 'to come' } } },
    ]);
    chapter.doc.getMap('checkins').clear();
    expect(lookBack.months()).toEqual([NOVEMBER, OCTOBER]);
    expect(await lookBack.read('2026-09')).toEqual([]);
    chapter.close();
  });

  it('[B10, B12] show what the chapters show through any edits, read at any time', async () => {
    const edits = fc.array(
      fc.record({
        back: fc.nat(50),
        line: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        share: fc.boolean(),
        next: fc.constantFrom('read', 'tidy', 'restart', 'nothing'),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        freshDisk();
        const phone = await openPhone();
        let lookBack = await openLookBack(phone.parts);
        for (const { back, line, share, next } of list) {
          phone.save(addDays('2026-11-27', -back), line, share);
          if (next === 'read') await expectTrue(lookBack, phone);
          if (next === 'tidy') await lookBack.dropStale();
          if (next === 'restart') {
            lookBack.close();
            lookBack = await openLookBack(phone.parts);
          }
        }
        await expectTrue(lookBack, phone);
        lookBack.close();
      }),
      { numRuns: 20 },
    );
  });
});

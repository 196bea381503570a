import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type CheckinDraft,
  chooseOwnCheckin,
  energyBand,
  fieldsOf,
  hasKnownFields,
  LINE_LIMIT,
  listEvenings,
  MOST_FEELINGS,
  NO_ANSWERS,
  type OwnCheckinDocs,
  readCheckin,
  readHistory,
  SHORT_LIMIT,
  saveCheckin,
  saveOwnCheckin,
  sortVersions,
  WORD_LIMIT,
} from '../../../src/model/index.js';
import { createTestContext } from './context.js';

const EVENING = '2026-11-24';
const nothing: CheckinDraft = {
  evening: EVENING,
  ...NO_ANSWERS,
  share: false,
};

describe('check-in', () => {
  it('keeps what was given, the time zone and the moment', () => {
    const doc = new Y.Doc();
    const context = createTestContext({ now: 1_000, timeZone: 'Europe/Lisbon' });
    const draft = {
      ...nothing,
      light: 2,
      energy: 0,
      feelings: [' quiet ', '~calm', 'quiet'],
      wish: 'listening',
    } as const;
    saveCheckin(doc, draft, context);
    expect(readCheckin(doc, EVENING)).toEqual({
      ...draft,
      feelings: ['quiet', '~calm'],
      timeZone: 'Europe/Lisbon',
      savedAt: 1_000,
    });
  });

  it.each([
    { light: 1 },
    { energy: 0 },
    { feelings: ['tired'] },
    { pleasantness: 0 },
    { high: 'The soup.' },
    { low: 'The rain.' },
    { news: 'I got the flat.' },
    { line: 'A long day.' },
    { wish: 'space' },
  ] as const)('is worth saving with one answer only: %o', (answer) => {
    const doc = new Y.Doc();
    expect(saveCheckin(doc, { ...nothing, ...answer }, createTestContext()).ok).toBe(true);
    expect(readCheckin(doc, EVENING)).toMatchObject(answer);
  });

  it('is not saved empty', () => {
    const doc = new Y.Doc();
    const result = saveCheckin(
      doc,
      { ...nothing, feelings: ['  ', '~'], line: '\n' },
      createTestContext(),
    );
    expect(result).toEqual({ ok: false, error: { type: 'Empty' } });
    expect(readHistory(doc, EVENING)).toEqual([]);
  });

  it('says which text is too long, by how much, and saves nothing', () => {
    const doc = new Y.Doc();
    const feelings = ['short', 'é'.repeat(WORD_LIMIT + 1)];
    expect(saveCheckin(doc, { ...nothing, feelings }, createTestContext())).toEqual({
      ok: false,
      error: { type: 'TooLong', field: 'feelings', limit: WORD_LIMIT, length: WORD_LIMIT + 1 },
    });
    const line = 'x'.repeat(LINE_LIMIT + 1);
    expect(saveCheckin(doc, { ...nothing, line }, createTestContext()).ok).toBe(false);
    expect(listEvenings(doc)).toEqual([]);
    expect(
      saveCheckin(doc, { ...nothing, feelings: ['🌘'.repeat(WORD_LIMIT)] }, createTestContext()).ok,
    ).toBe(true);
  });

  it('has room for a few words, and says so where there are more', () => {
    const doc = new Y.Doc();
    const few = Array.from({ length: MOST_FEELINGS }, (_, n) => `word ${n}`);
    const many = { ...nothing, feelings: [...few, 'one more'] };
    expect(saveCheckin(doc, many, createTestContext())).toEqual({
      ok: false,
      error: { type: 'TooMany', limit: MOST_FEELINGS },
    });
    expect(saveCheckin(doc, { ...nothing, feelings: few }, createTestContext()).ok).toBe(true);
    expect(readCheckin(doc, EVENING)?.feelings).toEqual(few);
  });

  it.each(['high', 'low', 'news'] as const)('gives %s a line, not a page', (field) => {
    const doc = new Y.Doc();
    const long = { ...nothing, [field]: 'x'.repeat(SHORT_LIMIT + 1) };
    expect(saveCheckin(doc, long, createTestContext())).toEqual({
      ok: false,
      error: { type: 'TooLong', field, limit: SHORT_LIMIT, length: SHORT_LIMIT + 1 },
    });
  });

  it('[F2] reads the only word of an older check-in, and keeps it through an edit', () => {
    const doc = new Y.Doc();
    doc.getMap('checkins').set(`${EVENING}#1.ab`, { savedAt: 5, word: 'soft', light: 2 });
    const before = readCheckin(doc, EVENING)!;
    expect(before.feelings).toEqual(['soft']);
    const draft = { ...fieldsOf(before), evening: EVENING, share: false, light: 3 } as const;
    saveCheckin(doc, draft, createTestContext());
    expect(readCheckin(doc, EVENING)).toMatchObject({ light: 3, feelings: ['soft'] });
  });

  it('[F3] takes what it understands of a list of words', () => {
    const doc = new Y.Doc();
    const feelings = ['~calm', 3, ' own ', '~calm', '', null, 'x'.repeat(99), ['deep']];
    doc.getMap('checkins').set(`${EVENING}#1.ab`, { savedAt: 5, feelings });
    expect(readCheckin(doc, EVENING)?.feelings).toEqual(['~calm', 'own', 'x'.repeat(WORD_LIMIT)]);
    doc.getMap('checkins').set(`${EVENING}#1.ab`, { savedAt: 5, feelings: 'calm' });
    expect(readCheckin(doc, EVENING)?.feelings).toBeUndefined();
  });

  it('[F4] is another version where only the order of the words differs, and none where nothing does', () => {
    const doc = new Y.Doc();
    const save = (feelings: readonly string[], now: number) =>
      saveCheckin(doc, { ...nothing, feelings }, createTestContext({ now }));
    save(['a', 'b'], 1);
    save(['a', 'b', 'a'], 2);
    expect(readHistory(doc, EVENING)).toHaveLength(1);
    save(['b', 'a'], 3);
    expect(readHistory(doc, EVENING)).toHaveLength(2);
  });

  it('keeps each saved version, and the last one counts', () => {
    const doc = new Y.Doc();
    saveCheckin(doc, { ...nothing, feelings: ['calm'] }, createTestContext({ now: 1 }));
    saveCheckin(doc, { ...nothing, feelings: ['tired'] }, createTestContext({ now: 2 }));
    expect(readCheckin(doc, EVENING)?.feelings).toEqual(['tired']);
    expect(readHistory(doc, EVENING).map(({ checkin }) => checkin.feelings?.[0])).toEqual([
      'tired',
      'calm',
    ]);
  });

  it('lets a later edit count even where the clock was set back', () => {
    const doc = new Y.Doc();
    saveCheckin(doc, { ...nothing, feelings: ['calm'] }, createTestContext({ now: 1_000 }));
    saveCheckin(doc, { ...nothing, feelings: ['tired'] }, createTestContext({ now: 10 }));
    expect(readCheckin(doc, EVENING)).toMatchObject({ feelings: ['tired'], savedAt: 1_001 });
  });

  it('makes no version of saving the same again', () => {
    const doc = new Y.Doc();
    saveCheckin(doc, { ...nothing, feelings: ['calm'] }, createTestContext({ now: 1 }));
    saveCheckin(doc, { ...nothing, feelings: ['calm '] }, createTestContext({ now: 2 }));
    expect(readHistory(doc, EVENING)).toHaveLength(1);
  });

  it('keeps evenings apart and lists the newest first', () => {
    const doc = new Y.Doc();
    for (const evening of ['2026-11-02', '2026-11-24', '2026-11-09']) {
      saveCheckin(doc, { ...nothing, evening, light: 3 }, createTestContext());
    }
    expect(listEvenings(doc)).toEqual(['2026-11-24', '2026-11-09', '2026-11-02']);
    expect(readHistory(doc, '2026-11-09')).toHaveLength(1);
  });

  it('ignores values it does not know and leaves them where they are', () => {
    const doc = new Y.Doc();
    const stored = doc.getMap('checkins');
    const newer = { savedAt: 5, light: 9, energy: 'high', wish: 'tea', word: 'soft', pad: [1, 2] };
    stored.set(`${EVENING}#1.ab`, newer);
    stored.set(`${EVENING}#2.cd`, { light: 4 });
    stored.set(`${EVENING}#3.ef`, 'sealed');
    stored.set(`${EVENING}#4.ab`, { savedAt: 7.5, word: 'half' });
    stored.set('2026-02-31#1.ab', newer);
    stored.set('settings', new Y.Map());
    expect(readHistory(doc, EVENING)).toHaveLength(1);
    expect(readCheckin(doc, EVENING)).toMatchObject({
      light: undefined,
      energy: undefined,
      wish: undefined,
      feelings: ['soft'],
    });
    saveCheckin(doc, { ...nothing, light: 1 }, createTestContext());
    expect(stored.get(`${EVENING}#1.ab`)).toEqual(newer);
    expect(listEvenings(doc)).toEqual([EVENING]);
  });

  it('tells a check-in made only of newer answers from one it can show', () => {
    const doc = new Y.Doc();
    doc.getMap('checkins').set(`${EVENING}#1.ab`, { savedAt: 5, dream: 'The sea.' });
    const checkin = readCheckin(doc, EVENING);
    expect(checkin && hasKnownFields(checkin)).toBe(false);
  });
});

describe('energy', () => {
  it('is told in one of five words', () => {
    const words = [0, 19, 20, 50, 79, 80, 100].map(energyBand);
    expect(words).toEqual(['low', 'low', 'gentle', 'steady', 'lively', 'high', 'high']);
  });
});

function readOwnCheckin(docs: OwnCheckinDocs, evening: string) {
  const shared = docs.shared && readCheckin(docs.shared, evening);
  return chooseOwnCheckin(readCheckin(docs.private, evening), shared);
}

function readOwnHistory(docs: OwnCheckinDocs & { shared: Y.Doc }, evening: string) {
  return sortVersions(readHistory(docs.private, evening), readHistory(docs.shared, evening));
}

describe('own check-in in two places', () => {
  const docs = () => ({ private: new Y.Doc(), shared: new Y.Doc() });

  it('goes to the private ledger for just me, and to the shared one for both', () => {
    const both = docs();
    saveOwnCheckin(both, { ...nothing, feelings: ['calm'] }, createTestContext());
    expect(readCheckin(both.shared, EVENING)).toBeUndefined();
    saveOwnCheckin(both, { ...nothing, feelings: ['calm'], share: true }, createTestContext());
    expect(readCheckin(both.shared, EVENING)?.feelings).toEqual(['calm']);
  });

  it('stays private where there is no partner, wish to share or not', () => {
    const alone = { private: new Y.Doc(), shared: undefined };
    saveOwnCheckin(alone, { ...nothing, feelings: ['calm'], share: true }, createTestContext());
    expect(readOwnCheckin(alone, EVENING)).toMatchObject({
      place: 'private',
      checkin: { share: true },
    });
  });

  it('knows what the partner still holds after a change to just me', () => {
    const both = docs();
    saveOwnCheckin(
      both,
      { ...nothing, feelings: ['calm'], share: true },
      createTestContext({ now: 1 }),
    );
    saveOwnCheckin(both, { ...nothing, feelings: ['tired'] }, createTestContext({ now: 2 }));
    expect(readOwnCheckin(both, EVENING)).toMatchObject({
      place: 'private',
      checkin: { feelings: ['tired'] },
      sharedBefore: { feelings: ['calm'] },
    });
    expect(readCheckin(both.shared, EVENING)?.feelings).toEqual(['calm']);
    expect(readOwnHistory(both, EVENING).map(({ place }) => place)).toEqual(['private', 'shared']);
  });

  it('counts the last save whichever way it moved, also with the clock set back', () => {
    const both = docs();
    for (const [share, now] of [
      [false, 500],
      [true, 3],
      [false, 2],
      [true, 1],
    ] as const) {
      saveOwnCheckin(both, { ...nothing, feelings: ['same'], share }, createTestContext({ now }));
      expect(readOwnCheckin(both, EVENING)?.place).toBe(share ? 'shared' : 'private');
    }
    expect(readOwnHistory(both, EVENING)).toHaveLength(4);
  });
});

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type DraftFields,
  dropDraft,
  keepDraft,
  LINE_LIMIT,
  NO_ANSWERS,
  readDrafts,
} from '../../../src/model/index.js';

const EVENING = '2026-11-24';
const fields: DraftFields = { ...NO_ANSWERS, share: false, seal: false, thanks: undefined };

function keep(doc: Y.Doc, part: Partial<DraftFields>, touchedAt = 1, evening = EVENING): void {
  keepDraft(doc, { evening, fields: { ...fields, ...part }, touchedAt, isAsked: false });
}

describe('a draft that is kept', () => {
  it('[D1] [D2] is as it was typed, in every field, with its spaces, and too long ones whole', () => {
    const doc = new Y.Doc();
    const written: DraftFields = {
      light: 3,
      energy: 0,
      pleasantness: 100,
      feelings: ['~calm', 'windblown '],
      line: `${'x'.repeat(LINE_LIMIT * 2)} `,
      high: ' the soup',
      low: ' ',
      news: 'I got the flat',
      wish: 'company',
      share: true,
      seal: true,
      thanks: 'For the soup\n',
    };
    keepDraft(doc, { evening: EVENING, fields: written, touchedAt: 7, isAsked: true });
    expect(readDrafts(doc)).toEqual([
      { evening: EVENING, fields: written, touchedAt: 7, isAsked: true },
    ]);
  });

  it('[D3] is one for each evening, the one touched last first, and is gone when it is dropped', () => {
    const doc = new Y.Doc();
    keep(doc, { line: 'older' }, 1, '2026-11-23');
    keep(doc, { line: 'first' }, 2);
    keep(doc, { line: 'second' }, 3);
    expect(readDrafts(doc).map(({ fields: { line } }) => line)).toEqual(['second', 'older']);
    dropDraft(doc, EVENING);
    dropDraft(doc, '2026-11-22');
    expect(readDrafts(doc).map(({ evening }) => evening)).toEqual(['2026-11-23']);
  });

  it('[D3] says in each tab what was written last in any', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    one.on('update', (update: Uint8Array) => Y.applyUpdate(other, update));
    other.on('update', (update: Uint8Array) => Y.applyUpdate(one, update));
    keep(one, { line: 'from one' });
    keep(other, { line: 'from one, and the other' }, 2);
    expect(readDrafts(one)).toEqual(readDrafts(other));
    expect(readDrafts(one)[0]?.fields.line).toBe('from one, and the other');
  });

  it('[D4] reads what is not understood as not answered, and throws at nothing', () => {
    const doc = new Y.Doc();
    const drafts = doc.getMap('drafts');
    drafts.set(EVENING, { touchedAt: 5, light: 9, energy: '3', feelings: [1, ''], line: ['x'] });
    drafts.set('2026-02-31', { touchedAt: 5 });
    drafts.set('2026-11-20', { line: 'of no time' });
    drafts.set('2026-11-21', 'a text');
    expect(readDrafts(doc)).toEqual([{ evening: EVENING, fields, touchedAt: 5, isAsked: false }]);
  });
});

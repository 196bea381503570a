import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openOffers } from '../../../../src/features/meet/offers.js';
import {
  addNote,
  isPreTicked,
  NO_ANSWERS,
  readCheckin,
  readNotes,
  saveCheckin,
} from '../../../../src/model/index.js';
import type { Session, Space } from '../../../../src/session/index.js';
import { countingRandom, fixedClock, TONIGHT } from '../../model/gratitude-cast.js';

const bond = { mySide: 'b', partnerSide: 'a', since: TONIGHT, confirmed: true } as const;

/** As much of Ben's session as offers need: chapters by name, in two ledgers. */
function benAlone() {
  const docs = new Map<string, Y.Doc>();
  let open = 0;
  const docOf = (space: Space, name: string): Y.Doc => {
    const key = `${space} ${name}`;
    const doc = docs.get(key) ?? new Y.Doc();
    docs.set(key, doc);
    return doc;
  };
  const clock = fixedClock(TONIGHT);
  const random = countingRandom(3);
  const session: Pick<Session, 'openChapter' | 'random'> = {
    random,
    openChapter: (space, name) => {
      open++;
      const close = (): void => {
        open--;
      };
      return { name, doc: docOf(space, name), mayWrite: true, close };
    },
  };
  return { session, docOf, context: { clock, random }, howManyOpen: () => open };
}

const answers = {
  ...NO_ANSWERS,
  light: 2,
  feelings: ['calm'],
} as const;

describe('what could be brought along', () => {
  it('offers check-ins and notes of the last months, newest first, picking only what was wished tonight', () => {
    const { session, docOf, context } = benAlone();
    const own = docOf('private', 'checkins/2026-11');
    saveCheckin(own, { ...answers, evening: '2026-11-20', share: true }, context);
    saveCheckin(own, { ...answers, evening: '2026-11-24', share: true }, context);
    addNote(docOf('private', 'gratitude/2026-11'), { author: 'me', text: 'Soup' }, context);
    addNote(
      docOf('private', 'gratitude/2026-02'),
      { author: 'me', text: 'Snow' },
      {
        ...context,
        clock: fixedClock(Date.UTC(2026, 1, 3, 20)),
      },
    );
    const offers = openOffers(session, bond, '2026-11-24').list();
    expect(offers.map(({ kind, item }) => `${kind} ${item.date}`)).toEqual([
      'checkin 2026-11-24',
      'note 2026-11-24',
      'checkin 2026-11-20',
      'note 2026-02-03',
    ]);
    const picked = offers.filter(({ item }) => isPreTicked(item, '2026-11-24'));
    expect(picked.map(({ kind, item }) => `${kind} ${item.date}`)).toEqual(['checkin 2026-11-24']);
  });

  it('copies what was chosen to my own side, once, and nothing else', () => {
    const { session, docOf, context, howManyOpen } = benAlone();
    const own = docOf('private', 'checkins/2026-11');
    saveCheckin(own, { ...answers, evening: '2026-11-24', share: true }, context);
    addNote(docOf('private', 'gratitude/2026-11'), { author: 'me', text: 'Soup' }, context);
    const opened = openOffers(session, bond, '2026-11-24');
    opened
      .list()
      .find(({ kind }) => kind === 'checkin')
      ?.bring();
    expect(readCheckin(docOf('shared', 'checkins/2026-11@b'), '2026-11-24')?.feelings).toEqual([
      'calm',
    ]);
    expect(readNotes(docOf('shared', 'gratitude/2026-11'))).toEqual([]);
    expect(opened.list().map(({ kind }) => kind)).toEqual(['note']);
    opened.close();
    expect(howManyOpen()).toBe(0);
  });
});

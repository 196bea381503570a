import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type BringOverDocs,
  bringOver,
  checkinSource,
  listEvenings,
  listToBringOver,
  NO_ANSWERS,
  readCheckin,
  readHistory,
  saveCheckin,
} from '../../../src/model/index.js';
import { createTestContext } from '../../unit/model/context.js';

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('save' as const), day: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant('bring' as const), pick: fc.nat(5), tab: fc.nat(1) }),
    fc.record({ do: fc.constant('meet' as const) }),
  ),
  { maxLength: 30 },
);

function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
}

function saveWord(doc: Y.Doc, day: number, now: number): void {
  const answers = { ...NO_ANSWERS, energy: now, line: `word ${now}` };
  const draft = { evening: `2026-11-0${day}`, share: true, ...answers };
  saveCheckin(doc, draft, createTestContext({ now }));
}

/** The word that was brought over, where there was anything to pick. */
function bringWord(tab: BringOverDocs, pick: number): string[] {
  const item = listToBringOver(checkinSource, tab, 'bond')[pick];
  if (!item) return [];
  expect(bringOver(checkinSource, tab, 'bond', item.id).ok).toBe(true);
  expect(readCheckin(tab.shared, item.date)?.line).toBe(item.record.line);
  return [String(item.record.line)];
}

function listWords(doc: Y.Doc): string[] {
  const versions = listEvenings(doc).flatMap((evening) => readHistory(doc, evening));
  return versions.map(({ checkin }) => String(checkin.line));
}

type Step =
  | { do: 'save'; day: number }
  | { do: 'bring'; pick: number; tab: number }
  | { do: 'meet' };

/** Plays the steps in two tabs that meet at the end; gives the words that were chosen. */
function play(script: readonly Step[], first: BringOverDocs, second: BringOverDocs): Set<string> {
  const chosen = new Set<string>();
  const run = (step: Step, now: number): string[] => {
    if (step.do === 'bring') return bringWord(step.tab === 0 ? first : second, step.pick);
    if (step.do === 'save') saveWord(first.private, step.day, now);
    else exchange(first.private, second.private);
    if (step.do === 'meet') exchange(first.shared, second.shared);
    return [];
  };
  for (const [now, step] of script.entries()) for (const word of run(step, now)) chosen.add(word);
  exchange(first.shared, second.shared);
  return chosen;
}

describe('bring over from two tabs', () => {
  it('shares only what was chosen, each version at most once', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const first = { private: new Y.Doc(), shared: new Y.Doc() };
        const second = { private: new Y.Doc(), shared: new Y.Doc() };
        const chosen = play(script, first, second);
        expect(listWords(first.shared).sort()).toEqual([...chosen].sort());
      }),
    );
  });
});

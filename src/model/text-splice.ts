/**
 * One person's change to a text while another changes it too: what was typed, as a splice; and
 * where it belongs once the other's changes, given as Yjs deltas, have come in between.
 */
import type * as Y from 'yjs';

/** Offsets and lengths count UTF-16 units, as textareas and Y.Text both do. */
export type Splice = { readonly at: number; readonly remove: number; readonly insert: string };

/** A change as Y.Text reports it. */
export type TextDelta = readonly {
  readonly retain?: number | undefined;
  readonly delete?: number | undefined;
  readonly insert?: unknown;
}[];

type Range = { readonly from: number; readonly to: number };

/**
 * The smallest splice that leads from `before` to `after`, or undefined where nothing changed. Among
 * equal letters it prefers the place that ends at `caret`, the caret's offset in `after`.
 */
export function findSplice(before: string, after: string, caret: number): Splice | undefined {
  if (before === after) return undefined;
  const atCaret = spliceBeforeTail(before, after, after.length - caret);
  const anywhere = spliceBeforeTail(before, after, after.length);
  return sizeOf(atCaret) <= sizeOf(anywhere) ? atCaret : anywhere;
}

function spliceBeforeTail(before: string, after: string, longestTail: number): Splice {
  const shorter = Math.min(before.length, after.length);
  const most = Math.min(shorter, Math.max(0, longestTail));
  let tail = 0;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (isLowSurrogate(after, after.length - tail)) tail--;
  let head = 0;
  while (head < shorter - tail && before[head] === after[head]) head++;
  if (head > 0 && (isLowSurrogate(after, head) || isLowSurrogate(before, head))) head--;
  return {
    at: head,
    remove: before.length - tail - head,
    insert: after.slice(head, after.length - tail),
  };
}

function sizeOf({ remove, insert }: Splice): number {
  return remove + insert.length;
}

/** Splitting a surrogate pair would leave Yjs two broken halves. */
function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

export function applySplices(text: Y.Text, splices: readonly Splice[]): void {
  for (const { at, remove, insert } of splices) {
    if (remove > 0) text.delete(at, remove);
    if (insert !== '') text.insert(at, insert);
  }
}

/** Where an offset goes. What is inserted right at it comes after it: a caret stays with its own words. */
export function shiftOffset(offset: number, delta: TextDelta): number {
  let before = 0;
  let after = 0;
  for (const step of delta) {
    if (before >= offset) break;
    if (step.retain !== undefined) {
      before += step.retain;
      after += step.retain;
    } else if (step.delete !== undefined) {
      before += step.delete;
      if (before >= offset) return after;
    } else {
      after += insertedLength(step.insert);
    }
  }
  return after + offset - before;
}

/**
 * The same intention after `deltas` have been applied: inserts at the shifted place, and removes
 * only those characters that were meant, never what the other wrote between them. To be applied in
 * the order given.
 */
export function carrySplice(splice: Splice, deltas: readonly TextDelta[]): Splice[] {
  let at = splice.at;
  let ranges: Range[] = splice.remove > 0 ? [{ from: at, to: at + splice.remove }] : [];
  for (const delta of deltas) {
    at = shiftOffset(at, delta);
    ranges = ranges.flatMap((range) => keptRanges(range, delta));
  }
  const removals = ranges.map(({ from, to }) => ({ at: from, remove: to - from, insert: '' }));
  const inserts = splice.insert === '' ? [] : [{ at, remove: 0, insert: splice.insert }];
  return [...removals.reverse(), ...inserts];
}

/** What is left of a range after a delta, at its new offsets. */
function keptRanges(range: Range, delta: TextDelta): Range[] {
  const kept: Range[] = [];
  let before = 0;
  let after = 0;
  const keep = (length: number): void => {
    const from = Math.max(range.from, before);
    const to = Math.min(range.to, before + length);
    if (from < to) kept.push({ from: from - before + after, to: to - before + after });
    before += length;
    after += length;
  };
  for (const step of delta) {
    if (step.retain !== undefined) keep(step.retain);
    else if (step.delete !== undefined) before += step.delete;
    else after += insertedLength(step.insert);
  }
  keep(Math.max(0, range.to - before));
  return kept;
}

function insertedLength(insert: unknown): number {
  return typeof insert === 'string' ? insert.length : 1;
}

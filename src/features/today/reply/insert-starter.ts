/** Puts the beginning of a sentence where the caret is, and the caret where it is to go on. Pure. */

export type Selection = { readonly start: number; readonly end: number };

export type Inserted = {
  readonly value: string;
  /** UTF-16 units: what is still to be said is selected, so that typing takes its place. */
  readonly selection: Selection;
};

const OPEN = '…';

export function insertStarter(value: string, at: Selection, starter: string): Inserted {
  const before = value.slice(0, at.start);
  const after = value.slice(at.end);
  const lead = before === '' || /\s$/.test(before) ? '' : ' ';
  const trail = after === '' || /^\s/.test(after) ? '' : ' ';
  const from = before.length + lead.length;
  const open = starter.indexOf(OPEN);
  const start = open < 0 ? from + starter.length : from + open;
  const end = open < 0 ? start : start + OPEN.length;
  return { value: before + lead + starter + trail + after, selection: { start, end } };
}

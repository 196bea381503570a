/** When a chapter's many entries should become one, and whether they still hold what people deleted. */
import * as Y from 'yjs';

export type FoldRules = {
  /** A chapter with at least this many entries is folded once it is idle. */
  readonly entries: number;
  /** Milliseconds without a change after which a chapter is idle. */
  readonly idleMs: number;
  /** The same before a chapter is folded only because its entries still hold deleted words. */
  readonly deletedIdleMs: number;
};

export const DEFAULT_FOLD_RULES: FoldRules = {
  // Opening a chapter costs a signature check, a millisecond or more, for each of its entries.
  entries: 16,
  idleMs: 10_000,
  deletedIdleMs: 60_000,
};

export function isIdle(rules: FoldRules, quietMs: number): boolean {
  return quietMs >= Math.min(rules.idleMs, rules.deletedIdleMs);
}

/**
 * `wait`: ask again later. `leave`: nothing to do until the chapter changes.
 * `live` is undefined while something that an entry depends on is missing: folding then would drop
 * what Yjs is holding back.
 */
export function decideFold(
  rules: FoldRules,
  quietMs: number,
  updates: readonly Uint8Array[],
  live: Y.Doc | undefined,
): 'fold' | 'wait' | 'leave' {
  if (live === undefined || updates.length === 0) return 'leave';
  if (quietMs >= rules.idleMs && updates.length >= rules.entries) return 'fold';
  if (quietMs < rules.deletedIdleMs) return 'wait';
  return holdDeleted(updates, live) ? 'fold' : 'leave';
}

/** From the back, so that the places of those still to go stay true; neighbours go together. */
export function deleteEntries(entries: Y.Array<Uint8Array>, old: ReadonlySet<Uint8Array>): void {
  const all = entries.toArray();
  let end = all.length;
  while (end > 0) {
    let start = end;
    while (old.has(all[start - 1] ?? NO_ENTRY)) start--;
    if (start < end) entries.delete(start, end - start);
    end = Math.min(start, end - 1);
  }
}

const NO_ENTRY = new Uint8Array();

/**
 * Whether one of these updates carries anything that is deleted in `live`.
 *
 * Counting entries alone would leave a deleted sentence in a quiet chapter for good. And this question, unlike
 * "has anything been deleted", is answered no right after a fold, on every device: so two phones that fold the
 * same chapter at the same time don't set each other off again.
 */
function holdDeleted(updates: Iterable<Uint8Array>, live: Y.Doc): boolean {
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) continue;
      if (isDeletedWithin(live, struct)) return true;
    }
  }
  return false;
}

function isDeletedWithin(live: Y.Doc, { id, length }: Y.Item): boolean {
  const structs = live.store.clients.get(id.client) ?? [];
  const end = id.clock + length;
  if (structs.length === 0 || Y.getState(live.store, id.client) <= id.clock) return false;
  for (let i = Y.findIndexSS(structs, id.clock); i < structs.length; i++) {
    const struct = structs[i];
    if (struct === undefined || struct.id.clock >= end) return false;
    if (struct.deleted) return true;
  }
  return false;
}

/** What another phone lacks of an outer document, and whether what comes from there attaches to what is here. */
import * as Y from 'yjs';
import { concatBytes } from '../kernel/index.js';
import { ByteReader } from './byte-reader.js';
import { DEFAULT_LIMITS, ruleOfEntries } from './check-ledger-update.js';
import { type DocState, encodeClocks, hasSameDeletions } from './doc-state.js';
import { walkUpdate } from './walk-update.js';

/** The count that stands before a half of an update with nothing in it. */
const NONE = Uint8Array.of(0);

/**
 * Everything that a phone in `known` state lacks, as an update (format 1); all there is where nothing is
 * known. Deletions are known by their digest only: unless they are exactly the same there, all go along.
 */
export function encodeMissing(doc: Y.Doc, here: DocState, known: DocState | undefined): Uint8Array {
  if (known === undefined) return Y.encodeStateAsUpdate(doc);
  const update = Y.encodeStateAsUpdate(doc, encodeClocks(known.clocks));
  return hasSameDeletions(known, here) ? withoutDeletions(update) : update;
}

/** An update is two halves, structs and deletions, each behind a count of clients. */
function withoutDeletions(update: Uint8Array): Uint8Array {
  let end = NONE.length;
  walkUpdate(new ByteReader(update), ruleOfEntries(DEFAULT_LIMITS), {
    neighbour: () => {},
    deletion: () => {},
    struct: (_client, _clock, _length, { to }) => {
      end = to;
    },
  });
  return concatBytes(update.subarray(0, end), NONE);
}

export type UpdateContent = {
  /** Whether there is anything in it at all. */
  readonly isEmpty: boolean;
  /** Whether everything that it hangs on is in it, or counted by the clocks it was read for. */
  readonly attaches: boolean;
};

/**
 * Looks at an update that `checkLedgerUpdate` has found sound, before it is applied to a document with these
 * clocks. What does not attach would wait inside Yjs for something that may never come.
 */
export function inspectUpdate(
  update: Uint8Array,
  clocks: ReadonlyMap<number, number>,
): UpdateContent {
  const { structs, ds } = Y.decodeUpdate(update);
  const ends = endsAfter(structs, clocks);
  const isThere = ({ client, clock }: Y.ID): boolean => clock < (ends.get(client) ?? 0);
  const hangsWell = structs.every(
    (struct) =>
      !(struct instanceof Y.Item) ||
      [struct.origin, struct.rightOrigin].every((neighbour) => !neighbour || isThere(neighbour)),
  );
  const deletesWell = [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) => clock + len <= (ends.get(client) ?? 0)),
  );
  return {
    isEmpty: structs.length === 0 && ds.clients.size === 0,
    attaches: !hasGap(structs, clocks) && hangsWell && deletesWell,
  };
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

function endsAfter(
  structs: readonly Struct[],
  clocks: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const ends = new Map(clocks);
  for (const { id, length } of structs) {
    ends.set(id.client, Math.max(ends.get(id.client) ?? 0, id.clock + length));
  }
  return ends;
}

/** Each client's structs come in order, and each begins where the one before ended, or below what is here. */
function hasGap(structs: readonly Struct[], clocks: ReadonlyMap<number, number>): boolean {
  const ends = new Map(clocks);
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const end = ends.get(client) ?? 0;
    if (clock > end || struct instanceof Y.Skip) return true;
    ends.set(client, Math.max(end, clock + struct.length));
  }
  return false;
}

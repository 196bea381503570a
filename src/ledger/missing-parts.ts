/**
 * What another phone lacks of an outer document, written part by part straight from the document, as it is by
 * then: between two parts the page can do something else, and nothing is ever encoded as a whole. The parts are
 * what `splitUpdate` would make of the whole.
 */
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { encodeClocks } from './doc-state.js';
import { splitUpdate } from './split-update.js';

export type MissingParts = {
  /** At least so many bytes are still to come. */
  readonly bytesAhead: () => number;
  /**
   * The next part: complete on top of those before. The last ones come together, and everything that is in
   * the document at that moment is in the parts.
   */
  readonly next: () => { readonly parts: readonly Uint8Array[]; readonly isLast: boolean };
  /** The other phone has what is in this update, for it came from there. */
  readonly exclude: (update: Uint8Array) => void;
};

type Struct = Y.Item | Y.GC;

/** What each struct and each client's run in a part take besides what is in them. */
const STRUCT_HEAD_BYTES = 24;
const LEAST_HEAD_BYTES = 2;

export function createMissingParts(
  doc: Y.Doc,
  known: ReadonlyMap<number, number>,
  maxBytes: number,
): MissingParts {
  const { store } = doc;
  /** What the other phone has, or has been sent, of each client. */
  const placed = new Map(known);

  const placedOf = (client: number): number => placed.get(client) ?? 0;
  const hasMore = (client: number): boolean => placedOf(client) < Y.getState(store, client);

  /** Undefined when all is placed. Structs may have been joined since the last part: looked up by their clock. */
  function findNext(client: number): Struct | undefined {
    const structs = store.clients.get(client);
    if (structs === undefined || !hasMore(client)) return undefined;
    const struct = structs[Y.findIndexSS(structs, placedOf(client))];
    return struct instanceof Y.Item || struct instanceof Y.GC ? struct : undefined;
  }

  /** The client whose struct has to go first. A struct that is begun already hangs on its own first half. */
  function findBlocking(struct: Struct): number | undefined {
    if (!(struct instanceof Y.Item)) return undefined;
    const { parent } = struct;
    const on = [
      struct.id.clock < placedOf(struct.id.client) ? null : struct.origin,
      struct.rightOrigin,
      parent instanceof Y.AbstractType ? (parent._item?.id ?? null) : null,
    ];
    return on.find((id) => id !== null && id.clock >= placedOf(id.client))?.client;
  }

  /** Who waits for whom, the last for nobody: what is in the document hangs on no circle. Chains are thousands long. */
  const waiting: number[] = [];

  /** False when nothing is left, or nothing more fits. */
  function placeNext(part: Part): boolean {
    const client = waiting.at(-1) ?? findUnfinished();
    const struct = client === undefined ? undefined : findNext(client);
    if (client === undefined || struct === undefined) return waiting.pop() !== undefined;
    const blocking = findBlocking(struct);
    if (blocking !== undefined) {
      if (waiting.length === 0) waiting.push(client);
      waiting.push(blocking);
      return true;
    }
    // At least one, however little fits.
    if (part.runs.size > 0 && part.bytes + partBytes(struct) > maxBytes) return false;
    waiting.pop();
    part.add(struct, placedOf(client));
    placed.set(client, struct.id.clock + struct.length);
    return true;
  }

  let unfinished: Iterator<number> = store.clients.keys();

  /** Goes round: what is finished may have more by the time. */
  function findUnfinished(): number | undefined {
    for (let round = 0; round < 2; round++) {
      for (let next = unfinished.next(); !next.done; next = unfinished.next()) {
        if (hasMore(next.value)) return next.value;
      }
      unfinished = store.clients.keys();
    }
    return undefined;
  }

  function fillPart(): Part {
    const part = createPart();
    while (placeNext(part));
    return part;
  }

  return {
    bytesAhead: () => {
      let bytes = 0;
      for (const [client, structs] of store.clients) {
        const from = placedOf(client);
        for (let i = structs.length - 1; i >= 0; i--) {
          const struct = structs[i];
          if (struct === undefined || struct.id.clock < from) break;
          bytes += LEAST_HEAD_BYTES + contentBytes(struct);
        }
      }
      return bytes;
    },
    next: () => {
      const part = fillPart();
      const parts = part.runs.size > 0 ? [encodePart(part)] : [];
      if ([...store.clients.keys()].some(hasMore)) return { parts, isLast: false };
      return { parts: [...parts, ...encodeDeletions(doc, maxBytes)], isLast: true };
    },
    exclude: (update) => {
      const { from, to } = Y.parseUpdateMeta(update);
      for (const [client, end] of to) {
        const isJoined = (from.get(client) ?? 0) <= placedOf(client);
        if (isJoined) placed.set(client, Math.max(placedOf(client), end));
      }
    },
  };
}

type Run = { readonly clock: number; readonly structs: Struct[] };

type Part = {
  readonly runs: Map<number, Run>;
  readonly add: (struct: Struct, clock: number) => void;
  bytes: number;
};

function createPart(): Part {
  const runs = new Map<number, Run>();
  const part: Part = {
    runs,
    bytes: 0,
    add: (struct, clock) => {
      const { client } = struct.id;
      const run = runs.get(client);
      if (run) run.structs.push(struct);
      else runs.set(client, { clock, structs: [struct] });
      part.bytes += partBytes(struct);
    },
  };
  return part;
}

function partBytes(struct: Y.AbstractStruct): number {
  return STRUCT_HEAD_BYTES + contentBytes(struct);
}

/** Of a ledger's entry; what is deleted leaves next to nothing. */
function contentBytes(struct: Y.AbstractStruct): number {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentBinary)) return 0;
  return struct.content.content.length;
}

function encodePart({ runs }: Part): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  writeVarUint(encoder.restEncoder, runs.size);
  for (const [client, { clock, structs }] of runs) {
    writeVarUint(encoder.restEncoder, structs.length);
    encoder.writeClient(client);
    writeVarUint(encoder.restEncoder, clock);
    for (const [i, struct] of structs.entries()) {
      struct.write(encoder, i === 0 ? clock - struct.id.clock : 0);
    }
  }
  writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}

/** All that is deleted, as there is no telling what of it the other phone knows. */
function encodeDeletions(doc: Y.Doc, maxBytes: number): readonly Uint8Array[] {
  const here = Y.decodeStateVector(Y.encodeStateVector(doc));
  return splitUpdate(Y.encodeStateAsUpdate(doc, encodeClocks(here)), maxBytes);
}

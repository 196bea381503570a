/**
 * Takes one large update of the outer document apart, so that each part can be applied and stored as it
 * arrives, and a cut costs no more than one part. What is in the parts is copied byte for byte.
 */
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding';
import { ByteReader } from './byte-reader.js';
import { DEFAULT_LIMITS, ruleOfEntries } from './check-ledger-update.js';
import { type Span, walkUpdate } from './walk-update.js';

type Struct = Span & {
  readonly clock: number;
  readonly length: number;
  readonly isSkip: boolean;
  /** What it hangs on: pairs of client and clock. */
  readonly neighbours: readonly number[];
};

/** What one client wrote, and how much of it has found its place in a part. */
type Section = {
  readonly client: number;
  readonly structs: Struct[];
  readonly deletions: Span[];
  placed: number;
  /** The next struct waits for something that is not in this update. */
  stuck: boolean;
  /** It is waiting for another section's struct. */
  waiting: boolean;
};

type Sections = ReadonlyMap<number, Section>;

/** A client's name, a clock and a count, at their longest. */
const HEAD_BYTES = 16;

/**
 * Splits an update (format 1) into parts of at most `maxBytes`, or of one entry where that is longer. In
 * this order each part integrates completely on top of those before; deletions come last, and so does what
 * hangs on something that the update does not hold. Bytes that are no ledger's update come back as they are.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number): Uint8Array[] {
  if (update.length <= maxBytes) return [update];
  const sections = readSections(update);
  if (sections === undefined) return [update];
  const packer = createPacker(update, maxBytes);
  for (const section of sections.values()) placeAll(section, sections, packer.addStruct);
  for (const section of sections.values()) placeRest(section, packer.addStruct);
  for (const section of sections.values()) {
    for (const span of section.deletions) packer.addDeletion(section, span);
  }
  return packer.finish();
}

function readSections(update: Uint8Array): Sections | undefined {
  const sections = new Map<number, Section>();
  const sectionOf = (client: number): Section => {
    const found = sections.get(client);
    if (found !== undefined) return found;
    const made = { client, structs: [], deletions: [], placed: 0, stuck: false, waiting: false };
    sections.set(client, made);
    return made;
  };
  let neighbours: number[] = [];
  const reader = new ByteReader(update);
  walkUpdate(reader, ruleOfEntries(DEFAULT_LIMITS), {
    neighbour: (client, clock) => neighbours.push(client, clock),
    struct: (client, clock, length, { from, to }, isSkip) => {
      sectionOf(client).structs.push({ from, to, clock, length, isSkip, neighbours });
      neighbours = [];
    },
    deletion: (client, span) => sectionOf(client).deletions.push(span),
  });
  return reader.failed ? undefined : sections;
}

type AddStruct = (section: Section, struct: Struct) => void;

/** As Yjs integrates: what a struct hangs on goes first. No recursion: chains go through thousands of clients. */
function placeAll(first: Section, sections: Sections, add: AddStruct): void {
  while (!first.stuck && first.placed < first.structs.length) placeNext(first, sections, add);
}

function placeNext(first: Section, sections: Sections, add: AddStruct): void {
  const stack = [first];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const struct = top.structs[top.placed];
    const missing = struct && findMissing(struct, sections);
    const goesOn = missing !== undefined && !isStuck(missing);
    if (struct === undefined || struct.isSkip || (missing !== undefined && !goesOn)) {
      top.stuck = true;
    } else if (missing !== undefined) {
      top.waiting = true;
      stack.push(missing);
      continue;
    } else {
      top.placed++;
      add(top, struct);
    }
    top.waiting = false;
    stack.pop();
  }
}

/** Waiting in a circle is nothing that Yjs writes; taken for stuck, it can't go on for ever. */
function isStuck({ stuck, waiting, placed, structs }: Section): boolean {
  return stuck || waiting || placed === structs.length;
}

/** The section that has to go on before this struct can be placed. What is in no section is there already. */
function findMissing({ neighbours }: Struct, sections: Sections): Section | undefined {
  for (let i = 0; i < neighbours.length; i += 2) {
    const section = sections.get(neighbours[i] ?? 0);
    if (section !== undefined && !isPlaced(section, neighbours[i + 1] ?? 0)) return section;
  }
  return undefined;
}

function isPlaced({ structs, placed }: Section, clock: number): boolean {
  if (structs.length === 0) return true;
  const next = structs[placed];
  const last = structs.at(-1);
  const end = next?.clock ?? (last ? last.clock + last.length : 0);
  return clock < end;
}

/** Whoever takes it in keeps it until the rest has come from somewhere: nothing is left out. */
function placeRest(section: Section, add: AddStruct): void {
  for (const struct of section.structs.slice(section.placed)) add(section, struct);
}

type Run = { readonly clock: number; count: number; readonly from: number; to: number };

type Part = {
  readonly runs: Map<number, Run>;
  readonly deletions: Map<number, Span[]>;
  bytes: number;
};

function createPacker(
  update: Uint8Array,
  maxBytes: number,
): {
  addStruct: AddStruct;
  addDeletion: (section: Section, span: Span) => void;
  finish: () => Uint8Array[];
} {
  const parts: Uint8Array[] = [];
  let part = createPart();

  /** A new part is begun when this one would grow too large; it begins with its two counts. */
  const makeRoom = (bytes: number): void => {
    if (isEmpty(part) || part.bytes + bytes <= maxBytes) return;
    parts.push(encodePart(part, update));
    part = createPart();
  };

  return {
    addStruct: ({ client }, { clock, from, to }) => {
      makeRoom(to - from + HEAD_BYTES);
      const run = part.runs.get(client);
      part.bytes += to - from + (run ? 0 : HEAD_BYTES);
      if (run === undefined) part.runs.set(client, { clock, count: 1, from, to });
      else {
        run.count++;
        run.to = to;
      }
    },
    addDeletion: ({ client }, span) => {
      const bytes = span.to - span.from + HEAD_BYTES;
      makeRoom(bytes);
      part.bytes += bytes;
      const spans = part.deletions.get(client);
      if (spans) spans.push(span);
      else part.deletions.set(client, [span]);
    },
    finish: () => (isEmpty(part) ? parts : [...parts, encodePart(part, update)]),
  };
}

function createPart(): Part {
  return { runs: new Map(), deletions: new Map(), bytes: HEAD_BYTES };
}

function isEmpty({ runs, deletions }: Part): boolean {
  return runs.size === 0 && deletions.size === 0;
}

/** A client's structs lie one behind the other in the update, so those of a part are one piece of it. */
function encodePart({ runs, deletions }: Part, update: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, runs.size);
  for (const [client, { clock, count, from, to }] of runs) {
    writeVarUint(encoder, count);
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    writeUint8Array(encoder, update.subarray(from, to));
  }
  writeVarUint(encoder, deletions.size);
  for (const [client, spans] of deletions) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, spans.length);
    for (const { from, to } of spans) writeUint8Array(encoder, update.subarray(from, to));
  }
  return toUint8Array(encoder);
}

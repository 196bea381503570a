/**
 * The frame that every Yjs update (format 1) has: structs by client, then what is deleted. What an item may
 * hold and where it may hang is the caller's rule.
 *
 * Yjs trusts what it reads. Here, whatever would make it loop, allocate without bound or throw halfway
 * through is refused: counts beyond the bytes there are, empty structs, a client named twice, an item
 * that hangs on itself or on its own future.
 */
import type { ByteReader } from './byte-reader.js';

export type ItemRule = {
  /** Reads what an item without neighbours hangs on. */
  readonly readParent: (reader: ByteReader) => void;
  /** Reads the key under its parent, where the item has one. */
  readonly readKey: (reader: ByteReader) => void;
  /** Reads content of a kind (Yjs's content reference number) and gives its length in clock ticks. */
  readonly readContent: (kind: number, reader: ByteReader) => number;
};

/** Where a struct lies in the bytes that are walked. */
export type Span = { readonly from: number; readonly to: number };

/** Is told what a walk comes past: first what a struct hangs on, then the struct itself. */
export type UpdateWatcher = {
  readonly neighbour: (client: number, clock: number) => void;
  /** `isSkip`: it stands for something that is not in this update. */
  readonly struct: (
    client: number,
    clock: number,
    length: number,
    span: Span,
    isSkip: boolean,
  ) => void;
  readonly deletion: (client: number, span: Span) => void;
};

const KIND_BITS = 0b0001_1111;
const HAS_KEY = 0b0010_0000;
const HAS_RIGHT = 0b0100_0000;
const HAS_LEFT = 0b1000_0000;
const GC = 0;
const SKIP = 10;

/** Yjs draws client IDs from 32 bits. */
const CLIENTS_END = 2 ** 32;
/** No document of ours comes near; far below the point where adding clocks loses precision. */
const CLOCK_END = 2 ** 40;

/** Reads to the last byte; the verdict is in `reader.failure`. */
export function walkUpdate(reader: ByteReader, rule: ItemRule, watcher?: UpdateWatcher): void {
  walkClients(reader, (known) => walkStructs(reader, rule, known, watcher));
  walkClients(reader, (known) => walkDeletions(reader, known, watcher));
  if (reader.left > 0) reader.fail();
}

/**
 * Both halves begin with the number of clients. Counts need no bound of their own: each thing counted takes
 * at least a byte, and reading ends with the bytes. The struct half gives the number of structs before the
 * client and the deletion half after it, which is why that is left to `walkOne`.
 */
function walkClients(reader: ByteReader, walkOne: (known: Set<number>) => void): void {
  const known = new Set<number>();
  const count = reader.varUint();
  for (let i = 0; i < count && !reader.failed; i++) walkOne(known);
}

function walkStructs(
  reader: ByteReader,
  rule: ItemRule,
  known: Set<number>,
  watcher?: UpdateWatcher,
): void {
  const count = reader.varUint();
  const client = readNewClient(reader, known);
  let clock = readClock(reader);
  for (let i = 0; i < count && !reader.failed; i++) {
    clock += walkStruct(reader, rule, client, clock, watcher);
    if (clock > CLOCK_END) reader.fail();
  }
}

function walkStruct(
  reader: ByteReader,
  rule: ItemRule,
  client: number,
  clock: number,
  watcher?: UpdateWatcher,
): number {
  const from = reader.at;
  const info = reader.uint8();
  const isItem = info !== GC && info !== SKIP;
  const length = isItem ? walkItem(reader, rule, info, client, clock, watcher) : reader.varUint();
  if (length < 1) reader.fail();
  watcher?.struct(client, clock, length, { from, to: reader.at }, info === SKIP);
  return length;
}

function walkItem(
  reader: ByteReader,
  rule: ItemRule,
  info: number,
  client: number,
  clock: number,
  watcher?: UpdateWatcher,
): number {
  if (info & HAS_LEFT) readNeighbour(reader, client, clock, watcher);
  if (info & HAS_RIGHT) readNeighbour(reader, client, clock, watcher);
  if (!(info & (HAS_LEFT | HAS_RIGHT))) {
    rule.readParent(reader);
    if (info & HAS_KEY) rule.readKey(reader);
  }
  return rule.readContent(info & KIND_BITS, reader);
}

/** Yjs looks its own client's items up without asking whether they exist yet. */
function readNeighbour(
  reader: ByteReader,
  client: number,
  clock: number,
  watcher?: UpdateWatcher,
): void {
  const neighbour = readClient(reader);
  const neighbourClock = readClock(reader);
  if (neighbour === client && neighbourClock >= clock) reader.fail();
  watcher?.neighbour(neighbour, neighbourClock);
}

function walkDeletions(reader: ByteReader, known: Set<number>, watcher?: UpdateWatcher): void {
  const client = readNewClient(reader, known);
  const count = reader.varUint();
  for (let i = 0; i < count && !reader.failed; i++) {
    const from = reader.at;
    const clock = readClock(reader);
    const length = reader.varUint();
    if (length < 1 || clock + length > CLOCK_END) reader.fail();
    watcher?.deletion(client, { from, to: reader.at });
  }
}

function readNewClient(reader: ByteReader, known: Set<number>): number {
  const client = readClient(reader);
  if (known.has(client)) reader.fail();
  known.add(client);
  return client;
}

function readClient(reader: ByteReader): number {
  const client = reader.varUint();
  if (client >= CLIENTS_END) reader.fail();
  return client;
}

function readClock(reader: ByteReader): number {
  const clock = reader.varUint();
  if (clock > CLOCK_END) reader.fail();
  return clock;
}

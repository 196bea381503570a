/** What is inside a parcel: an acknowledgement, and an update. SPEC R5, R6. */
import {
  createEncoder,
  toUint8Array,
  writeUint8,
  writeUint8Array,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding';
import { ByteReader, DELETIONS_BYTES, type DocState } from '../ledger/index.js';
import type { ParcelContent } from './faces.js';

const HAS_HAVE = 1;
const START_OVER = 2;
/** A client for every opening of the app: 27 a day for ten years. */
const MOST_CLIENTS = 100_000;

export function encodeBody({ have, startOver, update }: ParcelContent): Uint8Array {
  const encoder = createEncoder();
  writeUint8(encoder, (have ? HAS_HAVE : 0) | (startOver ? START_OVER : 0));
  writeVarUint8Array(encoder, update);
  if (have) {
    writeUint8Array(encoder, have.deletions);
    writeVarUint(encoder, have.clocks.size);
    writeClocks(encoder, have.clocks);
  }
  return toUint8Array(encoder);
}

/** In ascending order, each client as the distance from the one before: a byte less for each. */
function writeClocks(
  encoder: ReturnType<typeof createEncoder>,
  clocks: ReadonlyMap<number, number>,
): void {
  let before = 0;
  for (const [client, clock] of [...clocks].sort(([a], [b]) => a - b)) {
    writeVarUint(encoder, client - before);
    writeVarUint(encoder, clock);
    before = client;
  }
}

/** Undefined where these bytes are no body. What a later version adds at the end is passed over. */
export function decodeBody(bytes: Uint8Array): ParcelContent | undefined {
  const reader = new ByteReader(bytes);
  const flags = reader.uint8();
  const update = reader.varBytes();
  const have = flags & HAS_HAVE ? readState(reader) : undefined;
  if (reader.failed) return undefined;
  return { have, startOver: (flags & START_OVER) !== 0, update };
}

function readState(reader: ByteReader): DocState {
  const deletions = reader.take(DELETIONS_BYTES).slice();
  const count = reader.varUint();
  if (count > MOST_CLIENTS) reader.fail();
  const clocks = new Map<number, number>();
  let client = 0;
  for (let i = 0; i < count && !reader.failed; i++) {
    client += reader.varUint();
    clocks.set(client, reader.varUint());
  }
  return { clocks, deletions };
}

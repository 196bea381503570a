/**
 * A large message of y-webrtc's as many: parts that each integrate by themselves, so that the other side
 * applies and stores them as they arrive, and after a cut asks for the rest only. SPEC N100 to N102.
 */
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { splitUpdate } from '../ledger/index.js';
import { STEP_2, SYNC, UPDATE } from './gate.js';
import { createReader } from './reading.js';

/** Some milliseconds of work for a phone: between two parts it can do something else. */
export const PART_BYTES = 256 * 1024;

/** Undefined for what is not an update, or small enough as it is. */
export function takeApart(message: Uint8Array): Uint8Array[] | undefined {
  if (message.length <= PART_BYTES) return undefined;
  const reader = createReader(message);
  const [type, syncType] = [reader.number(), reader.number()];
  const update = reader.block();
  if (type !== SYNC || update === undefined) return undefined;
  if (syncType !== STEP_2 && syncType !== UPDATE) return undefined;
  const parts = splitUpdate(update, PART_BYTES);
  // An answer is one message to y-webrtc: what comes before its last part are updates.
  return parts.map((part, i) => compose(i === parts.length - 1 ? syncType : UPDATE, part));
}

/** A message of y-webrtc's with this update in it. */
export function writeUpdate(as: 'update' | 'answer', update: Uint8Array): Uint8Array {
  return compose(as === 'answer' ? STEP_2 : UPDATE, update);
}

function compose(syncType: number, update: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, SYNC);
  writeVarUint(encoder, syncType);
  writeVarUint8Array(encoder, update);
  return toUint8Array(encoder);
}

/**
 * The gate in front of y-webrtc: what a message from the other phone is, and whether it may pass.
 * Yjs does not survive bad bytes (half of all single-bit flips gave silently wrong content), so nothing
 * reaches it unread. SPEC N20 to N25.
 */
import { err, ok, type Result } from '../kernel/index.js';
import { decodeClocks } from '../ledger/index.js';
import type { LinkEnd } from './faces.js';
import { createReader, type Reader } from './reading.js';

/** y-webrtc's message types, and y-protocols' types of a sync message. */
export const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
export const STEP_2 = 1;
export const UPDATE = 2;

/** y-webrtc asks once per connection; each answer can be the whole ledger. */
export const MAX_ASKS = 4;

export type Passage = 'ask' | 'answer' | 'update' | 'ignore';

export type UpdateCheck = (update: Uint8Array) => Result<void, { readonly type: string }>;

function badMessage(detail: string): Result<never, LinkEnd> {
  return err({ type: 'BadMessage', detail });
}

/** Decides about one incoming message. `ignore` is for what a later version may send: presence, for one. */
export function judgeMessage(
  bytes: Uint8Array,
  checkUpdate: UpdateCheck,
): Result<Passage, LinkEnd> {
  const reader = createReader(bytes);
  const type = reader.number();
  if (type === undefined) return badMessage('empty');
  if (type === SYNC) return judgeSync(reader, checkUpdate);
  // Presence is not part of this version, and its messages carry JSON for whoever reads them: not passed on.
  if (type === AWARENESS || type === QUERY_AWARENESS) return ok('ignore');
  return badMessage(`of type ${type}`);
}

function judgeSync(reader: Reader, checkUpdate: UpdateCheck): Result<Passage, LinkEnd> {
  const type = reader.number();
  const content = reader.block();
  if (content === undefined || !reader.atEnd()) return badMessage('of a wrong length');
  if (type === STEP_1) return decodeClocks(content) ? ok('ask') : badMessage('no state vector');
  if (type !== STEP_2 && type !== UPDATE) return badMessage(`of sync type ${type}`);
  const checked = checkUpdate(content);
  if (!checked.ok) return err({ type: 'BadUpdate', detail: checked.error.type });
  return ok(type === STEP_2 ? 'answer' : 'update');
}

/** What an outgoing message of our own y-webrtc is. */
export function readPassage(bytes: Uint8Array): Passage {
  if (bytes[0] !== SYNC) return 'ignore';
  if (bytes[1] === STEP_1) return 'ask';
  if (bytes[1] === STEP_2) return 'answer';
  return bytes[1] === UPDATE ? 'update' : 'ignore';
}

/** Whether a scanned or pasted text is a code this ceremony can use now, and if not, why. Pure. */

import { bytesToHex, equalBytes, err, ok, type Result } from '../kernel/index.js';
import type { Ceremony, CodeRefusal } from './ceremony.js';
import { type PairingCode, REPLY_TO_BYTES } from './code.js';
import { textToCode } from './code-text.js';

/** After this the peer connection behind a code is given up on both sides. */
export const CODE_LIFETIME_MINUTES = 30;
const MINUTE = 60_000;

export function takeCode(
  ceremony: Ceremony,
  text: string,
  now: number,
): Result<PairingCode, CodeRefusal> {
  const read = textToCode(text);
  if (!read.ok) return read;
  const refusal = refuseCode(ceremony, read.value, now);
  return refusal ? err(refusal) : ok(read.value);
}

export function minutesOf(now: number): number {
  return Math.floor(now / MINUTE);
}

/** What a reply says of the code it answers. */
export function replyMark(code: PairingCode): Uint8Array {
  return code.nonce.subarray(0, REPLY_TO_BYTES);
}

function refuseCode(ceremony: Ceremony, code: PairingCode, now: number): CodeRefusal | undefined {
  if (equalBytes(code.publicKey, ceremony.self.device.publicKey)) return { type: 'OwnCode' };
  if (ceremony.usedNonces.includes(bytesToHex(code.nonce))) return { type: 'AlreadyUsed' };
  const { phase } = ceremony;
  const mine = phase.step === 'inviting' ? phase.mine : undefined;
  if (!mine && !isWaitingForAddresses(ceremony)) return { type: 'NotNow' };
  const minutesAgo = minutesOf(now) - code.madeAt;
  if (minutesAgo > CODE_LIFETIME_MINUTES) return { type: 'Old', minutesAgo };
  if (-minutesAgo > CODE_LIFETIME_MINUTES) {
    return { type: 'ClocksDiffer', minutesAhead: -minutesAgo };
  }
  if (code.replyTo && !(mine && equalBytes(code.replyTo, replyMark(mine)))) {
    return { type: 'ForAnotherCode' };
  }
  // Two devices with one certificate could not agree who opens the handshake.
  return mine && equalBytes(mine.endpoint.fingerprint, code.endpoint.fingerprint)
    ? { type: 'OwnCode' }
    : undefined;
}

/** A code may be taken while ours is still being made; it is used as soon as ours is there. */
function isWaitingForAddresses({ phase }: Ceremony): boolean {
  return (
    (phase.step === 'gathering' || phase.step === 'no-candidates') && phase.theirs === undefined
  );
}

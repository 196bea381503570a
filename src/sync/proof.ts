/**
 * The mutual proof of the bond, before any byte is applied: pure steps. Both sides send a nonce, then
 * each an HMAC under the bond's proof key over everything that makes this connection this one. SPEC N1 to N9.
 */
import { concatBytes, equalBytes, err, ok, type Result, utf8ToBytes } from '../kernel/index.js';
import {
  authenticate,
  createSecret,
  type DeviceId,
  deriveKey,
  type Secret,
} from '../vault/index.js';
import type { LinkEnd } from './faces.js';

/** The versions of what follows the proof that this code speaks. */
export const PROTOCOL = { min: 1, max: 3 } as const;
/**
 * What is carried, rather than how: the version of a ledger's entries and of what the chapters hold, as
 * one number. `min`: the lowest whose readers understand what this code writes; `max`: the highest that
 * this code reads.
 */
export const SCHEMA = { min: 1, max: 1 } as const;

const GREETING_KIND = 1;
const PROOF_KIND = 2;
const NONCE_BYTES = 32;
const PROOF_BYTES = 32;
const GREETING_BYTES = 3 + NONCE_BYTES;
/** Behind the nonce: the range of schemas, which version 1 did not say. */
const SCHEMA_AT = GREETING_BYTES;
/** A later version may say more; all of it is part of what is proved. */
const MAX_GREETING_BYTES = 1024;

/** Fixed by the order of the device ids, so that a proof sent back to its maker never fits. */
export type Side = 'low' | 'high';

export type ProofContext = {
  readonly key: Secret;
  readonly side: Side;
  readonly ids: { readonly low: DeviceId; readonly high: DeviceId };
  /** SHA-256 of both DTLS certificates, from the descriptions this connection was made with. */
  readonly fingerprints: { readonly low: Uint8Array; readonly high: Uint8Array };
};

/** One key for each direction: a frame can't be turned around. */
export type ConnectionKeys = { readonly send: Secret; readonly receive: Secret };

/** The second channel counts its frames by itself, so it has keys of its own. */
export type LinkKeys = ConnectionKeys & { readonly bulk: ConnectionKeys };

export type ProofState =
  | { readonly step: 'greeting'; readonly greeting: Uint8Array }
  | {
      readonly step: 'proving';
      readonly transcript: readonly Uint8Array[];
      readonly version: number;
    }
  | { readonly step: 'proved'; readonly keys: LinkKeys; readonly version: number };

export type ProofStep = { readonly state: ProofState; readonly send?: Uint8Array<ArrayBuffer> };

export function otherSide(side: Side): Side {
  return side === 'low' ? 'high' : 'low';
}

/** `nonce`: 32 fresh random bytes, for this connection only. */
export function beginProof(nonce: Uint8Array): ProofStep & { send: Uint8Array<ArrayBuffer> } {
  const greeting = concatBytes(
    Uint8Array.of(GREETING_KIND, PROTOCOL.min, PROTOCOL.max),
    nonce,
    Uint8Array.of(SCHEMA.min, SCHEMA.max),
  );
  return { state: { step: 'greeting', greeting }, send: greeting };
}

export function takeProofFrame(
  state: ProofState,
  frame: Uint8Array,
  context: ProofContext,
): Result<ProofStep, LinkEnd> {
  if (state.step === 'greeting') return takeGreeting(state.greeting, frame, context);
  if (state.step === 'proving') return takeProof(state, frame, context);
  return err({ type: 'WrongProof' });
}

function takeGreeting(
  own: Uint8Array,
  other: Uint8Array,
  context: ProofContext,
): Result<ProofStep, LinkEnd> {
  const [kind, min = 0, max = 0] = other;
  const fits = other.length >= GREETING_BYTES && other.length <= MAX_GREETING_BYTES;
  if (kind !== GREETING_KIND || !fits) return err({ type: 'WrongProof' });
  const [schemaMin = 1, schemaMax = 1] = other.subarray(SCHEMA_AT, SCHEMA_AT + 2);
  const newer =
    compareRanges(PROTOCOL, { min, max }) ??
    compareRanges(SCHEMA, { min: schemaMin, max: schemaMax });
  if (newer !== undefined) return err({ type: 'VersionSkew', newer });
  // Our own greeting come back: a mirror, not a partner.
  if (equalBytes(own, other)) return err({ type: 'WrongProof' });
  const transcript = transcribe(own, other, context);
  const proof = concatBytes(Uint8Array.of(PROOF_KIND), prove(context.side, transcript, context));
  const version = Math.min(max, PROTOCOL.max);
  return ok({ state: { step: 'proving', transcript, version }, send: proof });
}

type Range = { readonly min: number; readonly max: number };

/** Who is ahead where two ranges don't meet; undefined where they do. */
function compareRanges(own: Range, other: Range): 'here' | 'there' | undefined {
  if (other.min > own.max) return 'there';
  return other.max < own.min ? 'here' : undefined;
}

function takeProof(
  { transcript, version }: ProofState & { step: 'proving' },
  frame: Uint8Array,
  context: ProofContext,
): Result<ProofStep, LinkEnd> {
  const expected = prove(otherSide(context.side), transcript, context);
  const isProof = frame[0] === PROOF_KIND && frame.length === 1 + PROOF_BYTES;
  if (!isProof || !equalBytes(frame.subarray(1), expected)) return err({ type: 'WrongProof' });
  const keys = deriveConnectionKeys(transcript, context);
  return ok({ state: { step: 'proved', keys, version } });
}

/** In the order of the sides, not of who is asking: both write down the same. */
function transcribe(own: Uint8Array, other: Uint8Array, context: ProofContext): Uint8Array[] {
  const { ids, fingerprints, side } = context;
  const greetings = side === 'low' ? [own, other] : [other, own];
  return [
    utf8ToBytes(ids.low),
    utf8ToBytes(ids.high),
    fingerprints.low,
    fingerprints.high,
    ...greetings,
  ];
}

function prove(side: Side, transcript: readonly Uint8Array[], { key }: ProofContext): Uint8Array {
  return authenticate(key, utf8ToBytes(`vesper/1/link/proof/${side}`), ...transcript);
}

function deriveConnectionKeys(
  transcript: readonly Uint8Array[],
  { key, side }: ProofContext,
): LinkKeys {
  const root = createSecret(authenticate(key, utf8ToBytes('vesper/1/link/root'), ...transcript));
  const keysOf = (channel: string): ConnectionKeys => {
    const low = deriveKey(root, `vesper/1/${channel}/from-low`);
    const high = deriveKey(root, `vesper/1/${channel}/from-high`);
    return side === 'low' ? { send: low, receive: high } : { send: high, receive: low };
  };
  return { ...keysOf('link'), bulk: keysOf('bulk') };
}

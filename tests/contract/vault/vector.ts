/** What a test vector says, and how it is carried out: shared by the test and by what writes the vectors. */
import { bytesToHex, hexToBytes, type Random, utf8ToBytes } from '../../../src/kernel/index.js';
import {
  authenticate,
  createSecret,
  deriveKey,
  deriveLedgerKeys,
  deriveMeetingKeys,
  deviceIdOf,
  digest,
  joinShares,
  type KeyLabel,
  openEntry,
  openMessage,
  restoreDeviceKeys,
  revealSecret,
  type Secret,
  sealEntry,
  sealMessage,
  signBytes,
  verifySignature,
} from '../../../src/vault/index.js';

/** All bytes as hexadecimal digits. */
type Input = Readonly<Record<string, string>>;
/** Exactly one of the two. */
type Outcome = { readonly ok: string } | { readonly error: string };

export type Vector = {
  readonly rule: string;
  readonly about: string;
  readonly do: string;
  readonly input: Input;
  readonly outcome: Outcome;
};

type Read = {
  bytes: (name: string) => Uint8Array;
  secret: (name: string) => Secret;
  text: (name: string) => string;
};

const OPERATIONS: Readonly<Record<string, (read: Read) => Outcome>> = {
  deriveKey: ({ bytes, secret, text }) =>
    ok(revealSecret(deriveKey(secret('root'), text('label') as KeyLabel, bytes('info')))),
  deriveLedgerKeys: ({ secret, text }) => {
    const ledger = text('ledger') === 'private' ? 'private' : 'shared';
    const keys = deriveLedgerKeys(secret('root'), Number(text('epoch')), ledger);
    return { ok: bytesToHex(revealSecret(keys.sealKey)) + bytesToHex(revealSecret(keys.tagKey)) };
  },
  roomName: ({ secret }) => ({ ok: deriveMeetingKeys(secret('bond')).roomName }),
  joinShares: ({ bytes, secret }) =>
    ok(revealSecret(joinShares(secret('shareA'), secret('shareB'), bytes('transcript')))),
  deviceIdOf: ({ bytes }) => ({ ok: deviceIdOf(bytes('publicKey')) }),
  authenticate: ({ bytes, secret }) => ok(authenticate(secret('key'), bytes('one'), bytes('two'))),
  digest: ({ bytes }) => ok(digest(bytes('one'), bytes('two'))),
  signBytes: ({ bytes, secret, text }) =>
    ok(signBytes(restoreDeviceKeys(secret('seed')), text('context'), bytes('message'))),
  verifySignature: ({ bytes, text }) =>
    verifySignature(bytes('publicKey'), text('context'), bytes('message'), bytes('signature'))
      ? { ok: '' }
      : { error: 'Refused' },
  sealMessage: ({ bytes, secret }) =>
    ok(sealMessage(secret('key'), bytes('associated'), bytes('plain'), always(bytes('nonce')))),
  openMessage: ({ bytes, secret }) =>
    told(openMessage(secret('key'), bytes('associated'), bytes('sealed'))),
  sealEntry: ({ bytes, secret }) => {
    const device = restoreDeviceKeys(secret('seed'));
    return ok(
      sealEntry(secret('key'), device, bytes('header'), bytes('body'), always(bytes('nonce'))),
    );
  },
  openEntry: ({ bytes, secret }) =>
    told(openEntry(secret('key'), bytes('publicKey'), bytes('header'), bytes('sealed'))),
};

export const OPERATION_NAMES = Object.keys(OPERATIONS);

export function carryOut(operation: string, input: Input): Outcome {
  const bytes = (name: string): Uint8Array => {
    const found = hexToBytes(input[name] ?? 'absent');
    if (found === undefined) throw new Error(`${operation} needs ${name}`);
    return found;
  };
  const text = (name: string): string => input[name] ?? '';
  const run = OPERATIONS[operation];
  if (run === undefined) throw new Error(`no operation ${operation}`);
  return run({ bytes, text, secret: (name) => createSecret(bytes(name)) });
}

/** Bytes that look random and are the same every time. */
export function seeded(seed: string): Random {
  let drawn = 0;
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = digest(utf8ToBytes(seed), utf8ToBytes(String(drawn++)));
        bytes.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return bytes;
    },
  };
}

function always(nonce: Uint8Array): Random {
  return { bytes: () => Uint8Array.from(nonce) };
}

function ok(bytes: Uint8Array): Outcome {
  return { ok: bytesToHex(bytes) };
}

function told(
  result: { ok: true; value: Uint8Array } | { ok: false; error: { type: string } },
): Outcome {
  return result.ok ? ok(result.value) : { error: result.error.type };
}

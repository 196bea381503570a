/** Parcels that were made once and must open for as long as there is a version 1. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesToHex, hexToBytes } from '../../../src/kernel/index.js';
import { DELETIONS_BYTES } from '../../../src/ledger/index.js';
import {
  openParcel,
  type ParcelContent,
  type ParcelContext,
  parcelToText,
  sealParcel,
  textToParcel,
} from '../../../src/parcel/index.js';
import { createDeviceKeys, createSecret, deriveParcelKeys } from '../../../src/vault/index.js';
import { seeded } from '../vault/vector.js';

const FILE = join(import.meta.dirname, 'vectors.json');

type Who = { readonly secret: string; readonly me: string; readonly partner: string };
type Outcome =
  | { readonly update: string; readonly startOver: boolean; readonly have: string | null }
  | { readonly error: string };
type Vector = {
  readonly rule: string;
  readonly about: string;
  readonly who: Who;
  readonly parcel: string;
  readonly text?: string;
  readonly outcome: Outcome;
};

function contextOf({ secret, me, partner }: Who): ParcelContext {
  const keys = deriveParcelKeys(createSecret(hexToBytes(secret) ?? new Uint8Array(32)));
  return { keys, me: me as ParcelContext['me'], partner: partner as ParcelContext['partner'] };
}

function sayHave({ have }: ParcelContent): string | null {
  if (!have) return null;
  const clocks = [...have.clocks].map(([client, clock]) => `${client}:${clock}`).join(' ');
  return `${clocks} ${bytesToHex(have.deletions)}`;
}

function carryOut(who: Who, parcel: string): Outcome {
  const opened = openParcel(hexToBytes(parcel) ?? new Uint8Array(), contextOf(who));
  if (!opened.ok) return { error: opened.error.type };
  const { update, startOver } = opened.value;
  return { update: bytesToHex(update), startOver, have: sayHave(opened.value) };
}

// Written anew only by hand (WRITE_VECTORS=1), when the format's version goes up or a case is added.
if (process.env['WRITE_VECTORS'] === '1') {
  writeFileSync(FILE, `${JSON.stringify(describeVectors(), null, 2)}\n`);
}

function describeVectors(): readonly Vector[] {
  const random = seeded('vesper parcel vectors');
  const secret = bytesToHex(random.bytes(32));
  const [ana, ben] = [createDeviceKeys(random).id, createDeviceKeys(random).id];
  const [anas, bens] = [
    { secret, me: ana, partner: ben },
    { secret, me: ben, partner: ana },
  ];
  const doc = new Y.Doc();
  doc.clientID = 77;
  doc.getArray('entries').insert(0, [random.bytes(100)]);
  const update = Y.encodeStateAsUpdate(doc);
  const clocks = new Map([
    [77, 1],
    [4_000_000_000, 300],
  ]);
  const have = { clocks, deletions: random.bytes(DELETIONS_BYTES) };
  const seal = (content: Partial<ParcelContent>): string =>
    bytesToHex(
      sealParcel(
        { have: undefined, startOver: false, update, ...content },
        contextOf(anas),
        random,
      ),
    );
  const whole = seal({ have });
  const flip = (at: number): string => {
    const bytes = Buffer.from(whole, 'hex');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes.toString('hex');
  };
  const cases: readonly Omit<Vector, 'outcome'>[] = [
    { rule: 'R1', about: 'words and an acknowledgement', who: bens, parcel: whole },
    { rule: 'R5', about: 'words alone', who: bens, parcel: seal({}) },
    { rule: 'R5', about: 'start over', who: bens, parcel: seal({ have, startOver: true }) },
    {
      rule: 'R8',
      about: 'an acknowledgement alone',
      who: bens,
      parcel: seal({ have, update: Uint8Array.of(0, 0) }),
    },
    { rule: 'R4', about: 'on the phone it was made on', who: anas, parcel: whole },
    {
      rule: 'R4',
      about: 'of another couple',
      who: { ...bens, secret: bytesToHex(random.bytes(32)) },
      parcel: whole,
    },
    { rule: 'R4', about: 'its receiver altered', who: bens, parcel: flip(30) },
    { rule: 'R4', about: 'one bit of the sealed body', who: bens, parcel: flip(90) },
    { rule: 'R4', about: 'cut off', who: bens, parcel: whole.slice(0, -2) },
    { rule: 'R4', about: 'a byte too many', who: bens, parcel: `${whole}00` },
    { rule: 'R4', about: 'of version 2', who: bens, parcel: whole.replace(/^(.{8})01/, '$102') },
    { rule: 'R4', about: 'no parcel', who: bens, parcel: '504b0304' },
    {
      rule: 'R6',
      about: 'no update of a ledger',
      who: bens,
      parcel: seal({ update: Uint8Array.of(1, 2, 3) }),
    },
  ];
  return cases.map((one, at) => ({
    ...one,
    ...(at === 0 ? { text: parcelToText(Buffer.from(one.parcel, 'hex')) ?? '' } : {}),
    outcome: carryOut(one.who, one.parcel),
  }));
}

const vectors = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Vector[];

describe('parcels that were made once', () => {
  it.each(vectors)('[$rule] $about', ({ who, parcel, text, outcome }) => {
    expect(carryOut(who, parcel)).toEqual(outcome);
    if (text === undefined) return;
    expect(parcelToText(Buffer.from(parcel, 'hex'))).toBe(text);
    expect(bytesToHex(textToParcel(text) ?? new Uint8Array())).toBe(parcel);
  });

  it('[R4] show each way to be refused that needs no 64 MiB', () => {
    const errors = vectors.flatMap(({ outcome }) => ('error' in outcome ? [outcome.error] : []));
    expect([...new Set(errors)].sort()).toEqual(
      ['CutOff', 'Damaged', 'ForOthers', 'Newer', 'NotAParcel', 'Own'].sort(),
    );
  });
});

/** The cases behind the vectors, from fixed seeds. The files are written once; this shows where they come from. */
import { deflateSync } from 'fflate';
import { bytesToHex, concatBytes, utf8ToBytes } from '../../../src/kernel/index.js';
import { createSecret, restoreDeviceKeys, signBytes } from '../../../src/vault/index.js';
import { carryOut, seeded, type Vector } from './vector.js';

const random = seeded('vesper vault vectors');
const draw = (length: number): string => bytesToHex(random.bytes(length));
const hex = (text: string): string => bytesToHex(utf8ToBytes(text));

const [root, key, otherKey, seed, otherSeed] = [draw(32), draw(32), draw(32), draw(32), draw(32)];
const [nonce, header, otherHeader] = [draw(24), draw(37), draw(37)];
const publicKeyOf = (from: string): string =>
  bytesToHex(restoreDeviceKeys(createSecret(Buffer.from(from, 'hex'))).publicKey);
const publicKey = publicKeyOf(seed);

type Case = Omit<Vector, 'outcome'>;

const KEY_CASES: readonly Case[] = [
  {
    rule: 'V3',
    about: 'a key',
    do: 'deriveKey',
    input: { root, label: 'vesper/1/bond', info: '' },
  },
  {
    rule: 'V3',
    about: 'info counts',
    do: 'deriveKey',
    input: { root, label: 'vesper/1/bond', info: '01' },
  },
  {
    rule: 'V4',
    about: 'the shared ledger',
    do: 'deriveLedgerKeys',
    input: { root, epoch: '0', ledger: 'shared' },
  },
  {
    rule: 'V4',
    about: 'the private ledger',
    do: 'deriveLedgerKeys',
    input: { root, epoch: '0', ledger: 'private' },
  },
  {
    rule: 'V4',
    about: 'the next epoch',
    do: 'deriveLedgerKeys',
    input: { root, epoch: '1', ledger: 'shared' },
  },
  { rule: 'V5', about: 'a room name', do: 'roomName', input: { bond: root } },
  {
    rule: 'V6',
    about: 'a bond',
    do: 'joinShares',
    input: { shareA: draw(32), shareB: draw(32), transcript: draw(100) },
  },
  { rule: 'V7', about: 'an ID', do: 'deviceIdOf', input: { publicKey } },
  { rule: 'V2', about: 'a code', do: 'authenticate', input: { key, one: '6162', two: '63' } },
  {
    rule: 'V2',
    about: 'other borders, another code',
    do: 'authenticate',
    input: { key, one: '61', two: '6263' },
  },
  { rule: 'V2', about: 'a hash', do: 'digest', input: { one: '6162', two: '63' } },
  {
    rule: 'V2',
    about: 'other borders, another hash',
    do: 'digest',
    input: { one: '61', two: '6263' },
  },
];

const signature = ended('signBytes', { seed, context: 'vesper/1/test', message: hex('soup') });
const signed = { publicKey, context: 'vesper/1/test', message: hex('soup'), signature };
const SIGNATURE_CASES: readonly Case[] = [
  {
    rule: 'V8',
    about: 'a signature',
    do: 'signBytes',
    input: { seed, context: 'vesper/1/test', message: hex('soup') },
  },
  { rule: 'V8', about: 'it is right', do: 'verifySignature', input: signed },
  {
    rule: 'V8',
    about: 'another message',
    do: 'verifySignature',
    input: { ...signed, message: hex('soap') },
  },
  {
    rule: 'V8',
    about: 'another context',
    do: 'verifySignature',
    input: { ...signed, context: 'vesper/1/entry' },
  },
  {
    rule: 'V8',
    about: 'a shifted border',
    do: 'verifySignature',
    input: { ...signed, context: 'vesper/1/tests', message: hex('oup') },
  },
  {
    rule: 'V8',
    about: 'another device',
    do: 'verifySignature',
    input: { ...signed, publicKey: publicKeyOf(otherSeed) },
  },
  {
    rule: 'V8',
    about: 'a key of low order',
    do: 'verifySignature',
    input: { ...signed, publicKey: `01${'00'.repeat(31)}`, signature: `01${'00'.repeat(63)}` },
  },
  {
    rule: 'V8',
    about: 'a short signature',
    do: 'verifySignature',
    input: { ...signed, signature: signature.slice(2) },
  },
];

const message = { key, associated: hex('room'), plain: hex('hello'), nonce };
const sealedMessage = ended('sealMessage', message);
const carried = { key, associated: hex('room'), sealed: sealedMessage };
const MESSAGE_CASES: readonly Case[] = [
  { rule: 'V9', about: 'a message', do: 'sealMessage', input: message },
  { rule: 'V9', about: 'it opens', do: 'openMessage', input: carried },
  { rule: 'V9', about: 'another key', do: 'openMessage', input: { ...carried, key: otherKey } },
  {
    rule: 'V9',
    about: 'other associated data',
    do: 'openMessage',
    input: { ...carried, associated: hex('hall') },
  },
  {
    rule: 'V9',
    about: 'one bit of the nonce',
    do: 'openMessage',
    input: { ...carried, sealed: flip(sealedMessage, 0) },
  },
  {
    rule: 'V9',
    about: 'one bit of the text',
    do: 'openMessage',
    input: { ...carried, sealed: flip(sealedMessage, 24) },
  },
  {
    rule: 'V9',
    about: 'one bit of the tag',
    do: 'openMessage',
    input: { ...carried, sealed: flip(sealedMessage, sealedMessage.length / 2 - 1) },
  },
  {
    rule: 'V9',
    about: 'too short',
    do: 'openMessage',
    input: { ...carried, sealed: sealedMessage.slice(0, 78) },
  },
];

const short = { key, seed, header, nonce, body: hex('thank you for the soup') };
const long = { ...short, body: hex('soup '.repeat(200)) };
const sealedShort = ended('sealEntry', short);
const sealedLong = ended('sealEntry', long);
const entry = { key, publicKey, header, sealed: sealedShort };
const ENTRY_CASES: readonly Case[] = [
  { rule: 'V10', about: 'a short entry', do: 'sealEntry', input: short },
  { rule: 'V12', about: 'a long one is compressed', do: 'sealEntry', input: long },
  {
    rule: 'V12',
    about: '512 bytes are not',
    do: 'sealEntry',
    input: { ...short, body: '61'.repeat(512) },
  },
  {
    rule: 'V12',
    about: '513 bytes are',
    do: 'sealEntry',
    input: { ...short, body: '61'.repeat(513) },
  },
  {
    rule: 'V12',
    about: 'what does not shrink stays',
    do: 'sealEntry',
    input: { ...short, body: draw(600) },
  },
  { rule: 'V10', about: 'the short entry opens', do: 'openEntry', input: entry },
  {
    rule: 'V12',
    about: 'the long entry opens',
    do: 'openEntry',
    input: { ...entry, sealed: sealedLong },
  },
  { rule: 'V10', about: 'another key', do: 'openEntry', input: { ...entry, key: otherKey } },
  {
    rule: 'V10',
    about: 'another header',
    do: 'openEntry',
    input: { ...entry, header: otherHeader },
  },
  {
    rule: 'V10',
    about: 'one bit of the text',
    do: 'openEntry',
    input: { ...entry, sealed: flip(sealedShort, 90) },
  },
  {
    rule: 'V10',
    about: 'too short',
    do: 'openEntry',
    input: { ...entry, sealed: sealedShort.slice(0, 208) },
  },
  {
    rule: 'V11',
    about: 'another author',
    do: 'openEntry',
    input: { ...entry, publicKey: publicKeyOf(otherSeed) },
  },
  {
    rule: 'V11',
    about: 'signed for another header',
    do: 'openEntry',
    input: { ...entry, sealed: forge('00', { header: otherHeader }) },
  },
  {
    rule: 'V11',
    about: 'signed under another nonce',
    do: 'openEntry',
    input: { ...entry, sealed: forge('00', { nonce: draw(24) }) },
  },
  {
    rule: 'V11',
    about: 'signed for another purpose',
    do: 'openEntry',
    input: { ...entry, sealed: forge('00', { context: 'vesper/1/test' }) },
  },
  {
    rule: 'V10',
    about: 'an unknown flag',
    do: 'openEntry',
    input: { ...entry, sealed: forge('02ff') },
  },
  {
    rule: 'V13',
    about: 'a broken stream',
    do: 'openEntry',
    input: { ...entry, sealed: forge('01ffff') },
  },
  {
    rule: 'V13',
    about: 'an empty stream',
    do: 'openEntry',
    input: { ...entry, sealed: forge('01') },
  },
  {
    rule: 'V13',
    about: 'a bomb of 32 MiB',
    do: 'openEntry',
    input: {
      ...entry,
      sealed: forge(`01${bytesToHex(deflateSync(new Uint8Array(32 << 20), { level: 9 }))}`),
    },
  },
];

/** File names and what belongs in them. */
export function describeVectors(): Readonly<Record<string, readonly Vector[]>> {
  const finish = (cases: readonly Case[]): Vector[] =>
    cases.map((one) => ({ ...one, outcome: carryOut(one.do, one.input) }));
  return {
    'keys.json': finish(KEY_CASES),
    'signatures.json': finish(SIGNATURE_CASES),
    'messages.json': finish(MESSAGE_CASES),
    'entries.json': finish(ENTRY_CASES),
  };
}

function ended(operation: string, input: Vector['input']): string {
  const outcome = carryOut(operation, input);
  if ('error' in outcome) throw new Error(`${operation}: ${outcome.error}`);
  return outcome.ok;
}

function flip(text: string, at: number): string {
  const bytes = Buffer.from(text, 'hex');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('hex');
}

/** An entry that the partner, who has the key, made by hand: `content` is flag and body. */
function forge(
  content: string,
  signed: { header?: string; nonce?: string; context?: string } = {},
): string {
  const bytes = Buffer.from(content, 'hex');
  const covered = Buffer.from((signed.header ?? header) + (signed.nonce ?? nonce), 'hex');
  const device = restoreDeviceKeys(createSecret(Buffer.from(seed, 'hex')));
  const by = signBytes(device, signed.context ?? 'vesper/1/entry', concatBytes(covered, bytes));
  return ended('sealMessage', {
    key,
    associated: header,
    plain: bytesToHex(concatBytes(by, bytes)),
    nonce,
  });
}

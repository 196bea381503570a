/** The same answers from Node's own cryptography, which shares no code with the vault's. */
import { createHash, createHmac, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { systemRandom } from '../../../src/kernel/index.js';
import {
  authenticate,
  createDeviceKeys,
  createRootSecret,
  deriveKey,
  digest,
  revealSecret,
  signBytes,
} from '../../../src/vault/index.js';

const root = createRootSecret(systemRandom);
const [one, two] = [Buffer.from('soup'), Buffer.from('walk')];
const parts = Buffer.concat([Uint8Array.of(0, 0, 0, 4), one, Uint8Array.of(0, 0, 0, 4), two]);

it('[V2] codes and hashes', () => {
  const code = createHmac('sha256', revealSecret(root)).update(parts).digest();
  expect(Buffer.from(authenticate(root, one, two))).toEqual(code);
  expect(Buffer.from(digest(one, two))).toEqual(createHash('sha256').update(parts).digest());
});

it('[V3] keys', () => {
  const info = Buffer.concat([Buffer.from('vesper/1/bond\0'), one]);
  const expected = hkdfSync('sha256', revealSecret(root), new Uint8Array(), info, 32);
  expect(revealSecret(deriveKey(root, 'vesper/1/bond', one))).toEqual(new Uint8Array(expected));
});

it('[V8] signatures', () => {
  const ana = createDeviceKeys(systemRandom);
  const signature = signBytes(ana, 'vesper/1/test', one);
  const x = Buffer.from(ana.publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const message = Buffer.concat([Uint8Array.of(13), Buffer.from('vesper/1/test'), one]);
  expect(verify(null, message, key, signature)).toBe(true);
});

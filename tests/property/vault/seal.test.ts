import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemRandom } from '../../../src/kernel/index.js';
import {
  createDeviceKeys,
  createRootSecret,
  deriveMeetingKeys,
  openEntry,
  openMessage,
  sealEntry,
  sealMessage,
} from '../../../src/vault/index.js';

const key = createRootSecret(systemRandom);
const ana = createDeviceKeys(systemRandom);
const bytes = fc.uint8Array({ maxLength: 2000 });
const spot = fc.nat();

it('[V10, V12] whatever is sealed opens again', () => {
  fc.assert(
    fc.property(bytes, fc.nat({ max: 4000 }), (header, repeats) => {
      const body = new Uint8Array(repeats).map((_, i) => header[i % 7] ?? i);
      const sealed = sealEntry(key, ana, header, body, systemRandom);
      const opened = openEntry(key, ana.publicKey, header, sealed);
      expect(opened.ok && Buffer.from(opened.value).equals(body)).toBe(true);
    }),
  );
});

it('[V10] one changed bit anywhere, header included, and it does not open', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      bytes,
      spot,
      spot,
      (header, body, at, bit) => {
        const sealed = sealEntry(key, ana, header, body, systemRandom);
        const all = Buffer.concat([header, sealed]);
        const place = at % all.length;
        all[place] = all[place]! ^ (1 << (bit % 8));
        const opened = openEntry(
          key,
          ana.publicKey,
          all.subarray(0, header.length),
          all.subarray(header.length),
        );
        expect(opened).toEqual({ ok: false, error: { type: 'WrongKey' } });
      },
    ),
  );
});

it('[V9, V10] bytes from anywhere never throw', () => {
  fc.assert(
    fc.property(bytes, bytes, (header, sealed) => {
      expect(openMessage(key, header, sealed).ok).toBe(false);
      expect(openEntry(key, ana.publicKey, header, sealed).ok).toBe(false);
    }),
  );
});

it('[V9] no nonce comes twice, and the same words never look the same', () => {
  const plain = new Uint8Array(8);
  const seals = Array.from({ length: 500 }, () => sealMessage(key, plain, plain, systemRandom));
  const nonces = new Set(
    seals.map((sealed) => Buffer.from(sealed.subarray(0, 24)).toString('hex')),
  );
  expect(nonces.size).toBe(500);
});

it('[V5] a room name has 43 characters that fit an address', () => {
  expect(deriveMeetingKeys(key).roomName).toMatch(/^[\w-]{43}$/);
});

it('[N131] the name at a rendezvous is another than the room’s, for every bond its own', () => {
  const names = Array.from({ length: 50 }, () => {
    const { roomName, rendezvousTopic } = deriveMeetingKeys(createRootSecret(systemRandom));
    expect(rendezvousTopic).toMatch(/^[\w-]{43}$/);
    return [roomName, rendezvousTopic];
  });
  expect(new Set(names.flat()).size).toBe(100);
});

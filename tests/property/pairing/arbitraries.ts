/** Codes and their parts, as any browser might yield them. */
import fc from 'fast-check';
import type { HostCandidate } from '../../../src/pairing/address.js';
import type { PairingCode } from '../../../src/pairing/code.js';
import type { Endpoint } from '../../../src/pairing/sdp.js';

const ICE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const iceText = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...ICE), minLength, maxLength });

export const candidate: fc.Arbitrary<HostCandidate> = fc
  .constantFrom('ipv4' as const, 'ipv6' as const, 'mdns' as const)
  .chain((family) =>
    fc.record({
      family: fc.constant(family),
      address: bytesOf(family === 'ipv4' ? 4 : 16),
      port: fc.integer({ min: 1, max: 65_535 }),
    }),
  );

export const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  ufrag: iceText(4, 32),
  password: iceText(22, 40),
  fingerprint: bytesOf(32),
  candidates: fc.array(candidate, { minLength: 1, maxLength: 12 }),
});

export const code: fc.Arbitrary<PairingCode> = fc.record({
  endpoint,
  publicKey: bytesOf(32),
  nonce: bytesOf(16),
  madeAt: fc.integer({ min: 0, max: 0xffff_ffff }),
  replyTo: fc.option(bytesOf(4), { nil: undefined }),
});

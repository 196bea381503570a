/** The codes of two who meet again, made of offers that real browsers wrote. */
import { describe, expect, it } from 'vitest';
import { bytesToHex, utf8ToBytes } from '../../../src/kernel/index.js';
import {
  type GlanceCode,
  glanceToAnswer,
  glanceToOffer,
  readGlance,
  writeGlance,
} from '../../../src/pairing/glance.js';
import { decodeGlance, encodeGlance, MAX_GLANCE_BYTES } from '../../../src/pairing/glance-code.js';
import { chooseRole, readSdp } from '../../../src/pairing/sdp.js';
import { createSecret, digest } from '../../../src/vault/index.js';
import captures from './fixtures/sdps.json' with { type: 'json' };

const proofKey = createSecret(digest(utf8ToBytes('one couple')));
const otherKey = createSecret(digest(utf8ToBytes('another couple')));
const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

function show(kind: GlanceCode['kind'], offer: string): string {
  const text = writeGlance({ kind, offer, nonce, proofKey });
  if (text === undefined) throw new Error('nothing to show');
  return text;
}

function read(text: string): GlanceCode {
  const code = readGlance(text, proofKey, []);
  if (!code.ok) throw new Error(code.error.type);
  return code.value;
}

function endpointOf(sdp: string) {
  const endpoint = readSdp(sdp);
  if (!endpoint.ok) throw new Error(endpoint.error.missing);
  return endpoint.value;
}

describe.each(captures.map((each, i) => ({ ...each, i })))(
  'the code of $browser $version, camera $camera, $i',
  ({ sdp }) => {
    const endpoint = endpointOf(sdp);
    const text = show('one', sdp);
    const code = read(text);
    const bytes = encodeGlance(code) ?? new Uint8Array();

    it('[P20] has at most 64 bytes, an address among them', () => {
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes.length).toBeLessThanOrEqual(MAX_GLANCE_BYTES);
      expect(MAX_GLANCE_BYTES).toBe(64);
      expect(code.candidates.length).toBeGreaterThan(0);
    });

    it('[P20] with the certificate that is remembered it says what the offer said', () => {
      const rebuilt = glanceToOffer(code, endpoint.fingerprint);
      expect(endpointOf(rebuilt)).toEqual({ ...endpoint, candidates: code.candidates });
      for (const each of code.candidates) expect(endpoint.candidates).toContainEqual(each);
      expect(rebuilt).toMatch(/^a=setup:actpass\r?$/m);
    });

    it('[P21] names its own certificate where two codes are needed, and the two take opposite roles', () => {
      const two = read(show('two', sdp));
      expect(two.fingerprint && bytesToHex(two.fingerprint)).toBe(bytesToHex(endpoint.fingerprint));
      const mine = digest(utf8ToBytes('my certificate'));
      const answer = glanceToAnswer(two, mine);
      expect(answer).toContain(`a=setup:${chooseRole(endpoint.fingerprint, mine)}`);
      expect(chooseRole(endpoint.fingerprint, mine)).not.toBe(
        chooseRole(mine, endpoint.fingerprint),
      );
    });

    it('[P22] any bit misread is noticed, and so is any end cut off', () => {
      for (let at = 0; at < 8 * bytes.length; at++) {
        const damaged = bytes.slice();
        damaged[at >> 3] = (damaged[at >> 3] ?? 0) ^ (1 << (at & 7));
        expect(decodeGlance(damaged)).toEqual({ ok: false, error: { type: 'Damaged' } });
      }
      for (let length = 0; length < bytes.length; length++) {
        expect(decodeGlance(bytes.subarray(0, length)).ok).toBe(false);
      }
    });

    it('[P22] is refused by another couple, and by the phone that shows it', () => {
      expect(readGlance(text, otherKey, [])).toEqual({ ok: false, error: { type: 'OtherCouple' } });
      expect(readGlance(text, proofKey, [nonce])).toEqual({
        ok: false,
        error: { type: 'OwnCode' },
      });
    });
  },
);

it('[P22] a text between other words is found, and what is none is said to be none', () => {
  const text = show('one', captures[0]?.sdp ?? '');
  expect(readGlance(`here it is: ${text} see you`, proofKey, []).ok).toBe(true);
  expect(readGlance('see you', proofKey, [])).toEqual({ ok: false, error: { type: 'NotACode' } });
});

/** The codec against offers that real browsers wrote; `capture-sdps.ts` makes the fixtures. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCode } from '../../../src/pairing/code.js';
import { codeToText, textToCode } from '../../../src/pairing/code-text.js';
import { chooseRole, type Endpoint, readSdp, writeAnswer } from '../../../src/pairing/sdp.js';
import { bytesOf, endpoint } from '../../property/pairing/arbitraries.js';
import captures from './fixtures/sdps.json' with { type: 'json' };

function readCapture(sdp: string): Endpoint {
  const read = readSdp(sdp);
  if (!read.ok) throw new Error(`no ${read.error.missing}`);
  return read.value;
}

const capture = fc.constantFrom(...captures);

describe.each(captures.map((each, i) => ({ ...each, i })))(
  'an offer of $browser $version, camera $camera, $i',
  ({ browser, camera, sdp }) => {
    it('[P1] is read: names without the camera, addresses with it, nothing but UDP', () => {
      const { ufrag, password, candidates } = readCapture(sdp);
      expect([ufrag.length, password.length]).toEqual(browser === 'firefox' ? [8, 32] : [4, 24]);
      const families = candidates.map(({ family }) => family);
      expect(families.toSorted()).toEqual(camera ? ['ipv4', 'ipv6'] : ['mdns', 'mdns']);
      for (const { port } of candidates) expect(port).toBeGreaterThan(1023);
    });

    it('[P8] rebuilt from a code it says the same', () => {
      const read = readCapture(sdp);
      const answer = writeAnswer(read, 'active');
      expect(readSdp(answer)).toEqual({ ok: true, value: read });
      for (const name of ['ice-ufrag', 'ice-pwd', 'fingerprint', 'mid', 'sctp-port']) {
        const line = new RegExp(`^a=${name}:.*$`, 'm');
        expect(line.exec(answer)?.[0].trim()).toBe(line.exec(sdp)?.[0].trim());
      }
    });

    it('[P2] makes a code of at most 165 bytes, 161 in an invitation', () => {
      const made = {
        endpoint: readCapture(sdp),
        publicKey: new Uint8Array(32),
        nonce: new Uint8Array(16),
      };
      const replyTo = new Uint8Array(4);
      expect(encodeCode({ ...made, madeAt: 1, replyTo }).length).toBeLessThanOrEqual(165);
      expect(encodeCode({ ...made, madeAt: 1, replyTo: undefined }).length).toBeLessThanOrEqual(
        166,
      );
    });
  },
);

describe('the codec', () => {
  it('[P8] any real offer goes through a pasted code unchanged', () => {
    fc.assert(
      fc.property(
        capture,
        bytesOf(32),
        bytesOf(16),
        fc.nat(0xffff),
        ({ sdp }, publicKey, nonce, madeAt) => {
          const read = readCapture(sdp);
          const text = codeToText({ endpoint: read, publicKey, nonce, madeAt, replyTo: undefined });
          const taken = textToCode(text);
          if (!taken.ok) throw new Error(taken.error.type);
          const { candidates, ...rest } = taken.value.endpoint;
          expect(rest).toEqual({
            ufrag: read.ufrag,
            password: read.password,
            fingerprint: read.fingerprint,
          });
          expect(candidates).toHaveLength(read.candidates.length);
          for (const candidate of candidates) expect(read.candidates).toContainEqual(candidate);
        },
      ),
    );
  });

  it('[P8] the order of a browser’s attributes doesn’t matter, nor do lines we don’t know', () => {
    fc.assert(
      fc.property(
        capture,
        fc.string(),
        fc.infiniteStream(fc.nat(1000)),
        ({ sdp }, unknown, order) => {
          const lines = sdp.trim().split('\r\n');
          const shuffled = lines
            .map((line) => ({ line, at: order.next().value }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ line }) => line);
          const foreign = `a=x-${unknown.replace(/[\r\n]/g, '')}`;
          const read = readCapture([foreign, ...shuffled].join('\r\n'));
          const sorted = (from: Endpoint) => from.candidates.toSorted((a, b) => a.port - b.port);
          const expected = readCapture(sdp);
          expect({ ...read, candidates: sorted(read) }).toEqual({
            ...expected,
            candidates: sorted(expected),
          });
        },
      ),
    );
  });

  it('[P8] any endpoint is read as it was written', () => {
    fc.assert(
      fc.property(endpoint, (written) => {
        expect(readSdp(writeAnswer(written, 'passive'))).toEqual({ ok: true, value: written });
      }),
    );
  });

  it('[P8] a damaged description is refused or read, never thrown at', () => {
    fc.assert(
      fc.property(capture, fc.nat(), fc.nat(40), ({ sdp }, at, length) => {
        const start = at % sdp.length;
        readSdp(sdp.slice(0, start) + sdp.slice(start + length));
      }),
    );
    expect(readSdp('')).toEqual({
      ok: false,
      error: { type: 'UnreadableSdp', missing: 'ice-ufrag' },
    });
  });

  it('[P8] of two phones exactly one opens the handshake, and both agree which', () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(32), (one, other) => {
        fc.pre(one.some((byte, i) => byte !== other[i]));
        expect([chooseRole(one, other), chooseRole(other, one)].toSorted()).toEqual([
          'active',
          'passive',
        ]);
      }),
    );
    const [low, high] = [new Uint8Array(32), new Uint8Array(32).fill(255)];
    expect(chooseRole(low, high)).toBe('active');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from '../../../src/pairing/address.js';
import { base32ToBytes, bytesToBase32 } from '../../../src/pairing/base32.js';
import { decodeMessage, encodeMessage } from '../../../src/pairing/ceremony-message.js';
import { decodeCode, encodeCode } from '../../../src/pairing/code.js';
import { codeToText, textToCode } from '../../../src/pairing/code-text.js';
import { bytesOf, candidate, code } from './arbitraries.js';

describe('codes', () => {
  it('[P2] [P3] any code fits into 200 bytes and is read as it was written', () => {
    fc.assert(
      fc.property(code, (written) => {
        const bytes = encodeCode(written);
        expect(bytes.length).toBeLessThanOrEqual(200);
        const read = decodeCode(bytes);
        if (!read.ok) throw new Error(read.error.type);
        const { candidates, ...named } = read.value.endpoint;
        const { candidates: gathered, ...told } = written.endpoint;
        expect({ ...read.value, endpoint: named }).toEqual({ ...written, endpoint: told });
        expect(candidates.length).toBeGreaterThan(0);
        for (const kept of candidates) expect(gathered).toContainEqual(kept);
        expect(encodeCode(read.value)).toEqual(bytes);
      }),
    );
  });

  it('[P4] text survives separators anywhere, any case, and words around it', () => {
    const noise = fc.array(
      fc.tuple(fc.nat(400), fc.constantFrom(' ', '\n', '\r\n> ', '-', '\u200b', '\t')),
      { maxLength: 30 },
    );
    const around = fc.string().filter((words) => !/vesper:/i.test(words));
    fc.assert(
      fc.property(code, noise, around, fc.boolean(), (written, breaks, words, lower) => {
        let text = codeToText(written);
        for (const [at, separator] of breaks) {
          const place = Math.max('VESPER:'.length, at % text.length);
          text = text.slice(0, place) + separator + text.slice(place);
        }
        const pasted = words + (lower ? text.toLowerCase() : text) + words;
        const read = textToCode(pasted);
        expect(read.ok && encodeCode(read.value)).toEqual(encodeCode(written));
      }),
    );
  });

  it('[P5] no bytes and no text from outside make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.string(), (bytes, words) => {
        expect(decodeCode(bytes).ok).toBe(false);
        expect(textToCode(words).ok).toBe(false);
        expect(textToCode(`VESPER:${words}.`).ok).toBe(false);
        expect(textToCode(`VESPER:${bytesToBase32(bytes)}.`).ok).toBe(false);
      }),
    );
  });

  it('[P4] base 32 gives every byte string back, and one spelling only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = bytesToBase32(bytes);
        expect(base32ToBytes(text)).toEqual(bytes);
        expect(base32ToBytes(`${text}0`)).not.toEqual(bytes);
      }),
    );
  });
});

describe('addresses', () => {
  it('[P1] every address is read as it was written', () => {
    fc.assert(
      fc.property(candidate, ({ family, address }) => {
        expect(parseAddress(formatAddress({ family, address }))).toEqual({ family, address });
      }),
    );
  });

  it('[P1] the short spelling of IPv6 is the same address', () => {
    const groups = fc.array(fc.constantFrom('0', '0', '0', '1', 'fd00', 'a1b2'), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(groups, (long) => {
        const { hostname } = new URL(`http://[${long.join(':')}]/`);
        const short = hostname.slice(1, -1);
        expect(parseAddress(short)).toEqual(parseAddress(long.join(':')));
        expect(parseAddress(short)).toBeDefined();
      }),
    );
  });

  it('[P1] no other text is taken for an address', () => {
    for (const text of ['256.1.1.1', '1.2.3', ':::', '1::2::3', 'fe80::1%eth0', 'phone.local']) {
      expect(parseAddress(text)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => void parseAddress(text)));
  });
});

describe('messages', () => {
  it('[P11] what can be decoded is exactly what would be encoded', () => {
    const shaped = fc
      .tuple(
        fc.integer({ min: 0, max: 9 }),
        fc.oneof(bytesOf(0), bytesOf(1), bytesOf(32), bytesOf(90)),
      )
      .map(([type, body]) => Uint8Array.of(type, ...body));
    fc.assert(
      fc.property(fc.oneof(shaped, fc.uint8Array({ maxLength: 500 })), (bytes) => {
        const message = decodeMessage(bytes);
        if (message) expect(encodeMessage(message)).toEqual(bytes);
      }),
    );
  });
});

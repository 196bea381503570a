import { describe, expect, it } from 'vitest';
import { concatBytes, utf8ToBytes } from '../../../src/kernel/index.js';
import { bytesToBase32 } from '../../../src/pairing/base32.js';
import { decodeCode, encodeCode, type PairingCode } from '../../../src/pairing/code.js';
import { codeToText, textToCode } from '../../../src/pairing/code-text.js';
import { codeToQr } from '../../../src/pairing/qr-picture.js';
import { digest } from '../../../src/vault/index.js';
import { createEndpoint, createSeededRandom } from './two-phones.js';

const random = createSeededRandom('codes');
const code: PairingCode = {
  endpoint: createEndpoint(random),
  publicKey: random.bytes(32),
  nonce: random.bytes(16),
  madeAt: 29_930_880,
  replyTo: undefined,
};
const text = codeToText(code);

/** A code as another version of Vesper might write it, with a check that fits. */
function withCheck(body: Uint8Array): Uint8Array {
  const check = digest(utf8ToBytes('vesper/1/code-check'), body).subarray(0, 4);
  return concatBytes(body, check);
}

function changeByte(at: number, value: number): Uint8Array {
  const body = encodeCode(code).slice(0, -4);
  body[at] = value;
  return withCheck(body);
}

describe('a code as bytes', () => {
  it('[P1] is as long as the table says', () => {
    const credentials = 1 + 3 + 1 + 18;
    expect(encodeCode(code)).toHaveLength(2 + 32 + 32 + 16 + 4 + credentials + 1 + 7 + 4);
  });

  it('[P2] stays within 200 bytes and keeps the room address when a phone has many', () => {
    const [home] = code.endpoint.candidates;
    const many = Array.from({ length: 9 }, (_, i) => ({
      family: 'ipv6' as const,
      address: Uint8Array.of(0x20, 1, ...new Array<number>(13).fill(i), 1),
      port: 4000 + i,
    }));
    const endpoint = { ...code.endpoint, candidates: [...many, home!] };
    const bytes = encodeCode({ ...code, endpoint });
    expect(bytes.length).toBeLessThanOrEqual(200);
    const decoded = decodeCode(bytes);
    expect(decoded.ok && decoded.value.endpoint.candidates[0]).toEqual(home);
  });

  it('[P3] a misread byte anywhere is noticed', () => {
    const bytes = encodeCode(code);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(decodeCode(damaged)).toEqual({ ok: false, error: { type: 'Damaged' } });
    }
  });

  it('[P6] a newer version and an unknown kind are told from damage', () => {
    expect(decodeCode(changeByte(0, 2))).toEqual({ ok: false, error: { type: 'NewerVersion' } });
    expect(decodeCode(changeByte(1, 9))).toEqual({ ok: false, error: { type: 'WrongKind' } });
    expect(decodeCode(withCheck(Uint8Array.of(7)))).toEqual({
      ok: false,
      error: { type: 'NewerVersion' },
    });
  });

  it('[P3] a second encoding of the same code is refused', () => {
    // The credentials of four and 24 characters fill their bytes; five characters leave two bits over.
    const endpoint = { ...code.endpoint, ufrag: 'uFrag' };
    const body = encodeCode({ ...code, endpoint }).slice(0, -4);
    const lastOfUfrag = 2 + 32 + 32 + 16 + 4 + 4;
    expect(decodeCode(withCheck(body)).ok).toBe(true);
    body[lastOfUfrag] = (body[lastOfUfrag] ?? 0) | 1;
    expect(decodeCode(withCheck(body))).toEqual({ ok: false, error: { type: 'Damaged' } });
  });

  it('[P3] bytes after the end are refused', () => {
    const body = concatBytes(encodeCode(code).slice(0, -4), Uint8Array.of(0));
    expect(decodeCode(withCheck(body))).toEqual({ ok: false, error: { type: 'Damaged' } });
  });
});

describe('a code as text', () => {
  it('[P4] has only characters of the QR alphanumeric mode', () => {
    expect(text).toMatch(/^VESPER:[0-9A-Z]+\.$/);
  });

  it.each([
    ['lower case', text.toLowerCase()],
    ['line breaks', text.replace(/(.{30})/g, '$1\r\n')],
    ['quoting', `> ${text.replace(/(.{40})/g, '$1\n> ')}`],
    ['words around it', `Ben, paste this: ${text} And bring the soup.`],
    ['look-alikes', text.replaceAll('0', 'O').replaceAll('1', 'l')],
    ['invisible characters', text.replace(/(.{20})/g, '$1\u200b\u00ad')],
    ['a broken code before it', `VESPER:XXXX. ${text}`],
  ])('[P4] is read in spite of %s', (_, pasted) => {
    expect(textToCode(pasted)).toEqual({ ok: true, value: code });
  });

  it('[P5] a foreign text, a cut one and a misread one have their own names', () => {
    const refusalOf = (pasted: string) => {
      const read = textToCode(pasted);
      return read.ok ? undefined : read.error.type;
    };
    expect(refusalOf('https://example.org/menu')).toBe('NotACode');
    expect(refusalOf('')).toBe('NotACode');
    expect(refusalOf('x'.repeat(1_000_000))).toBe('NotACode');
    expect(refusalOf(text.slice(0, -20))).toBe('Damaged');
    expect(refusalOf(text.replace(/.\.$/, 'U.'))).toBe('Damaged');
    expect(refusalOf(`VESPER:${bytesToBase32(changeByte(0, 3))}.`)).toBe('NewerVersion');
  });
});

describe('a code as a picture', () => {
  it('[P4] fits a QR code of version 7', async () => {
    const { size, modules } = await codeToQr(text);
    expect(size).toBe(45);
    expect(modules).toHaveLength(45 * 45);
    // The corner of a finder pattern: dark, then its light ring.
    expect([...modules.slice(0, 9)]).toEqual([1, 1, 1, 1, 1, 1, 1, 0, modules[8]]);
  });

  it('[P21] the reader reads what the maker made', async () => {
    const { decodeQR } = await import('qr/decode.js');
    const { size, modules } = await codeToQr(text);
    const scale = 4;
    const edge = (size + 8) * scale;
    const data = new Uint8ClampedArray(edge * edge * 4).fill(255);
    modules.forEach((dark, at) => {
      const left = ((at % size) + 4) * scale;
      const top = (Math.floor(at / size) + 4) * scale;
      for (let i = 0; dark && i < scale * scale; i++) {
        const pixel = (top + Math.floor(i / scale)) * edge + left + (i % scale);
        data.fill(0, pixel * 4, pixel * 4 + 3);
      }
    });
    expect(decodeQR({ width: edge, height: edge, data })).toBe(text);
  });
});

/**
 * Crockford's base 32 (https://www.crockford.com/base32.html), without its check symbol. All its digits are
 * in a QR code's alphanumeric alphabet, and it forgives what people and messengers do to pasted text.
 */

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

export function bytesToBase32(bytes: Uint8Array): string {
  let text = '';
  let group = 0;
  let bits = 0;
  for (const byte of bytes) {
    group = ((group << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += DIGITS[(group >> bits) & 31];
    }
  }
  return bits > 0 ? text + DIGITS[(group << (5 - bits)) & 31] : text;
}

/** Undefined for a character outside the alphabet, and for a length or last digit no bytes are written as. */
export function base32ToBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let group = 0;
  let bits = 0;
  let length = 0;
  for (const character of text.toUpperCase()) {
    const digit = DIGITS.indexOf(LOOKALIKES[character] ?? character);
    if (digit < 0) return undefined;
    group = ((group << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (group >> bits) & 255;
    }
  }
  const leftover = group & ((1 << bits) - 1);
  return bits < 5 && leftover === 0 ? bytes : undefined;
}

/**
 * RFC 9285: two bytes as three characters, all of them of a QR code's alphanumeric alphabet, which takes
 * 5.5 bits for each. So a code carries 3 % less than its own bytes would, and survives readers that give text.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = DIGITS.length;

export function bytesToBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const isPair = i + 1 < bytes.length;
    let value = isPair ? (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0) : (bytes[i] ?? 0);
    for (let digits = isPair ? 3 : 2; digits > 0; digits--) {
      text += DIGITS[value % BASE];
      value = Math.floor(value / BASE);
    }
  }
  return text;
}

/** Undefined for another character, and for a length or a group of digits that no bytes are written as. */
export function base45ToBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  let length = 0;
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    const value = groupToValue(group);
    if (value === undefined || value >= (group.length === 3 ? 65_536 : 256)) return undefined;
    if (group.length === 3) bytes[length++] = value >> 8;
    bytes[length++] = value & 255;
  }
  return bytes;
}

/** The first digit counts least. */
function groupToValue(group: string): number | undefined {
  let value = 0;
  for (let i = group.length - 1; i >= 0; i--) {
    const digit = DIGITS.indexOf(group.charAt(i));
    if (digit < 0) return undefined;
    value = value * BASE + digit;
  }
  return value;
}

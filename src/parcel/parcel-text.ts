/** A small parcel as text, for messengers that take no files. SPEC R10. */
import { base64UrlToBytes, bytesToBase64Url, bytesToUtf8 } from '../kernel/index.js';

const HEAD = 'VESPER-PARCEL:';
/** What follows it is the messenger's, or the sender's own words. */
const END = '.';
/** More text than this is no pleasure to copy, and some messengers cut it. */
export const MAX_TEXT_PARCEL_BYTES = 6 * 1024;
/** As text, and with whatever a messenger wraps around. */
const MOST_CHARACTERS = 16 * 1024;

/** Undefined where it is better sent as a file. */
export function parcelToText(parcel: Uint8Array): string | undefined {
  return parcel.length > MAX_TEXT_PARCEL_BYTES
    ? undefined
    : `${HEAD}${bytesToBase64Url(parcel)}${END}`;
}

/** A parcel that came as text, in a file or shared by a messenger, as its bytes; any other bytes as they are. */
export function unwrapText(bytes: Uint8Array): Uint8Array {
  const text = bytes.length > MOST_CHARACTERS ? undefined : bytesToUtf8(bytes);
  return (text === undefined ? undefined : textToParcel(text)) ?? bytes;
}

/** Finds it in what was pasted, other words and line breaks around it included. */
export function textToParcel(text: string): Uint8Array | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const at = text.toUpperCase().indexOf(HEAD);
  if (at < 0) return undefined;
  const [code = ''] = text.slice(at + HEAD.length).split(END, 1);
  return base64UrlToBytes(code.replace(/\s/g, ''));
}

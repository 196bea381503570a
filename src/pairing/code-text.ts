/**
 * A code as text: for a QR code's alphanumeric mode, and for people who copy and paste. Reading forgives
 * what messengers do: other case, line breaks, quoting marks, invisible characters, words around it.
 */

import { err, type Result } from '../kernel/index.js';
import { base32ToBytes, bytesToBase32 } from './base32.js';
import { type CodeBytesError, decodeCode, encodeCode, type PairingCode } from './code.js';

export type CodeTextError = { readonly type: 'NotACode' } | CodeBytesError;

const PREFIX = 'VESPER:';
/** The full stop tells where the code ends, so what follows it in a message can't be taken for a part. */
const CODE_IN_TEXT = /vesper:([^.]{1,2000})\./gi;
const SEPARATORS = /[\s\-_>|*\u00ad\u200b-\u200f\u2060\ufeff]/g;
const LONGEST_TEXT = 20_000;

export function codeToText(code: PairingCode): string {
  return bytesToCodeText(encodeCode(code));
}

export function bytesToCodeText(bytes: Uint8Array): string {
  return `${PREFIX}${bytesToBase32(bytes)}.`;
}

export function textToCode(text: string): Result<PairingCode, CodeTextError> {
  return readCodeText(text, decodeCode);
}

/** Where a text holds several codes the first readable one counts, else the first one's fault is told. */
export function readCodeText<T>(
  text: string,
  decode: (bytes: Uint8Array) => Result<T, CodeBytesError>,
): Result<T, CodeTextError> {
  if (text.length > LONGEST_TEXT) return err({ type: 'NotACode' });
  let fault: Result<T, CodeTextError> | undefined;
  for (const [, digits = ''] of text.matchAll(CODE_IN_TEXT)) {
    const bytes = base32ToBytes(digits.replace(SEPARATORS, ''));
    const code = bytes ? decode(bytes) : err({ type: 'Damaged' } as const);
    if (code.ok) return code;
    fault ??= code;
  }
  if (fault) return fault;
  return err({ type: text.toUpperCase().includes(PREFIX) ? 'Damaged' : 'NotACode' });
}

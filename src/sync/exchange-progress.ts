/**
 * How far a large exchange has come. Who sends says, before the first part, up to which byte of its words it
 * goes; who receives counts. Nothing but what is shown depends on it, so nothing said can do harm.
 */
import { decodeTotal, encodeTotal } from './total.js';

export type Progress = { readonly bytes: number; readonly of: number };

export type ExchangeProgress = {
  /** So many bytes of words were handed over for sending. */
  readonly sent: (bytes: number) => void;
  /** What to tell the other side before sending so many bytes more. */
  readonly announce: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** So many bytes of words have arrived whole. */
  readonly took: (bytes: number) => void;
  /** The other side announced something. */
  readonly hear: (said: Uint8Array<ArrayBuffer>) => void;
  /** `partial`: the message of words that is arriving now. Undefined when nothing large is on its way. */
  readonly read: (partial: Progress | undefined) => Progress | undefined;
};

export function createExchangeProgress(): ExchangeProgress {
  let sent = 0;
  let taken = 0;
  let start = 0;
  let end = 0;
  return {
    sent: (bytes) => {
      sent += bytes;
    },
    announce: (bytes) => encodeTotal(sent + bytes),
    took: (bytes) => {
      taken += bytes;
    },
    hear: (said) => {
      if (taken >= end) start = taken;
      end = Math.max(end, decodeTotal(said));
    },
    read: (partial) => {
      const here = taken + (partial?.bytes ?? 0);
      return here < end ? { bytes: here - start, of: end - start } : partial;
    },
  };
}

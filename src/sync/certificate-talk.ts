/**
 * By which certificate the two will know each other at the next glance. Each tells the other, over a connection
 * that has proved the bond, the one that it will come with; and only what the other is certain to remember
 * is ever used. SPEC N140 to N143.
 */
import { concatBytes } from '../kernel/index.js';

const ANNOUNCED = 0;
const KNOWN = 1;
const FINGERPRINT_BYTES = 32;
/** One is told when a connection begins; more would only cost the store of who listens. */
const MOST_HEARD = 8;

export type CertificateTalkOptions = {
  /** On the connection in use. */
  readonly send: (bytes: Uint8Array) => void;
  /** SHA-256 of what this phone means to come with, 32 bytes; undefined where it can't tell. */
  readonly own: () => Uint8Array | undefined;
  /** The partner's phone remembers this one by now. */
  readonly onKnown: (fingerprint: Uint8Array) => void;
  /** Remembers the partner's; true once it would survive this moment. */
  readonly remember: (fingerprint: Uint8Array) => Promise<boolean>;
};

export type CertificateTalk = {
  /** Another connection is in use. */
  readonly begin: () => void;
  /** False for what is no such word, or too many of them. */
  readonly take: (bytes: Uint8Array) => boolean;
};

export function createCertificateTalk(options: CertificateTalkOptions): CertificateTalk {
  const { send, own, onKnown, remember } = options;
  let heard = 0;
  let connection = 0;

  async function hear(fingerprint: Uint8Array<ArrayBuffer>): Promise<void> {
    const mine = connection;
    const isKept = await remember(fingerprint);
    if (isKept && mine === connection) send(concatBytes(Uint8Array.of(KNOWN), fingerprint));
  }

  return {
    begin: () => {
      connection++;
      heard = 0;
      const fingerprint = own();
      if (fingerprint) send(concatBytes(Uint8Array.of(ANNOUNCED), fingerprint));
    },
    take: (bytes) => {
      const [kind] = bytes;
      const fingerprint = bytes.slice(1);
      if (fingerprint.length !== FINGERPRINT_BYTES || ++heard > MOST_HEARD) return false;
      if (kind === ANNOUNCED) void hear(fingerprint);
      else if (kind === KNOWN) onKnown(fingerprint);
      else return false;
      return true;
    },
  };
}

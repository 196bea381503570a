/** Key bytes in a wrapper that refuses to print, so that no log, error report or state dump can carry them out. */

const REDACTED = 'Secret(redacted)';

/**
 * Held beside the objects rather than in them: browsers' consoles show private fields, spreading and
 * structured cloning copy own fields, and neither can reach a WeakMap.
 */
const bytesBySecret = new WeakMap<Secret, Uint8Array<ArrayBuffer>>();

class RedactedSecret {
  /** Makes the type nominal: no other object passes as a secret. On the prototype, so a spread copies nothing. */
  protected get kind(): 'secret' {
    return 'secret';
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  /** Node's console and vitest's diffs print what this returns. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}

export type Secret = RedactedSecret;

/** Wraps a copy of `bytes`; the caller's array may be overwritten or thrown away. */
export function createSecret(bytes: Uint8Array): Secret {
  const secret = new RedactedSecret();
  bytesBySecret.set(secret, Uint8Array.from(bytes));
  return secret;
}

/** A copy of the wrapped bytes. Everything that calls this handles keys: keep such places few. */
export function revealSecret(secret: Secret): Uint8Array<ArrayBuffer> {
  return borrowSecret(secret).slice();
}

/** The wrapped bytes themselves, for this room's ciphers only: saves a copy for every keystroke. */
export function borrowSecret(secret: Secret): Uint8Array<ArrayBuffer> {
  const bytes = bytesBySecret.get(secret);
  if (bytes === undefined) throw new TypeError('not a secret of this vault');
  return bytes;
}

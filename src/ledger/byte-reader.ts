/**
 * Reads bytes that nobody vouches for. The first failure sticks: from then on every read gives zero and
 * `failure` says what was wrong, so that callers can read on in a straight line and ask once.
 */

export type ShapeError =
  /** Not the bytes of any Yjs update (or of one that no Yjs would write). `at`: the offset in bytes. */
  | { readonly type: 'Malformed'; readonly at: number }
  /** An update, but of something that has no place here. */
  | { readonly type: 'OtherShape'; readonly at: number; readonly what: string }
  | { readonly type: 'TooLarge'; readonly at: number };

/** Eight groups of seven bits are more than the largest safe integer needs. */
const LONGEST_VAR_UINT = 8;

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #failure: ShapeError | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  get failure(): ShapeError | undefined {
    return this.#failure;
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  fail(failure: ShapeError = { type: 'Malformed', at: this.#at }): void {
    this.#failure ??= failure;
  }

  uint8(): number {
    if (this.left < 1) this.fail();
    return this.failed ? 0 : (this.#bytes[this.#at++] ?? 0);
  }

  /** As lib0 writes it: seven bits a byte, lowest first. */
  varUint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < LONGEST_VAR_UINT; i++) {
      const byte = this.uint8();
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return this.failed ? 0 : value;
      }
    }
    this.fail();
    return 0;
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.left) this.fail();
    if (this.failed) return new Uint8Array();
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  /** A byte string behind its length. */
  varBytes(): Uint8Array {
    return this.take(this.varUint());
  }
}

/** Whether a value that came back from the database is the one that was put in. */

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

function areSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function areSameFields(a: object, b: object): boolean {
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSameValue(value, right.get(key)))
  );
}

/**
 * Compares as structured clones: bytes by content, records and arrays by their fields. Of what the platform
 * keeps to itself (`CryptoKey`, `RTCCertificate`) only the kind can be compared: it fails by coming back as null.
 */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof ArrayBuffer || ArrayBuffer.isView(a)) {
    const isBytes = b instanceof ArrayBuffer || ArrayBuffer.isView(b);
    return isBytes && areSameBytes(bytesOf(a), bytesOf(b));
  }
  // A date that is none holds NaN, which is not `===` to itself.
  if (a instanceof Date) return b instanceof Date && Object.is(a.getTime(), b.getTime());
  return areSameFields(a, b);
}

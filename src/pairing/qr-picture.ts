/** A code's text as the modules of a QR code. The maker is loaded when the first code is shown. */

export type QrModules = {
  /** Modules along one edge, without the quiet border: whoever draws it leaves four modules of white. */
  readonly size: number;
  /** Row by row from the top left, 1 is dark; `size * size` long. */
  readonly modules: Uint8Array;
};

/**
 * The smallest symbol that holds the text. Low error correction: a screen has no stains, and bigger modules
 * help a cheap camera more than redundancy does.
 */
export async function codeToQr(text: string): Promise<QrModules> {
  const { encodeQR } = await import('qr');
  // The maker insists on a border; the picture brings its own.
  const framed = encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 1 });
  const rows = framed.slice(1, -1).map((row) => row.slice(1, -1));
  return { size: rows.length, modules: Uint8Array.from(rows.flat(), Number) };
}

/** Compresses text once per encoding and keeps the result. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { SiteFile } from './site.js';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this, the headers weigh more than what is saved. */
const WORTH_BYTES = 1_024;

/** The best encoding the Accept-Encoding header allows. Pure. */
export function chooseEncoding(accepts: string | undefined): Encoding {
  const allowed = (accepts ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  if (allowed.includes('br')) return 'br';
  return allowed.includes('gzip') ? 'gzip' : 'identity';
}

const compressors = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

export type Compressor = {
  encode(file: SiteFile, wanted: Encoding): Promise<{ bytes: Buffer; encoding: Encoding }>;
};

/** Answers asked for at the same time share one compression. */
export function createCompressor(): Compressor {
  const kept = new Map<string, Promise<Buffer>>();
  return {
    encode: async (file, wanted) => {
      if (wanted === 'identity' || !file.isText || file.bytes.length < WORTH_BYTES) {
        return { bytes: file.bytes, encoding: 'identity' };
      }
      const key = `${wanted} ${file.etag}`;
      const bytes = kept.get(key) ?? compressors[wanted](file.bytes);
      kept.set(key, bytes);
      return { bytes: await bytes, encoding: wanted };
    },
  };
}

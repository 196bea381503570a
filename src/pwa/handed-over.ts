/**
 * What another app shared with this one. The system sends it to the service worker as a form, which keeps it
 * until a page is there to take it. Nothing of it goes to the network.
 */

import { cutToSize } from './files.js';

/** As in the manifest's `share_target`. */
export const SHARE_PATH = 'open-parcel';
export const SHARED_FILE = 'parcel';
/** Where the app takes it up. */
export const TAKE_UP_PLACE = '/parcel';

const CACHE = 'vesper-handed-over';
const KEY = 'handed-over';

export type KeepingPlace = Pick<CacheStorage, 'open'>;

/** The file, or else the text: some messengers share only that. */
async function findShared(request: Request): Promise<Blob | undefined> {
  const form = await request.formData();
  const file = form.get(SHARED_FILE);
  if (file instanceof Blob && file.size > 0) return file;
  const text = form.get('text');
  return typeof text === 'string' && text !== '' ? new Blob([text]) : undefined;
}

/** Keeps what is shared and leads to the place in the app; also where there was nothing to keep. */
export async function answerShare(
  request: Request,
  scope: URL,
  caches: KeepingPlace,
): Promise<Response> {
  const shared = await findShared(request).catch(() => undefined);
  if (shared) {
    const cache = await caches.open(CACHE);
    await cache.put(new URL(KEY, scope), new Response(cutToSize(shared)));
  }
  const place = new URL(scope);
  place.hash = TAKE_UP_PLACE;
  return Response.redirect(place.href, 303);
}

/** Takes it up once; undefined where nothing waits. */
export async function takeHandedOver(
  base: string = document.baseURI,
  place: KeepingPlace | undefined = globalThis.caches,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const cache = await place?.open(CACHE);
    const address = new URL(KEY, base);
    const kept = await cache?.match(address);
    if (!kept) return undefined;
    const bytes = new Uint8Array(await kept.arrayBuffer());
    await cache?.delete(address);
    return bytes;
  } catch {
    // Some modes of some browsers have no caches: then nothing can have been shared either.
    return undefined;
  }
}

import { describe, expect, it } from 'vitest';
import { answerShare, SHARED_FILE, takeHandedOver } from '../../../src/pwa/handed-over.js';

const SCOPE = new URL('https://ana.example/some/path/');

/** What the Cache API does, as far as it is asked here. */
function createKeepingPlace() {
  const kept = new Map<string, Response>();
  const keyOf = (address: RequestInfo | URL) => String(address);
  const cache = {
    put: async (address: URL, answer: Response) => void kept.set(keyOf(address), answer),
    match: async (address: URL) => kept.get(keyOf(address))?.clone(),
    delete: async (address: URL) => kept.delete(keyOf(address)),
  } as unknown as Cache;
  return { kept, place: { open: async () => cache } };
}

function share(fields: Readonly<Record<string, string | Blob>>): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return new Request(new URL('open-parcel', SCOPE), { method: 'POST', body: form });
}

const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

describe('what another app shares', () => {
  it('is kept until the app takes it, once, and leads to its place', async () => {
    const { place } = createKeepingPlace();
    const answer = await answerShare(share({ [SHARED_FILE]: new Blob(['sealed']) }), SCOPE, place);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('https://ana.example/some/path/#/parcel');
    expect(textOf(await takeHandedOver(SCOPE.href, place))).toBe('sealed');
    expect(await takeHandedOver(SCOPE.href, place)).toBeUndefined();
  });

  it('is the text where there is no file, or an empty one', async () => {
    const { place } = createKeepingPlace();
    const words = { text: 'VESPER-PARCEL:AAAA.', [SHARED_FILE]: new Blob([]) };
    await answerShare(share(words), SCOPE, place);
    expect(textOf(await takeHandedOver(SCOPE.href, place))).toBe('VESPER-PARCEL:AAAA.');
  });

  it('leads into the app also where there is nothing, or no form', async () => {
    const { place, kept } = createKeepingPlace();
    const odd = new Request(SCOPE, { method: 'POST', body: 'no form' });
    for (const request of [share({ other: 'x' }), odd]) {
      const answer = await answerShare(request, SCOPE, place);
      expect(answer.headers.get('location')).toBe('https://ana.example/some/path/#/parcel');
    }
    expect(kept.size).toBe(0);
  });

  it('is nothing in a browser that has no such place', async () => {
    const broken = { open: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    expect(await takeHandedOver(SCOPE.href, broken)).toBeUndefined();
  });
});

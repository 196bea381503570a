/** A ledger lives much longer than any meeting: it must not hold on to what met over it. */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { openYWebrtcRoom } from '../../../src/sync/y-webrtc-room.js';

function countListeners(doc: Y.Doc): number {
  return [...doc._observers.values()].reduce((sum, listeners) => sum + listeners.size, 0);
}

it('a document that met many times is listened to by nobody but who listened before', async () => {
  const doc = new Y.Doc();
  const before = countListeners(doc);
  for (let i = 0; i < 5; i++) {
    const room = await openYWebrtcRoom(doc, 'listeners');
    expect(countListeners(doc)).toBeGreaterThan(before);
    room.close();
  }
  // y-webrtc lets go of it a few microtasks later.
  await expect.poll(() => countListeners(doc)).toBe(before);
});

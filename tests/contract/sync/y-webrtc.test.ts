/** What this room relies on in y-webrtc and simple-peer, which it does not own: a new version fails here first. */
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ProvedPeer } from '../../../src/sync/proved-peer.js';
import { openYWebrtcRoom, type YWebrtcRoom } from '../../../src/sync/y-webrtc-room.js';
import { settleAll } from '../../unit/sync/simulation.js';

const rooms: YWebrtcRoom[] = [];

async function openRoom(name: string, doc: Y.Doc): Promise<YWebrtcRoom> {
  const room = await openYWebrtcRoom(doc, name);
  rooms.push(room);
  return room;
}

afterEach(async () => {
  for (const room of rooms.splice(0)) room.close();
  await settleAll();
});

async function joinRooms(a: YWebrtcRoom, b: YWebrtcRoom) {
  const sent: { a: Uint8Array[]; b: Uint8Array[] } = { a: [], b: [] };
  const ends: { a?: ProvedPeer; b?: ProvedPeer } = {};
  let closed = 0;
  const port = (own: 'a' | 'b', other: 'a' | 'b') => ({
    send: (message: Uint8Array) => {
      sent[own].push(message);
      queueMicrotask(() => ends[other]?.deliver(Uint8Array.from(message)));
    },
    closed: () => closed++,
  });
  ends.a = a.attach('to-b', port('a', 'b'));
  ends.b = b.attach('to-a', port('b', 'a'));
  await settleAll();
  return { sent, ends, closed: () => closed };
}

describe('stock y-webrtc over proved connections', () => {
  it('exchanges what was there before, and goes on live', async () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()];
    ana.getArray('entries').push([1]);
    ben.getArray('entries').push([2]);
    await joinRooms(await openRoom('a', ana), await openRoom('b', ben));
    expect(ana.getArray('entries').toArray()).toEqual(ben.getArray('entries').toArray());
    expect(ana.getArray('entries').length).toBe(2);
    ana.getArray('entries').push([3]);
    await settleAll();
    expect(ben.getArray('entries').length).toBe(3);
  });

  it('delivers two messages that arrive together as two', async () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()];
    await joinRooms(await openRoom('a', ana), await openRoom('b', ben));
    for (let i = 0; i < 20; i++) ana.getArray('entries').push([i]);
    await settleAll();
    expect(ben.getArray('entries').length).toBe(20);
  });

  it('[N25] marks the update that came from the partner, and only that', async () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()];
    const room = await openRoom('b', ben);
    await joinRooms(await openRoom('a', ana), room);
    const echoes: boolean[] = [];
    ben.on('update', () => echoes.push(room.isEcho()));
    ana.getArray('entries').push([1]);
    await settleAll();
    ben.getArray('entries').push([2]);
    expect(echoes).toEqual([true, false]);
  });

  it('closes both ways, and lets the same phone come again', async () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()];
    const [a, b] = [await openRoom('a', ana), await openRoom('b', ben)];
    const first = await joinRooms(a, b);
    first.ends.a?.close();
    first.ends.b?.close();
    await settleAll();
    ana.getArray('entries').push([1]);
    expect(first.sent.a.length).toBeLessThan(4);
    await joinRooms(a, b);
    expect(ben.getArray('entries').length).toBe(1);
  });

  it('opens the same room again after it was closed, and sends nothing from the closed one', async () => {
    const doc = new Y.Doc();
    const room = await openRoom('again', doc);
    const sent: Uint8Array[] = [];
    room.attach('x', { send: (message) => sent.push(message), closed: () => {} });
    await settleAll();
    rooms.splice(0);
    room.close();
    await settleAll();
    const before = sent.length;
    doc.getArray('entries').push([1]);
    expect(sent).toHaveLength(before);
    await expect(openRoom('again', doc)).resolves.toBeDefined();
  });
});

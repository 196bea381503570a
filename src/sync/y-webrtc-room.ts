/**
 * Stock y-webrtc, held by its exported seam: no signalling, no servers, no broadcast between tabs (the
 * storage room shares a ledger between tabs, paired or not, and does so past no gate). Connections are
 * handed in already proved.
 */
import { subscribe, unsubscribe } from 'lib0/broadcastchannel';
import { Awareness } from 'y-protocols/awareness';
import { type Room, WebrtcConn, WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';
import { createProvedPeer, NO_SERVERS, type ProvedPeer, type ProvedPort } from './proved-peer.js';

export type YWebrtcRoom = {
  /** Gives y-webrtc one more connection. `id` is new each time: y-webrtc forgets a closed one by its id. */
  readonly attach: (id: string, port: ProvedPort) => ProvedPeer;
  /** Whether the document's present update came in through here: from the partner, that is. */
  readonly isEcho: () => boolean;
  readonly close: () => void;
};

/** What y-webrtc would publish to a signalling server: nothing is left to say. */
const SILENT_SIGNALING = { send: () => {} };

/** Resolves once y-webrtc has made its room, a few microtasks later. */
export async function openYWebrtcRoom(doc: Y.Doc, roomName: string): Promise<YWebrtcRoom> {
  // Of a document of its own: it never lets go of the one it was made for.
  const awareness = new Awareness(new Y.Doc());
  // No presence in this version; y-webrtc would tell everyone that an anonymous somebody is here.
  awareness.setLocalState(null);
  const provider = new WebrtcProvider(roomName, doc, {
    signaling: [],
    awareness,
    filterBcConns: true,
    peerOpts: { config: NO_SERVERS },
  });
  // Connecting would broadcast the whole ledger to all tabs; what else it does is done in `listenTo`.
  provider.shouldConnect = false;
  await provider.key;
  await closeBroadcast(roomName);
  const { room } = provider;
  if (room === null) throw new Error('y-webrtc made no room');
  const echo = listenTo(doc, room);

  return {
    attach: (id, port) => attachTo(provider, room, id, port),
    isEcho: echo.isEcho,
    close: () => {
      echo.stop();
      awareness.destroy();
      provider.destroy();
      void closeBroadcast(roomName);
    },
  };
}

/**
 * y-webrtc sends every update to everyone, its own sender included. Its handler runs right after ours in
 * the same event, so the origin noted here belongs to the message that it is about to send. There is one
 * partner device, hence one direction an update of this origin can have come from.
 */
function listenTo(doc: Y.Doc, room: Room): { isEcho: () => boolean; stop: () => void } {
  let origin: unknown;
  const note = (_update: Uint8Array, from: unknown): void => {
    origin = from;
  };
  doc.on('update', note);
  doc.on('update', room._docUpdateHandler);
  if (typeof window !== 'undefined') {
    // A page that asks "leave?" and stays, or starts a download, would go on without y-webrtc.
    window.removeEventListener('beforeunload', room._beforeUnloadHandler);
  }
  return {
    isEcho: () => origin === room,
    stop: () => doc.off('update', note),
  };
}

function attachTo(provider: WebrtcProvider, room: Room, id: string, port: ProvedPort): ProvedPeer {
  const peer = createProvedPeer(port);
  provider.peerOpts = { wrtc: peer.wrtc, config: NO_SERVERS, trickle: true };
  room.webrtcConns.set(id, new WebrtcConn(SILENT_SIGNALING, true, id, room));
  peer.open();
  return peer;
}

/**
 * y-webrtc says goodbye to other tabs a few microtasks after it has closed its broadcast channel, which
 * opens the channel again, for good. Waits until that has happened, and closes it.
 */
async function closeBroadcast(roomName: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  const nobody = (): void => {};
  subscribe(roomName, nobody);
  unsubscribe(roomName, nobody);
}

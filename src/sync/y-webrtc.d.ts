/**
 * The part of y-webrtc that this room relies on. The package's own types are hidden behind the order
 * of its `exports`; written out here, a change of version that touches them shows in one place.
 */
declare module 'y-webrtc' {
  import type { Awareness } from 'y-protocols/awareness';
  import type { Doc } from 'yjs';

  export type Room = {
    readonly name: string;
    readonly webrtcConns: Map<string, WebrtcConn>;
    /** Hands a document's update on to every connection in `webrtcConns`. */
    readonly _docUpdateHandler: (update: Uint8Array, origin: unknown) => void;
    readonly _beforeUnloadHandler: () => void;
  };

  export class WebrtcProvider {
    constructor(
      roomName: string,
      doc: Doc,
      options: {
        signaling: string[];
        awareness?: Awareness;
        maxConns?: number;
        filterBcConns?: boolean;
        peerOpts?: object;
      },
    );
    readonly awareness: Awareness;
    readonly key: PromiseLike<CryptoKey | null>;
    readonly room: Room | null;
    shouldConnect: boolean;
    peerOpts: object;
    destroy(): void;
  }

  export class WebrtcConn {
    constructor(
      signaling: { send(message: unknown): void },
      initiator: boolean,
      remoteId: string,
      room: Room,
    );
    readonly room: Room;
    destroy(): void;
  }
}

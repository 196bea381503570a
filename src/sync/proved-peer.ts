/**
 * What simple-peer (inside y-webrtc) takes for an RTCPeerConnection: one that is connected already. The
 * real connection is ours and proved before simple-peer exists, so `failed` never reaches it, nothing
 * is negotiated twice, and no byte gets past the frames below or the gate above.
 */

/** What y-webrtc's side of a connection may do. */
export type ProvedPort = {
  readonly send: (message: Uint8Array) => void;
  readonly closed: () => void;
};

export type ProvedPeer = {
  /** Goes into simple-peer's `wrtc` option. */
  readonly wrtc: object;
  /** Call once simple-peer's listeners are in place. */
  readonly open: () => void;
  readonly deliver: (message: Uint8Array<ArrayBuffer>) => void;
  readonly close: () => void;
};

type Handler = ((event: never) => void) | null;

/** simple-peer waits until it finds a selected pair of candidates here; it uses it for nothing else. */
const STATS = [
  { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
  { id: 'pair', type: 'candidate-pair' },
];

/** The options that keep simple-peer off every server, whatever its defaults. */
export const NO_SERVERS = { iceServers: [] };

export function createProvedPeer(port: ProvedPort): ProvedPeer {
  const channel = {
    label: 'proved',
    readyState: 'connecting',
    binaryType: 'arraybuffer',
    /** Back pressure is the business of the frames below. */
    bufferedAmount: 0,
    bufferedAmountLowThreshold: 0,
    onopen: null as (() => void) | null,
    onclose: null as (() => void) | null,
    onerror: null as Handler,
    onbufferedamountlow: null as Handler,
    onmessage: null as ((event: { data: ArrayBuffer }) => void) | null,
    send: (message: Uint8Array): void => {
      if (channel.readyState === 'open') port.send(message);
    },
    close: (): void => {
      if (channel.readyState === 'closed') return;
      channel.readyState = 'closed';
      port.closed();
    },
  };

  const connection = {
    iceConnectionState: 'new',
    iceGatheringState: 'complete',
    connectionState: 'new',
    signalingState: 'stable',
    oniceconnectionstatechange: null as (() => void) | null,
    createDataChannel: () => channel,
    /** There is nothing to negotiate: the offer that simple-peer asks for never comes. */
    createOffer: () => new Promise<never>(() => {}),
    getStats: () => Promise.resolve(STATS),
    close: () => {},
  };

  /** simple-peer calls this with `new`, and gets the object above. */
  const takeConnection = function takeConnection() {
    return connection;
  };

  return {
    wrtc: {
      RTCPeerConnection: takeConnection,
      RTCSessionDescription: Object,
      RTCIceCandidate: Object,
    },
    open: () => {
      connection.iceConnectionState = 'connected';
      connection.connectionState = 'connected';
      connection.oniceconnectionstatechange?.();
      channel.readyState = 'open';
      channel.onopen?.();
    },
    deliver: (message) => channel.onmessage?.({ data: message.buffer }),
    close: () => {
      if (channel.readyState === 'closed') return;
      channel.readyState = 'closed';
      channel.onclose?.();
    },
  };
}

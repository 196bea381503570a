/**
 * One RTCPeerConnection: made, described, restarted, closed. Asks no server for anything but those that the
 * couple have set: `iceServers` is exactly these, and empty without them. The data channel is agreed beforehand (id 0), so that either side may
 * have made the offer.
 */
import { BULK_LOW_WATER_BYTES } from './bulk-server.js';
import { GIVES_UP_WAITING, keepWaiting } from './keep-waiting.js';
import { LOW_WATER_BYTES } from './outbox.js';
import { type RawChannel, wrapDataChannel } from './raw-channel.js';
import { fingerprintOf, type IceCredentials, replaceCredentials } from './session-description.js';

export type Reach = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export type Connection = {
  readonly channel: RawChannel;
  /** The second channel (id 1), for what words must not wait for. */
  readonly bulk?: RawChannel;
  /** An offer with all candidates in it; again with `restart` to look for a new way to the same phone. */
  readonly offer: (restart?: boolean) => Promise<string>;
  /** With `credentials`, the other side already knows what this answer will say. */
  readonly answer: (offer: string, credentials?: IceCredentials) => Promise<string>;
  readonly accept: (answer: string) => Promise<void>;
  /** Takes an answer that nobody gave, and waits for who fits it for as long as the connection is open. */
  readonly waitFor: (answer: string) => Promise<void>;
  /** SHA-256 of both DTLS certificates in the descriptions applied; undefined where they are not certain. */
  readonly fingerprints: () => { own: Uint8Array; other: Uint8Array } | undefined;
  readonly reach: () => Reach;
  readonly onReach: (listener: () => void) => void;
  /**
   * Whether it came to nothing though the other phone was reached: one of the two came with another
   * certificate than the descriptions name.
   */
  readonly isRefused: () => boolean;
  readonly route: () => Promise<{ local?: string; remote?: string }>;
  readonly close: () => void;
};

export type ConnectionMaker = () => Connection;

/** Host candidates come within milliseconds; an interface that hangs must not hold up the others. */
const GATHERING_DEADLINE_MS = 2_000;

export function createConnectionMaker(
  peerConnection: typeof RTCPeerConnection,
  certificate: () => RTCCertificate,
  iceServers: readonly RTCIceServer[] = [],
): ConnectionMaker {
  return () => wrapPeerConnection(new peerConnection(connectionConfig(certificate(), iceServers)));
}

export function connectionConfig(
  certificate: RTCCertificate,
  iceServers: readonly RTCIceServer[],
): RTCConfiguration {
  return { iceServers: [...iceServers], certificates: [certificate] };
}

function wrapPeerConnection(native: RTCPeerConnection): Connection {
  const channel = native.createDataChannel('vesper', { negotiated: true, id: 0, ordered: true });
  const bulk = native.createDataChannel('vesper-bulk', { negotiated: true, id: 1, ordered: true });
  const isRefused = watchHandshake(native);
  const own = noteCertificate();
  const other = noteCertificate();
  const setLocal = (type: RTCSdpType, sdp: string): Promise<void> =>
    own.during(sdp, () => native.setLocalDescription({ type, sdp }));
  const setRemote = (type: RTCSdpType, sdp: string): Promise<void> =>
    other.during(sdp, () => native.setRemoteDescription({ type, sdp }));
  return {
    channel: wrapDataChannel(channel, LOW_WATER_BYTES),
    bulk: wrapDataChannel(bulk, BULK_LOW_WATER_BYTES),
    offer: async (restart = false) => {
      const { sdp = '' } = await native.createOffer({ iceRestart: restart });
      await setLocal('offer', sdp);
      return describeLocally(native);
    },
    answer: async (offer, credentials) => {
      await setRemote('offer', offer);
      const { sdp = '' } = await native.createAnswer();
      await setLocal('answer', credentials ? replaceCredentials(sdp, credentials) : sdp);
      return describeLocally(native);
    },
    accept: (answer) => setRemote('answer', answer),
    waitFor: async (answer) => {
      await setRemote('answer', answer);
      if (GIVES_UP_WAITING) keepWaiting(native);
    },
    fingerprints: () => {
      const both = { own: own.fingerprint(), other: other.fingerprint() };
      return both.own && both.other && { own: both.own, other: both.other };
    },
    reach: () => readReach(native),
    onReach: (listener) => native.addEventListener('connectionstatechange', listener),
    isRefused,
    route: () => readRoute(native),
    close: () => native.close(),
  };
}

/** The way is fine and the connection failed all the same: no network does that, only the handshake. */
function watchHandshake(native: RTCPeerConnection): () => boolean {
  let isRefused = false;
  native.addEventListener('connectionstatechange', () => {
    const isReached = ['connected', 'completed'].includes(native.iceConnectionState);
    if (native.connectionState === 'failed' && isReached) isRefused = true;
  });
  return () => isRefused;
}

/**
 * The certificate a description names, from the moment the browser is asked to apply it. Asking the
 * browser afterwards is too late: its network side acts first, and in 1 of 60 meetings
 * the channel was open, and spoke, while the page still saw no remote description. A description that the
 * browser refuses counts for nothing.
 */
function noteCertificate(): {
  during: (sdp: string, apply: () => Promise<void>) => Promise<void>;
  fingerprint: () => Uint8Array | undefined;
} {
  let fingerprint: Uint8Array | undefined;
  return {
    during: async (sdp, apply) => {
      const before = fingerprint;
      fingerprint = fingerprintOf(sdp);
      try {
        await apply();
      } catch (cause) {
        fingerprint = before;
        throw cause;
      }
    },
    fingerprint: () => fingerprint,
  };
}

function readReach({ connectionState }: RTCPeerConnection): Reach {
  return connectionState === 'new' ? 'connecting' : connectionState;
}

async function describeLocally(native: RTCPeerConnection): Promise<string> {
  await gatherAll(native);
  return native.localDescription?.sdp ?? '';
}

/** Not on the passed-in clock: this waits for the browser's own machinery, which no test's clock drives. */
function gatherAll(native: RTCPeerConnection): Promise<void> {
  if (native.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(deadline);
      native.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    const look = (): void => {
      if (native.iceGatheringState === 'complete') finish();
    };
    const deadline = setTimeout(finish, GATHERING_DEADLINE_MS);
    native.addEventListener('icegatheringstatechange', look);
  });
}

type StatsEntry = { readonly [key: string]: unknown };

async function readRoute(native: RTCPeerConnection): Promise<{ local?: string; remote?: string }> {
  const entries = new Map<unknown, StatsEntry>();
  for (const [id, entry] of await native.getStats()) entries.set(id, entry);
  const all = [...entries.values()];
  const transport = all.find((entry) => entry['type'] === 'transport');
  const pair =
    entries.get(transport?.['selectedCandidatePairId']) ??
    all.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'] === true);
  const local = formatCandidate(entries.get(pair?.['localCandidateId']));
  const remote = formatCandidate(entries.get(pair?.['remoteCandidateId']));
  return { ...(local && { local }), ...(remote && { remote }) };
}

function formatCandidate(entry: StatsEntry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  const { address, port, protocol, candidateType } = entry;
  return [`${address ?? '?'}:${port ?? '?'}`, protocol, candidateType].join(' ');
}

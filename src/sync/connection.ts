/**
 * One RTCPeerConnection: made, described, restarted, closed. Nothing here asks a server for anything:
 * `iceServers` is empty, always. The data channel is agreed beforehand (id 0), so that either side may
 * have made the offer.
 */
import { LOW_WATER_BYTES } from './outbox.js';
import { type RawChannel, wrapDataChannel } from './raw-channel.js';
import { fingerprintOf, type IceCredentials, replaceCredentials } from './session-description.js';

export type Reach = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export type Connection = {
  readonly channel: RawChannel;
  /** An offer with all candidates in it; again with `restart` to look for a new way to the same phone. */
  readonly offer: (restart?: boolean) => Promise<string>;
  /** With `credentials`, the other side already knows what this answer will say. */
  readonly answer: (offer: string, credentials?: IceCredentials) => Promise<string>;
  readonly accept: (answer: string) => Promise<void>;
  /** SHA-256 of both DTLS certificates in the descriptions in force; undefined where they are not certain. */
  readonly fingerprints: () => { own: Uint8Array; other: Uint8Array } | undefined;
  readonly reach: () => Reach;
  readonly onReach: (listener: () => void) => void;
  readonly route: () => Promise<{ local?: string; remote?: string }>;
  readonly close: () => void;
};

export type ConnectionMaker = () => Connection;

/** Host candidates come within milliseconds; an interface that hangs must not hold up the others. */
const GATHERING_DEADLINE_MS = 2_000;

export function createConnectionMaker(
  peerConnection: typeof RTCPeerConnection,
  certificate: RTCCertificate,
): ConnectionMaker {
  return () => wrapPeerConnection(new peerConnection(connectionConfig(certificate)));
}

export function connectionConfig(certificate: RTCCertificate): RTCConfiguration {
  return { iceServers: [], certificates: [certificate] };
}

function wrapPeerConnection(native: RTCPeerConnection): Connection {
  const channel = native.createDataChannel('vesper', { negotiated: true, id: 0, ordered: true });
  return {
    channel: wrapDataChannel(channel, LOW_WATER_BYTES),
    offer: async (restart = false) => {
      await native.setLocalDescription(await native.createOffer({ iceRestart: restart }));
      return describeLocally(native);
    },
    answer: async (offer, credentials) => {
      await native.setRemoteDescription({ type: 'offer', sdp: offer });
      const { sdp = '' } = await native.createAnswer();
      const own = credentials ? replaceCredentials(sdp, credentials) : sdp;
      await native.setLocalDescription({ type: 'answer', sdp: own });
      return describeLocally(native);
    },
    accept: (answer) => native.setRemoteDescription({ type: 'answer', sdp: answer }),
    fingerprints: () => readFingerprints(native),
    reach: () => readReach(native),
    onReach: (listener) => native.addEventListener('connectionstatechange', listener),
    route: () => readRoute(native),
    close: () => native.close(),
  };
}

function readReach({ connectionState }: RTCPeerConnection): Reach {
  return connectionState === 'new' ? 'connecting' : connectionState;
}

function readFingerprints(
  native: RTCPeerConnection,
): { own: Uint8Array; other: Uint8Array } | undefined {
  const own = fingerprintOf(native.currentLocalDescription?.sdp ?? '');
  const other = fingerprintOf(native.currentRemoteDescription?.sdp ?? '');
  return own && other && { own, other };
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

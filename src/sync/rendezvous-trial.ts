/**
 * Tries a rendezvous out before two people far apart depend on it: a message sent at one end has to come
 * out at the other, and a server for addresses has to give one. SPEC N135, N136.
 */
import { bytesToBase64Url, type Clock, equalBytes, utf8ToBytes } from '../kernel/index.js';
import { type HubSocket, readPublished } from './hub-carrier.js';

export type SocketTrial =
  | { readonly type: 'works' }
  /** No socket came about: nobody there, or the browser, the network or the server refuses. */
  | { readonly type: 'unreachable' }
  /** It opens, and then nobody answers in this protocol. */
  | { readonly type: 'silent' }
  /** It answers, but what is published does not arrive. */
  | { readonly type: 'keepsMessages' };

export type ServerTrial =
  /** `address`: how this phone looks from outside, or where the relay is; as far as the browser tells. */
  | {
      readonly type: 'found';
      readonly kind: 'srflx' | 'relay';
      readonly address: string | undefined;
    }
  | { readonly type: 'wrongName' }
  | { readonly type: 'noAnswer' }
  /** It may well answer, but only with an address that this phone has anyway. */
  | { readonly type: 'nothingNew' };

const SOCKET_DEADLINE_MS = 10_000;
const SERVER_DEADLINE_MS = 10_000;
/** Not authorized, and its relatives: RFC 8656, section 17. */
const WRONG_NAME_CODES: ReadonlySet<number> = new Set([401, 403, 437, 438, 441]);

/** How far a trial has come; where it stands at the deadline is what there is to say. */
type Progress = 'unreachable' | 'silent' | 'keepsMessages';

export function trySocket(options: {
  readonly url: string;
  /** Random: nobody else is in this room. */
  readonly topic: string;
  readonly clock: Clock;
  readonly createSocket: (url: string) => HubSocket;
}): Promise<SocketTrial> {
  const { url, topic, clock, createSocket } = options;
  const word = utf8ToBytes('vesper');
  const sockets: HubSocket[] = [];
  let progress: Progress = 'unreachable';
  return new Promise((resolve) => {
    const finish = (trial: SocketTrial): void => {
      cancel();
      for (const socket of sockets.splice(0)) {
        socket.onopen = socket.onclose = socket.onerror = socket.onmessage = null;
        socket.close();
      }
      resolve(trial);
    };
    const fail = (): void => finish({ type: progress });
    const cancel = clock.after(SOCKET_DEADLINE_MS, fail);
    const open = (
      opened: (say: (value: object) => void) => void,
      heard: (text: unknown) => void,
    ) => {
      try {
        const socket = createSocket(url);
        sockets.push(socket);
        socket.onopen = () => opened((value) => socket.send(JSON.stringify(value)));
        socket.onmessage = ({ data }) => heard(data);
        socket.onclose = socket.onerror = fail;
      } catch {
        fail();
      }
    };
    const publish = (): void =>
      open(
        (say) => say({ type: 'publish', topic, data: bytesToBase64Url(word) }),
        () => {},
      );
    open(
      (say) => {
        progress = 'silent';
        say({ type: 'subscribe', topics: [topic] });
        say({ type: 'ping' });
      },
      (text) => {
        const published = readPublished(text, topic);
        if (published === 'pong' && progress === 'silent') {
          progress = 'keepsMessages';
          publish();
        } else if (published instanceof Uint8Array && equalBytes(published, word)) {
          finish({ type: 'works' });
        }
      },
    );
  });
}

/** Gathers with this server alone. A relay has to relay: what else it finds does not count. */
export function tryIceServer(
  server: RTCIceServer,
  clock: Clock,
  peerConnection: typeof RTCPeerConnection = RTCPeerConnection,
): Promise<ServerTrial> {
  const relays = /^turns?:/i.test(String(server.urls));
  const kind = relays ? 'relay' : 'srflx';
  return new Promise((resolve) => {
    const connection = openConnection(server, relays, peerConnection);
    if (connection === undefined) return resolve({ type: 'noAnswer' });
    let trouble: ServerTrial | undefined;
    const finish = (trial: ServerTrial): void => {
      cancel();
      connection.onicecandidate = connection.onicecandidateerror = null;
      connection.close();
      resolve(trial);
    };
    const cancel = clock.after(SERVER_DEADLINE_MS, () => finish(trouble ?? { type: 'noAnswer' }));
    connection.onicecandidate = ({ candidate }) => {
      if (candidate === null) finish(trouble ?? { type: relays ? 'noAnswer' : 'nothingNew' });
      else if (candidate.type === kind) {
        finish({ type: 'found', kind, address: candidate.address ?? undefined });
      }
    };
    connection.onicecandidateerror = ({ errorCode }) => {
      if (WRONG_NAME_CODES.has(errorCode)) trouble = { type: 'wrongName' };
      else trouble ??= { type: 'noAnswer' };
    };
    connection.createDataChannel('trial');
    connection.setLocalDescription().catch(() => finish({ type: 'noAnswer' }));
  });
}

/** A browser throws at an address that it does not like. */
function openConnection(
  server: RTCIceServer,
  relays: boolean,
  peerConnection: typeof RTCPeerConnection,
): RTCPeerConnection | undefined {
  try {
    return new peerConnection({
      iceServers: [server],
      iceTransportPolicy: relays ? 'relay' : 'all',
    });
  } catch {
    return undefined;
  }
}

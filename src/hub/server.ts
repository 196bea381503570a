/** The running hub: HTTP for this computer, HTTPS for phones, and the meeting point on both. */
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { type Clock, ok, type Result } from '../kernel/index.js';
import { mdnsName } from './addresses.js';
import type { AuthorityError } from './authority-store.js';
import { authorityBytes, authorityFingerprint, authorityName } from './certificates.js';
import { createCompressor } from './encoding.js';
import type { Limits } from './limits.js';
import { type Door, type ListenError, listen } from './listening.js';
import { createMeeting, type Meeting } from './meeting.js';
import { lookAround, type NetworkSetup, type NetworkView, watchNetwork } from './network.js';
import type { Served } from './poster.js';
import { type AuthorityCard, createListener, type Responder } from './respond.js';
import type { Site } from './site.js';

export type HubSetup = NetworkSetup & {
  readonly site: Site;
  /** This computer only: no network, no TLS. */
  readonly local: boolean;
  readonly port: number;
  readonly tlsPort: number;
  readonly limits: Limits;
  /** After the start: addresses or certificate have changed. */
  readonly onChange: (served: Served) => void;
};

export type Hub = {
  readonly served: () => Served;
  /** True when the authority was made just now. */
  readonly newAuthority: boolean;
  /** Settles when every port is free again. */
  readonly close: () => Promise<void>;
};

type Server = HttpServer | HttpsServer;

/** What the doors share; `view` and the ports are filled in as the hub opens. */
type House = {
  readonly setup: HubSetup;
  readonly responder: Responder;
  readonly meeting: Meeting;
  readonly doors: { server: Server; close: () => Promise<void> }[];
  view: NetworkView | undefined;
  port: number;
  tlsPort: number;
};

/** How long open requests may go on once the hub closes. */
const FAREWELL_MS = 500;

/** Browsers keep connections open they don't use yet, which would hold a closing server forever. */
function trackDoor(server: Server, clock: Clock): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      const stopWaiting = clock.after(FAREWELL_MS, () => {
        for (const socket of sockets) socket.destroy();
      });
      server.close(() => {
        stopWaiting();
        resolve();
      });
    });
}

function describeAuthority({ credentials }: NetworkView): AuthorityCard {
  return {
    name: authorityName(credentials.authority),
    fingerprint: authorityFingerprint(credentials.authority),
    certificate: authorityBytes(credentials.authority),
  };
}

function createHouse(setup: HubSetup, view: NetworkView | undefined): House {
  const { site, limits, clock } = setup;
  const ownName = mdnsName(setup.hostname);
  const house: House = {
    setup,
    view,
    port: setup.port,
    tlsPort: setup.tlsPort,
    doors: [],
    meeting: createMeeting({ limits, clock, ownName }),
    responder: {
      site,
      compressor: createCompressor(),
      house: () => ({
        ownName,
        tlsPort: setup.local ? undefined : house.tlsPort,
        firstAddress: house.view?.addresses[0],
        hasFile: (path) => site.files.has(path),
      }),
      authority: () => house.view && describeAuthority(house.view),
    },
  };
  return house;
}

async function openDoor(
  house: House,
  server: Server,
  door: Door & { readonly host?: string },
): Promise<Result<number, ListenError>> {
  const secure = door.option === '--tls-port';
  server.on('request', createListener(house.responder, secure));
  server.on('upgrade', (request, socket, head) => {
    house.meeting.upgrade(request, socket, head, secure);
  });
  const close = trackDoor(server, house.setup.clock);
  const opened = await listen(server, door, door.host);
  if (opened.ok) house.doors.push({ server, close });
  return opened;
}

/** Browsers try either loopback address for `localhost`; a system without IPv6 has only one. */
async function openLoopback(house: House): Promise<Result<number, ListenError>> {
  const option = '--port' as const;
  const first = await openDoor(house, createHttpServer(), {
    port: house.setup.port,
    option,
    host: '127.0.0.1',
  });
  if (!first.ok) return first;
  const second = await openDoor(house, createHttpServer(), {
    port: first.value,
    option,
    host: '::1',
  });
  return second.ok || second.error.type === 'CannotListen' ? first : second;
}

function tlsOptions({ credentials: { leaf, authority } }: NetworkView) {
  return { cert: leaf.certificate + authority, key: leaf.key, minVersion: 'TLSv1.2' as const };
}

async function openNetwork(
  house: House,
  view: NetworkView,
): Promise<Result<HttpsServer, ListenError>> {
  const { port, tlsPort } = house.setup;
  const plain = await openDoor(house, createHttpServer(), { port, option: '--port' });
  if (!plain.ok) return plain;
  house.port = plain.value;
  const server = createHttpsServer(tlsOptions(view));
  const secure = await openDoor(house, server, { port: tlsPort, option: '--tls-port' });
  if (!secure.ok) return secure;
  house.tlsPort = secure.value;
  return ok(server);
}

function describeServed({ view, port, tlsPort, setup }: House): Served {
  if (!view) return { port, network: undefined };
  const fingerprint = authorityFingerprint(view.credentials.authority);
  const { addresses } = view;
  return {
    port,
    network: { tlsPort, addresses, ownName: mdnsName(setup.hostname), fingerprint },
  };
}

async function closeHouse({ meeting, doors }: House): Promise<void> {
  meeting.close();
  await Promise.all(doors.map(({ close }) => close()));
}

function followNetwork(house: House, server: HttpsServer, view: NetworkView): () => void {
  return watchNetwork(house.setup, view, (seen) => {
    house.view = seen;
    server.setSecureContext(tlsOptions(seen));
    house.setup.onChange(describeServed(house));
  });
}

async function openLocalHub(house: House): Promise<Result<Hub, ListenError>> {
  const opened = await openLoopback(house);
  if (!opened.ok) return opened;
  house.port = opened.value;
  return ok({
    served: () => describeServed(house),
    newAuthority: false,
    close: () => closeHouse(house),
  });
}

async function openNetworkHub(house: House, view: NetworkView): Promise<Result<Hub, ListenError>> {
  const opened = await openNetwork(house, view);
  if (!opened.ok) return opened;
  const stopFollowing = followNetwork(house, opened.value, view);
  return ok({
    served: () => describeServed(house),
    newAuthority: view.credentials.newAuthority,
    close: () => {
      stopFollowing();
      return closeHouse(house);
    },
  });
}

/** Opens every port, or none. */
export async function openHub(setup: HubSetup): Promise<Result<Hub, AuthorityError | ListenError>> {
  const around = setup.local ? ok(undefined) : await lookAround(setup);
  if (!around.ok) return around;
  const house = createHouse(setup, around.value);
  const hub = around.value ? await openNetworkHub(house, around.value) : await openLocalHub(house);
  if (!hub.ok) await closeHouse(house);
  return hub;
}

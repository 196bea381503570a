/** Tries a rendezvous out for real, under a name made up for the purpose. */

import { bytesToBase64Url, type Clock, type Random } from '../kernel/index.js';
import type { ServerTrial, SocketTrial } from '../sync/index.js';
import { iceServersOf } from './ice-servers.js';
import type { AddressServer } from './rendezvous-settings.js';

const TOPIC_BYTES = 32;

export async function tryOut(url: string, clock: Clock, random: Random): Promise<SocketTrial> {
  const { trySocket } = await import('../sync/index.js');
  const topic = bytesToBase64Url(random.bytes(TOPIC_BYTES));
  return trySocket({ url, topic, clock, createSocket: (address) => new WebSocket(address) });
}

export async function tryServer(server: AddressServer, clock: Clock): Promise<ServerTrial> {
  const { tryIceServer } = await import('../sync/index.js');
  const [ice = { urls: [] }] = iceServersOf({ url: '', servers: [server] });
  return tryIceServer(ice, clock);
}

/** Which addresses of this computer a phone can use, best first. Pure. */
import type { NetworkInterfaceInfo } from 'node:os';

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Bridges and tunnels of containers and virtual machines: reachable from here, rarely by a phone. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|zt|tun|tap|utun)/;

const PRIVATE_IPV4 = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];
const IPV4_LINK_LOCAL = /^169\.254\./;
/** Useless in an address bar: it needs a zone, which browsers don't take. */
const IPV6_LINK_LOCAL = /^fe[89ab]/i;

function rank(name: string, { family, address }: NetworkInterfaceInfo): number {
  const ipv4Order = PRIVATE_IPV4.findIndex((range) => range.test(address));
  const kind =
    family === 'IPv6' ? 5 : IPV4_LINK_LOCAL.test(address) ? 4 : ipv4Order < 0 ? 3 : ipv4Order;
  return kind + (VIRTUAL.test(name) ? 10 : 0);
}

/** Addresses on the network, the one to offer first in front: home networks before anything virtual. */
export function lanAddresses(interfaces: Interfaces): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, infos]) => (infos ?? []).map((info) => ({ info, rank: rank(name, info) })))
    .filter(({ info }) => !info.internal && !IPV6_LINK_LOCAL.test(info.address))
    .sort((a, b) => a.rank - b.rank || (a.info.address < b.info.address ? -1 : 1))
    .map(({ info }) => info.address)
    .filter((address, index, all) => all.indexOf(address) === index);
}

/** The name other devices find this computer under by multicast DNS; undefined where it has none. */
export function mdnsName(hostname: string): string | undefined {
  const label = hostname.toLowerCase().split('.')[0] ?? '';
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && label !== 'localhost'
    ? `${label}.local`
    : undefined;
}

export function urlHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** All that may be on a home's network, in tcpdump's filter language, and why; anything else is a stranger. */
import type { Capture } from '../setup/capture.js';
import { EVERYBODY, type HomeNetwork, SHOUTING_PORT } from '../setup/home-network.js';

function anyOf(direction: 'src' | 'dst', addresses: readonly string[]): string {
  return `(${addresses.map((address) => `${direction} host ${address}`).join(' or ')})`;
}

function between(addresses: readonly string[]): string {
  return `${anyOf('src', addresses)} and ${anyOf('dst', addresses)}`;
}

/** Addresses of one segment only, and "no address yet"; no router passes these on. */
const FROM_THIS_LINK = '(src net fe80::/10 or src host ::)';
const TO_THIS_LINK = '(dst net fe80::/10 or dst net ff02::/16)';

function listAllowed(network: HomeNetwork): readonly string[] {
  const { addresses, laterAddresses, everyAddress } = network;
  const members = [...Object.values(addresses), ...Object.values(laterAddresses)];
  return [
    // The app from the hub, the hub's introductions, and what the two phones say to each other.
    `ip and not port 53 and ${between(members)}`,
    // Whose card has this address? Asked only about addresses of this home.
    `arp and ${between(everyAddress)}`,
    // A browser that may not tell its address gives itself a name for the evening instead, and the other
    // phone asks all on this segment for it (multicast DNS).
    `udp and src port 5353 and dst port 5353 and dst host 224.0.0.251 and ${anyOf('src', members)}`,
    `udp and src port 5353 and dst port 5353 and dst host ff02::fb and ${FROM_THIS_LINK}`,
    // The recorders' own mark at the end.
    `udp dst port ${SHOUTING_PORT} and src host ${addresses.hub} and dst host ${EVERYBODY}`,
    // "I listen to this group": the kernel says so to the switch (IGMP, and MLD behind a hop-by-hop header).
    'igmp and dst host 224.0.0.22',
    `ip6 proto 0 and ${FROM_THIS_LINK} and ${TO_THIS_LINK}`,
    // The kernel's own IPv6 housekeeping on a link that has no other IPv6: neighbours, routers, groups.
    `icmp6 and ${FROM_THIS_LINK} and ${TO_THIS_LINK}`,
  ];
}

export type Stranger = { readonly place: string; readonly packet: string };

/** Every packet that nothing allows, wherever it was seen. `more`: what else this story allows. */
export function findStrangers(
  capture: Capture,
  network: HomeNetwork,
  more: readonly string[] = [],
): readonly Stranger[] {
  const filter = `not (${[...listAllowed(network), ...more]
    .map((allowed) => `(${allowed})`)
    .join(' or ')})`;
  return [...network.places.keys()].flatMap((place) =>
    capture.packets(place, filter).map((packet) => ({ place, packet })),
  );
}

/**
 * A home's network without a way out: a switch, a hub and two phones, each in a network namespace of its
 * own. Nothing is made outside of these namespaces, so the machine's own network is never touched. Needs root.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-browsers.js';

export type Member = 'hub' | 'ana' | 'ben';
export const MEMBERS: readonly Member[] = ['hub', 'ana', 'ben'];

export type HomeNetworkOptions = {
  /**
   * True gives all a router as default gateway. It leads nowhere either, but what somebody would send to
   * the internet then really goes on the wire, where a capture sees it.
   */
  readonly router?: boolean;
};

export type HomeNetwork = {
  readonly namespaces: Readonly<Record<Member, string>>;
  readonly addresses: Readonly<Record<Member, string>>;
  /** What `changeAddress` gives. */
  readonly laterAddresses: Readonly<Record<Member, string>>;
  /** Every namespace, the switch's included, by a short name. */
  readonly places: ReadonlyMap<string, string>;
  /** Every IPv4 address there is, the router's included. */
  readonly everyAddress: readonly string[];
  /** The phone's own link goes down, as when it leaves the Wi-Fi; its address stays. */
  cutOff(member: Member): void;
  reconnect(member: Member): void;
  /** Packets vanish on their way and nobody is told, as behind a wall. */
  wallOff(member: Member): void;
  openWall(member: Member): void;
  /** Another address on the same link, and the old one is gone: as when a router gives out addresses anew. */
  changeAddress(member: Member): void;
  /**
   * What is said to many at once gets lost, as on networks that save the air for other things: so nobody
   * is found by a name (multicast DNS). What is said to one, or to all (ARP), goes through.
   */
  dropMulticast(): void;
  /** Its programs stand still, as on a device that sleeps, while its network card goes on. */
  freeze(member: Member): void;
  thaw(member: Member): void;
  /** One datagram from the hub's place to everybody on the network, to port `SHOUTING_PORT`. */
  shout(words: string): void;
  remove(): void;
};

export const SHOUTING_PORT = 9;
export const EVERYBODY = '192.168.44.255';

const PREFIX = 'vesper-net';
const SWITCH = 'switch';
const SUBNET = '192.168.44';
const ROUTER = `${SUBNET}.1`;
const ADDRESSES = { hub: `${SUBNET}.10`, ana: `${SUBNET}.21`, ben: `${SUBNET}.22` };
const LATER_ADDRESSES = { hub: `${SUBNET}.30`, ana: `${SUBNET}.31`, ben: `${SUBNET}.32` };
const LINK = 'eth0';
/** `ip netns exec` shows a namespace the files that lie here under its name, as if they lay in /etc. */
const FILES_OF_NAMESPACES = '/etc/netns';

function ip(...args: readonly string[]): string {
  return execFileSync(findProgram('ip') ?? 'ip', args, { encoding: 'utf8', stdio: 'pipe' });
}

function ipIn(namespace: string, ...args: readonly string[]): string {
  return ip('-n', namespace, ...args);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function listNamespaces(): readonly string[] {
  return ip('netns', 'list')
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(`${PREFIX}-`));
}

function endAllIn(namespace: string): void {
  for (const pid of ip('netns', 'pids', namespace).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

/** All but the recorder of its packets. */
function signalPrograms(namespace: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of ip('netns', 'pids', namespace).split('\n').filter(Boolean)) {
    try {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      if (name !== 'tcpdump') process.kill(Number(pid), signal);
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

/** Whatever still runs in it would keep the namespace and its links alive. */
function removeNamespace(name: string): void {
  endAllIn(name);
  ip('netns', 'delete', name);
  rmSync(join(FILES_OF_NAMESPACES, name), { recursive: true, force: true });
}

function removeFolderOfFiles(): void {
  try {
    if (readdirSync(FILES_OF_NAMESPACES).length === 0) rmdirSync(FILES_OF_NAMESPACES);
  } catch {
    // There is none.
  }
}

/** A run that was killed could not tidy up; its process id, which is no more, is in the names. */
function removeLeftovers(): void {
  for (const name of listNamespaces()) {
    const pid = Number(new RegExp(`^${PREFIX}-(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) removeNamespace(name);
  }
}

/** Names are asked for at the hub's address, where nobody answers: asking at all is what shall be seen. */
function sendNamesToTheWire(namespace: string): void {
  const folder = join(FILES_OF_NAMESPACES, namespace);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'resolv.conf'), `nameserver ${ADDRESSES.hub}\n`);
}

function addSwitch(namespace: string, hasRouter: boolean): void {
  ip('netns', 'add', namespace);
  ipIn(namespace, 'link', 'set', 'lo', 'up');
  ipIn(namespace, 'link', 'add', 'bridge', 'type', 'bridge');
  ipIn(namespace, 'link', 'set', 'bridge', 'up');
  if (hasRouter) ipIn(namespace, 'address', 'add', `${ROUTER}/24`, 'dev', 'bridge');
}

/** Both ends of the cable are made where they belong. */
function addMember(namespace: string, member: Member, switchNamespace: string): void {
  ip('netns', 'add', namespace);
  sendNamesToTheWire(namespace);
  ipIn(namespace, 'link', 'set', 'lo', 'up');
  const otherEnd = ['peer', 'name', `to-${member}`, 'netns', switchNamespace];
  ip('link', 'add', LINK, 'netns', namespace, 'type', 'veth', ...otherEnd);
  ipIn(namespace, 'address', 'add', `${ADDRESSES[member]}/24`, 'dev', LINK);
  ipIn(switchNamespace, 'link', 'set', `to-${member}`, 'master', 'bridge', 'up');
}

/** The kernel forgets the routes of a link that goes down. */
function bringUp(namespace: string, hasRouter: boolean): void {
  ipIn(namespace, 'link', 'set', LINK, 'up');
  if (hasRouter) ipIn(namespace, 'route', 'replace', 'default', 'via', ROUTER);
}

/** The new one first, so that at no moment there is none; routes that go out from the old one go with it. */
function giveAnotherAddress(namespace: string, member: Member, hasRouter: boolean): void {
  ipIn(namespace, 'address', 'add', `${LATER_ADDRESSES[member]}/24`, 'dev', LINK);
  ipIn(namespace, 'address', 'del', `${ADDRESSES[member]}/24`, 'dev', LINK);
  // The kernel takes addresses of the same net for dependent on the first, and may have taken both.
  ipIn(namespace, 'address', 'replace', `${LATER_ADDRESSES[member]}/24`, 'dev', LINK);
  if (hasRouter) ipIn(namespace, 'route', 'replace', 'default', 'via', ROUTER);
}

function stopFlooding(switchNamespace: string): void {
  for (const member of MEMBERS) {
    const port = ['link', 'set', `to-${member}`, 'type', 'bridge_slave'];
    ipIn(switchNamespace, ...port, 'mcast_flood', 'off');
  }
}

function shoutFrom(namespace: string, words: string): void {
  const program = `
    const socket = require('node:dgram').createSocket('udp4');
    socket.bind(() => {
      socket.setBroadcast(true);
      socket.send(process.argv[1], ${SHOUTING_PORT}, '${EVERYBODY}', () => socket.close());
    });`;
  ip('netns', 'exec', namespace, process.execPath, '--eval', program, words);
}

/** `remove()` it in the end, also when a test fails. */
export function createHomeNetwork({ router = false }: HomeNetworkOptions = {}): HomeNetwork {
  removeLeftovers();
  const nameOf = (place: string) => `${PREFIX}-${process.pid}-${place}`;
  const namespaces = { hub: nameOf('hub'), ana: nameOf('ana'), ben: nameOf('ben') };
  const places = new Map([...MEMBERS, SWITCH].map((place) => [place, nameOf(place)]));
  const remove = () => {
    const ours = new Set(places.values());
    for (const name of listNamespaces().filter((each) => ours.has(each))) removeNamespace(name);
    removeFolderOfFiles();
  };
  try {
    addSwitch(nameOf(SWITCH), router);
    for (const member of MEMBERS) {
      addMember(namespaces[member], member, nameOf(SWITCH));
      bringUp(namespaces[member], router);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    namespaces,
    addresses: ADDRESSES,
    laterAddresses: LATER_ADDRESSES,
    places,
    everyAddress: [
      ...Object.values(ADDRESSES),
      ...Object.values(LATER_ADDRESSES),
      ...(router ? [ROUTER] : []),
    ],
    cutOff: (member) => ipIn(namespaces[member], 'link', 'set', LINK, 'down'),
    reconnect: (member) => bringUp(namespaces[member], router),
    wallOff: (member) => ipIn(nameOf(SWITCH), 'link', 'set', `to-${member}`, 'nomaster'),
    openWall: (member) => ipIn(nameOf(SWITCH), 'link', 'set', `to-${member}`, 'master', 'bridge'),
    changeAddress: (member) => giveAnotherAddress(namespaces[member], member, router),
    dropMulticast: () => stopFlooding(nameOf(SWITCH)),
    freeze: (member) => signalPrograms(namespaces[member], 'SIGSTOP'),
    thaw: (member) => signalPrograms(namespaces[member], 'SIGCONT'),
    shout: (words) => shoutFrom(namespaces.hub, words),
    remove,
  };
}

/** Decides what a request gets, from nothing but what it says. Pure. */
import { err, ok, type Result } from '../kernel/index.js';
import { urlHost } from './addresses.js';
import { type Host, isOwnHost, isThisComputer, parseHost } from './hosts.js';

export const MEET_PATH = '/meet';
export const CARD_PATH = '/hub.json';
const TRUST_PATH = '/trust';
const AUTHORITY_PATH = '/ca.crt';

export type Ask = {
  readonly method: string;
  /** The request target as sent: path and query. */
  readonly target: string;
  readonly host: string | undefined;
  /** Came over TLS. */
  readonly secure: boolean;
  /** A person going to a page, rather than a page fetching a part. */
  readonly navigates: boolean;
};

export type House = {
  /** The name in `.local`, where this computer has one. */
  readonly ownName: string | undefined;
  /** Undefined when the hub serves this computer only. */
  readonly tlsPort: number | undefined;
  /** The address to offer phones, where this computer is on a network. */
  readonly firstAddress: string | undefined;
  readonly hasFile: (path: string) => boolean;
};

export type Route =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'card' }
  | { readonly type: 'trust'; readonly appUrl: string }
  | { readonly type: 'authority' }
  | { readonly type: 'redirect'; readonly location: string }
  | { readonly type: 'refuse'; readonly status: 400 | 404 | 405 | 421 };

/** The decoded path, refusing whatever tries to climb or to hide where it goes. */
export function readPath(target: string): Result<string, { readonly type: 'Malformed' }> {
  const [encoded = ''] = target.split('?', 1);
  try {
    const path = decodeURIComponent(encoded);
    const climbs = path.split('/').some((part) => part === '..' || part === '.');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    const hides = /[\\\u0000-\u001f\u007f]/.test(path);
    return path.startsWith('/') && !climbs && !hides ? ok(path) : err({ type: 'Malformed' });
  } catch {
    return err({ type: 'Malformed' });
  }
}

/** What a phone is given only by a hub that serves the network; undefined for all that is the app's. */
function routeNetwork(
  path: string,
  host: Host,
  ask: Ask,
  { tlsPort, firstAddress }: House,
): Route | undefined {
  if (tlsPort === undefined) return undefined;
  if (path === AUTHORITY_PATH) return { type: 'authority' };
  const local = isThisComputer(host);
  if (path === TRUST_PATH) {
    const name = local ? (firstAddress ?? host.name) : host.name;
    return { type: 'trust', appUrl: `https://${urlHost(name)}:${tlsPort}` };
  }
  if (ask.secure || local) return undefined;
  return { type: 'redirect', location: `https://${urlHost(host.name)}:${tlsPort}${ask.target}` };
}

/** The app keeps its own addresses behind `#`, so a link to a page of it by path goes there. */
function placeInApp(target: string): string {
  const [path = '', ...search] = target.split('?');
  return `/#${['', ...path.split('/').filter(Boolean)].join('/')}${['', ...search].join('?')}`;
}

/** A page that is no file is the app's own business; a part that is no file is missing. */
function routeApp(path: string, ask: Ask, house: House): Route {
  if (path === CARD_PATH) return { type: 'card' };
  if (path === '/') return { type: 'file', path: '/index.html' };
  if (house.hasFile(path)) return { type: 'file', path };
  const lastPart = path.slice(path.lastIndexOf('/') + 1);
  return ask.navigates && !lastPart.includes('.')
    ? { type: 'redirect', location: placeInApp(ask.target) }
    : { type: 'refuse', status: 404 };
}

export function routeRequest(ask: Ask, house: House): Route {
  if (ask.method !== 'GET' && ask.method !== 'HEAD') return { type: 'refuse', status: 405 };
  const host = parseHost(ask.host);
  if (!host || !isOwnHost(host, house.ownName)) return { type: 'refuse', status: 421 };
  const path = readPath(ask.target);
  if (!path.ok) return { type: 'refuse', status: 400 };
  return routeNetwork(path.value, host, ask, house) ?? routeApp(path.value, ask, house);
}

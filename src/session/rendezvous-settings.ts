/** What a couple may enter for a rendezvous of their own: read strictly, since a slip here fails only far from home. Pure. */

import {
  base64UrlToBytes,
  bytesToBase64Url,
  bytesToUtf8,
  err,
  ok,
  type Result,
  utf8ToBytes,
} from '../kernel/index.js';

export type AddressServer = {
  /** `stun:HOST[:PORT]`, `turn:HOST[:PORT][?transport=udp|tcp]`, or `stuns:` and `turns:`. */
  readonly url: string;
  /** Empty for a STUN server, which asks for nobody's name. */
  readonly user: string;
  readonly credential: string;
};

export type RendezvousSettings = {
  /** Where a server speaks y-webrtc's signalling protocol. */
  readonly url: string;
  readonly servers: readonly AddressServer[];
};

export type RendezvousProblem =
  | { readonly field: 'url'; readonly type: UrlProblem }
  | { readonly field: 'server'; readonly index: number; readonly type: ServerProblem };

export type UrlProblem =
  | 'Missing'
  | 'NotAnAddress'
  /** `https:` and the like. */
  | 'OtherScheme'
  /** Unencrypted, and not at home. */
  | 'NotSecure'
  /** A name and a password in the address would end up in logs. */
  | 'HoldsName';

export type ServerProblem = 'NotAServer' | 'NeedsName' | 'NeedsPassword' | 'TakesNoName';

export const MAX_SERVERS = 4;
const MAX_CHARS = 512;

const LOCAL_NAME = /^(localhost|[^.]+|.+\.(local|lan|home\.arpa|internal|localhost))$/;
const LOCAL_IPV4 = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/;
const LOCAL_IPV6 = /^\[(::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/** Whether a host as `URL` writes it is of one's own network. */
export function isLocalHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return LOCAL_IPV6.test(hostname);
  if (/^[\d.]+$/.test(hostname)) return LOCAL_IPV4.test(hostname);
  return LOCAL_NAME.test(hostname);
}

/** People type `meet.example.org`; the safe scheme is meant. */
function withScheme(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `wss://${text}`;
}

function checkUrl(text: string): Result<string, UrlProblem> {
  const typed = text.trim();
  if (typed === '') return err('Missing');
  if (typed.length > MAX_CHARS || /\s/.test(typed)) return err('NotAnAddress');
  if (!URL.canParse(withScheme(typed))) return err('NotAnAddress');
  const url = new URL(withScheme(typed));
  if (url.protocol !== 'wss:' && url.protocol !== 'ws:') return err('OtherScheme');
  if (url.username !== '' || url.password !== '') return err('HoldsName');
  if (url.protocol === 'ws:' && !isLocalHost(url.hostname)) return err('NotSecure');
  url.hash = '';
  return ok(url.href);
}

/** RFC 7064 and RFC 7065, written as people write them. */
const SERVER =
  /^(stuns?|turns?):(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(\?transport=(?:udp|tcp))?$/i;

function checkServer(server: AddressServer): Result<AddressServer, ServerProblem> {
  const url = server.url.trim();
  const match = SERVER.exec(url);
  const [, scheme = '', port, transport] = match ?? [];
  if (!match || url.length > MAX_CHARS) return err('NotAServer');
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return err('NotAServer');
  const relays = scheme.toLowerCase().startsWith('turn');
  if (!relays && transport !== undefined) return err('NotAServer');
  const user = server.user.trim();
  const { credential } = server;
  if (!relays && (user !== '' || credential !== '')) return err('TakesNoName');
  if (relays && user === '') return err('NeedsName');
  if (relays && credential === '') return err('NeedsPassword');
  return ok({ url, user, credential });
}

function isBlank({ url, user, credential }: AddressServer): boolean {
  return url.trim() === '' && user.trim() === '' && credential === '';
}

/** All that is wrong at once, so that nobody has to mend one thing after the other. Blank servers are left out. */
export function checkRendezvous(
  draft: RendezvousSettings,
): Result<RendezvousSettings, readonly RendezvousProblem[]> {
  const problems: RendezvousProblem[] = [];
  const servers: AddressServer[] = [];
  const url = checkUrl(draft.url);
  if (!url.ok) problems.push({ field: 'url', type: url.error });
  for (const [index, server] of draft.servers.slice(0, MAX_SERVERS).entries()) {
    if (isBlank(server)) continue;
    const checked = checkServer(server);
    if (checked.ok) servers.push(checked.value);
    else problems.push({ field: 'server', index, type: checked.error });
  }
  return url.ok && problems.length === 0 ? ok({ url: url.value, servers }) : err(problems);
}

function isServer(value: unknown): value is AddressServer {
  if (typeof value !== 'object' || value === null) return false;
  if (!('url' in value && 'user' in value && 'credential' in value)) return false;
  const { url, user, credential } = value;
  return [url, user, credential].every((part) => typeof part === 'string');
}

/** Only the shape; whether it is right `checkRendezvous` says. */
export function isRendezvousSettings(value: unknown): value is RendezvousSettings {
  if (typeof value !== 'object' || value === null) return false;
  if (!('url' in value && 'servers' in value)) return false;
  const { url, servers } = value;
  return typeof url === 'string' && Array.isArray(servers) && servers.every(isServer);
}

/** What another version or a damaged store holds is held to the same rules as what is typed. */
export function recallRendezvous(stored: unknown): RendezvousSettings | undefined {
  const checked = isRendezvousSettings(stored) ? checkRendezvous(stored) : undefined;
  return checked?.ok ? checked.value : undefined;
}

const SHARED = 'vesper-rendezvous:';
const MAX_SHARED_CHARS = 8_192;

/** One line that the other phone takes in instead of typing it all again. */
export function writeShared({ url, servers }: RendezvousSettings): string {
  return `${SHARED}${bytesToBase64Url(utf8ToBytes(JSON.stringify({ url, servers })))}`;
}

/** Finds it also inside a message that came around it. Undefined for anything else. */
export function readShared(text: string): RendezvousSettings | undefined {
  if (text.length > MAX_SHARED_CHARS) return undefined;
  const [, encoded = ''] = new RegExp(`${SHARED}([\\w-]+)`).exec(text) ?? [];
  try {
    const value: unknown = JSON.parse(
      bytesToUtf8(base64UrlToBytes(encoded) ?? new Uint8Array()) ?? '',
    );
    return isRendezvousSettings(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Who is being asked for, and from which page. Pure.
 * A foreign web page can make a browser talk to the hub, and can even point its own name at the hub's
 * address; it can't change the Host and Origin the browser sends. So names other than the hub's own are
 * refused, while an address typed as digits can't be anybody else's name.
 */
import { isIP } from 'node:net';

export type Host = {
  /** Lower case, an IPv6 address without brackets. */
  readonly name: string;
  /** As sent, fit to be put after `https://` once the port is taken off. */
  readonly port: string;
};

/** Undefined for anything that is not a plain `name`, `name:port`, `1.2.3.4:port` or `[::1]:port`. */
export function parseHost(header: string | undefined): Host | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::(\d{1,5}))?$/i.exec(header ?? '');
  if (!match) return undefined;
  const [, ipv6, name, port = ''] = match;
  if (ipv6 !== undefined && isIP(ipv6) !== 6) return undefined;
  return { name: (ipv6 ?? name ?? '').toLowerCase(), port };
}

/** Browsers treat pages under these names as secure without TLS. */
export function isThisComputer({ name }: Host): boolean {
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

export function isOwnHost(host: Host, ownName: string | undefined): boolean {
  return isIP(host.name) !== 0 || host.name === 'localhost' || host.name === ownName;
}

/**
 * True for a page this hub served itself, and for a program that is no web page (it sends no Origin).
 * `secure` says whether the request came over TLS.
 */
export function isOwnPage(
  origin: string | undefined,
  hostHeader: string | undefined,
  secure: boolean,
): boolean {
  if (origin === undefined) return true;
  if (hostHeader === undefined) return false;
  return origin.toLowerCase() === `${secure ? 'https' : 'http'}://${hostHeader.toLowerCase()}`;
}

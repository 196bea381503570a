/**
 * The built app, read whole at start. What is not in this snapshot can't be served, so no path can lead
 * out of the build, and a build that is replaced meanwhile never mixes with the one being served.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { err, ok, type Result } from '../kernel/index.js';
import { CARD_PATH } from './routes.js';
import { hashInline, type InlineHashes } from './security-headers.js';

export type SiteFile = {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Worth compressing. */
  readonly isText: boolean;
  /** Without the quotes. */
  readonly etag: string;
  /** Named after its content, so it never changes. */
  readonly immutable: boolean;
};

export type Site = {
  /** By URL path, such as `/assets/index-B4fQ8tNw.js`. */
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly inline: InlineHashes;
};

export type SiteError =
  | { readonly type: 'BuildMissing'; readonly folder: string }
  /** Its own page asks for parts under a path the hub does not serve. */
  | { readonly type: 'BuildForAnotherPath'; readonly folder: string };

const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

const OTHER_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Vite puts a hash of the content before the ending of everything under `assets`. */
const HASHED = /^\/assets\/(?:.*\/)?[^/]+-[\w-]{8}\.\w+$/;

function describeFile(path: string, bytes: Buffer): SiteFile {
  const ending = extname(path).toLowerCase();
  const text = TEXT_TYPES[ending];
  return {
    bytes,
    contentType: text ?? OTHER_TYPES[ending] ?? 'application/octet-stream',
    isText: text !== undefined,
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 27),
    immutable: HASHED.test(path),
  };
}

/** Plain files only: a link in the build could point anywhere. */
function readFolder(folder: string, prefix: string): [string, SiteFile][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}/${entry.name}`;
    const place = join(folder, entry.name);
    if (entry.isDirectory()) return readFolder(place, path);
    return entry.isFile() ? [[path, describeFile(path, readFileSync(place))]] : [];
  });
}

/** The scripts and style sheets the page can't do without. */
function neededParts(html: string): string[] {
  const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)];
  const sheets = [...html.matchAll(/<link[^>]*\srel="stylesheet"[^>]*\shref="([^"]+)"/g)];
  return [...scripts, ...sheets].map(
    ([, path = '']) => new URL(path, 'http://localhost/').pathname,
  );
}

/** Tells the page whom to ask; without it the page asks nobody. Kept with the page for when there is no network. */
function markPage(html: string): string {
  return html.replace('<head>', `<head><meta name="vesper-hub" content="${CARD_PATH.slice(1)}" />`);
}

export function readSite(folder: string): Result<Site, SiteError> {
  let files: Map<string, SiteFile>;
  try {
    files = new Map(readFolder(folder, ''));
  } catch {
    return err({ type: 'BuildMissing', folder });
  }
  const page = files.get('/index.html');
  if (!page) return err({ type: 'BuildMissing', folder });
  const html = page.bytes.toString('utf8');
  if (!neededParts(html).every((path) => files.has(path))) {
    return err({ type: 'BuildForAnotherPath', folder });
  }
  files.set('/index.html', describeFile('/index.html', Buffer.from(markPage(html))));
  return ok({ files, inline: hashInline(html) });
}

/** Answers HTTP requests: carries out what the routes decided. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Compressor, chooseEncoding } from './encoding.js';
import { type Ask, type House, MEET_PATH, type Route, routeRequest } from './routes.js';
import { appPolicy, COMMON_HEADERS, hashInline, plainPagePolicy } from './security-headers.js';
import { refusalSentences } from './sentences.js';
import type { Site, SiteFile } from './site.js';
import { writeTrustPage } from './trust-page.js';

export type AuthorityCard = {
  readonly name: string;
  readonly fingerprint: string;
  /** DER. */
  readonly certificate: Buffer;
};

export type Responder = {
  readonly site: Site;
  readonly compressor: Compressor;
  readonly house: () => House;
  readonly authority: () => AuthorityCard | undefined;
};

type Headers = Readonly<Record<string, string>>;

const ONE_YEAR = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';
const NEVER_KEEP = 'no-store';
const CARD = JSON.stringify({ vesper: 1, meet: MEET_PATH });

function readAsk(request: IncomingMessage, secure: boolean): Ask {
  const { method = '', url = '', headers } = request;
  const mode = headers['sec-fetch-mode'];
  return {
    method,
    target: url,
    host: headers.host,
    secure,
    navigates:
      mode === undefined ? (headers.accept ?? '').includes('text/html') : mode === 'navigate',
  };
}

/** Node leaves the body out by itself when the request is a HEAD. */
function send(response: ServerResponse, status: number, headers: Headers, body?: Buffer | string) {
  response.writeHead(status, {
    ...COMMON_HEADERS,
    ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
  });
  response.end(body);
}

function sendText(response: ServerResponse, status: number, text: string, headers: Headers = {}) {
  const policy = plainPagePolicy({ scripts: [], styles: [] });
  send(
    response,
    status,
    {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cache-Control': NEVER_KEEP,
      ...headers,
    },
    `${text}\n`,
  );
}

function hasSeen(request: IncomingMessage, etag: string): boolean {
  const seen = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
  return seen.includes(etag) || seen.includes(`W/${etag}`) || seen.includes('*');
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: SiteFile,
  { site, compressor }: Responder,
): Promise<void> {
  const wanted = chooseEncoding(request.headers['accept-encoding']);
  const { bytes, encoding } = await compressor.encode(file, wanted);
  const etag = `"${file.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  const headers = {
    'Content-Type': file.contentType,
    'Content-Security-Policy': appPolicy(site.inline),
    'Cache-Control': file.immutable ? ONE_YEAR : ASK_AGAIN,
    ETag: etag,
    ...(file.isText ? { Vary: 'Accept-Encoding' } : {}),
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  };
  if (hasSeen(request, etag)) send(response, 304, headers);
  else send(response, 200, headers, bytes);
}

function sendTrust(response: ServerResponse, { name, fingerprint }: AuthorityCard, appUrl: string) {
  const html = writeTrustPage({ appUrl, authorityName: name, fingerprint });
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': plainPagePolicy(hashInline(html)),
    'Cache-Control': NEVER_KEEP,
  };
  send(response, 200, headers, html);
}

function sendAuthority(response: ServerResponse, card: AuthorityCard): void {
  const headers = {
    'Content-Type': 'application/x-x509-ca-cert',
    'Content-Security-Policy': plainPagePolicy({ scripts: [], styles: [] }),
    'Cache-Control': NEVER_KEEP,
  };
  send(response, 200, headers, card.certificate);
}

function refuse(response: ServerResponse, status: 400 | 404 | 405 | 421): void {
  sendText(
    response,
    status,
    refusalSentences[status],
    status === 405 ? { Allow: 'GET, HEAD' } : {},
  );
}

async function answer(
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
  responder: Responder,
): Promise<void> {
  const card = responder.authority();
  const file = route.type === 'file' ? responder.site.files.get(route.path) : undefined;
  if (file) await sendFile(request, response, file, responder);
  else if (route.type === 'trust' && card) sendTrust(response, card, route.appUrl);
  else if (route.type === 'authority' && card) sendAuthority(response, card);
  else if (route.type === 'redirect') {
    sendText(response, 307, route.location, { Location: route.location });
  } else if (route.type === 'card') {
    sendText(response, 200, CARD, { 'Content-Type': 'application/json' });
  } else refuse(response, route.type === 'refuse' ? route.status : 404);
}

/** The listener of an HTTP server; `secure` says whether that server speaks TLS. */
export function createListener(responder: Responder, secure: boolean) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const route = routeRequest(readAsk(request, secure), responder.house());
    answer(route, request, response, responder).catch(() => response.destroy());
  };
}

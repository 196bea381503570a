import { createHash } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSite } from '../../../src/hub/site.js';
import {
  type Answer,
  ask,
  INLINE_SCRIPT,
  INLINE_STYLE,
  LAN_ADDRESS,
  NAVIGATION,
  openTestHub,
  type Question,
  SCRIPT,
  SECRET_OUTSIDE,
  type TestHub,
  writeBuild,
} from './test-hub.js';

const ASSET = '/assets/index-Ab3_dE-9.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.stop());

function get(path: string, more: Partial<Question> = {}): Promise<Answer> {
  return ask({ port: hub.port, path, ...more });
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('files of the build', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    [ASSET, 'text/javascript; charset=utf-8'],
    ['/assets/literata-Zz0_aA-1.woff2', 'font/woff2'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/icons/icon.svg?v=2', 'image/svg+xml'],
  ])('[H1] serves %s as %s', async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.body.length).toBeGreaterThan(0);
  });

  it.each([
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e%2foutside.txt',
    '/assets/%2e%2e/%2e%2e/outside.txt',
    '/..\\outside.txt',
    '/..%5coutside.txt',
    '/%252e%252e/outside.txt',
    '/assets/..%00/outside.txt',
    '/%c0%ae%c0%ae/outside.txt',
    '//outside.txt',
    '/%',
  ])('[H1] gives nothing from outside for %s', async (path) => {
    for (const headers of [{}, NAVIGATION]) {
      const answer = await get(path, { headers });
      expect(answer.status).not.toBe(200);
      expect(answer.body.toString()).not.toContain(SECRET_OUTSIDE);
    }
  });

  it('[H1] refuses a path that climbs, hides or cannot be decoded', async () => {
    for (const path of ['/a/../index.html', '/%2e%2e/x', '/a%5cb', '/a%00b', '/%']) {
      expect((await get(path)).status, path).toBe(400);
    }
  });

  it('[H1] does not follow links out of the build', async () => {
    const { root, dist } = writeBuild();
    symlinkSync(join(root, 'outside.txt'), join(dist, 'linked.txt'));
    symlinkSync(root, join(dist, 'folder'));
    const site = readSite(dist);
    expect(site.ok && site.value.files.has('/index.html')).toBe(true);
    expect(
      site.ok && [...site.value.files.keys()].filter((path) => /link|folder/.test(path)),
    ).toEqual([]);
  });

  it('[H1] goes on serving what was there at the start', async () => {
    writeFileSync(join(hub.dist, 'sw.js'), 'replaced');
    writeFileSync(join(hub.dist, 'later.txt'), 'later');
    expect((await get('/sw.js')).body.toString()).toBe('self.skipWaiting();');
    expect((await get('/later.txt')).status).toBe(404);
  });
});

describe('links into the app', () => {
  it.each([
    ['/checkin', '/#/checkin'],
    ['/board?new', '/#/board?new'],
    ['/board/', '/#/board'],
    ['/board/2026-11/', '/#/board/2026-11'],
    ['//evil.example/x', '/#/evil.example/x'],
  ])('[H2] leads %s to %s', async (path, location) => {
    const answer = await get(path, { headers: NAVIGATION });
    if (path.startsWith('//')) expect(answer.headers.location ?? '/').toMatch(/^\/(?!\/)/);
    else expect([answer.status, answer.headers.location]).toEqual([307, location]);
  });

  it('[H2] says that a missing part is missing', async () => {
    expect((await get('/assets/gone-00000000.js', { headers: NAVIGATION })).status).toBe(404);
    expect((await get('/checkin', { headers: { accept: '*/*' } })).status).toBe(404);
    const fetched = { accept: 'text/html', 'sec-fetch-mode': 'cors' };
    expect((await get('/checkin', { headers: fetched })).status).toBe(404);
  });
});

describe('who may ask for what', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('[H3] refuses %s', async (method) => {
    const answer = await get('/', { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('[H3] answers HEAD like GET, without a body', async () => {
    const answer = await get(ASSET, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe(String(SCRIPT.length));
    expect(answer.body.length).toBe(0);
  });

  it.each(['evil.example', 'hearth.home.example', 'localhost.evil.example', 'a b', 'evil.local'])(
    '[H4] does not answer under the foreign name %s',
    async (host) => {
      const answer = await get('/', { host });
      expect(answer.status).toBe(421);
      expect(answer.body.toString()).not.toContain('The app');
    },
  );

  it.each(['localhost', 'LOCALHOST:4400', '127.0.0.1:4400', '[::1]:4400'])(
    '[H4] serves the app under %s',
    async (host) => {
      expect((await get('/', { host })).body.toString()).toContain('The app');
    },
  );
});

describe('headers', () => {
  it('[H5] keeps every answer in its place', async () => {
    const answers = await Promise.all([
      get('/'),
      get(ASSET),
      get('/gone.txt'),
      get('/hub.json'),
      get('/trust'),
      get('/ca.crt'),
      get('/', { host: LAN_ADDRESS }),
      get('/', { method: 'POST' }),
    ]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toMatch(/camera=\(self\).*microphone=\(\)/);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    }
  });

  it('[H5] allows the app its own parts, its inline parts by hash, sockets, and no more', async () => {
    const policy = (await get('/')).headers['content-security-policy'];
    expect(String(policy).split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'self' ${sha256(INLINE_SCRIPT)}`,
      `style-src 'self' ${sha256(INLINE_STYLE)}`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self' ws: wss:",
      "manifest-src 'self'",
      "worker-src 'self'",
      "media-src 'self' blob:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  it('[H6] lets what is named after its content be kept for good, and asks again for the rest', async () => {
    expect((await get(ASSET)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/sw.js', '/manifest.webmanifest', '/icons/icon.svg']) {
      expect((await get(path)).headers['cache-control'], path).toBe('no-cache');
    }
  });

  it('[H6] answers 304 while nothing changed, per encoding', async () => {
    const plain = await get(ASSET);
    const packed = await get(ASSET, { headers: { 'accept-encoding': 'br' } });
    const [tag, packedTag] = [plain.headers.etag ?? '', packed.headers.etag ?? ''];
    expect(tag).not.toBe(packedTag);
    const again = await get(ASSET, { headers: { 'if-none-match': `"other", W/${tag}` } });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
    const other = await get(ASSET, { headers: { 'if-none-match': packedTag } });
    expect(other.status).toBe(200);
  });

  it('[H7] compresses text for whoever takes it', async () => {
    const brotli = await get(ASSET, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzip = await get(ASSET, { headers: { 'accept-encoding': 'gzip, br;q=0' } });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    for (const { headers, body } of [brotli, gzip]) {
      expect(headers.vary).toBe('Accept-Encoding');
      expect(headers['content-length']).toBe(String(body.length));
      expect(body.length).toBeLessThan(SCRIPT.length);
    }
    const plain = await get(ASSET);
    expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([
      undefined,
      'Accept-Encoding',
    ]);
  });

  it('[H7] leaves alone what is compressed already', async () => {
    const headers = { 'accept-encoding': 'br' };
    const font = await get('/assets/literata-Zz0_aA-1.woff2', { headers });
    expect([font.headers['content-encoding'], font.body.length]).toEqual([undefined, 3000]);
  });
});

it('[H8] marks the page it serves, under both its names', async () => {
  for (const path of ['/', '/index.html']) {
    const { body } = await get(path);
    expect(body.toString()).toContain('<head><meta name="vesper-hub" content="hub.json" />');
  }
});

it('[H8] shows its card to the app', async () => {
  const answer = await get('/hub.json');
  expect(JSON.parse(answer.body.toString())).toEqual({ vesper: 1, meet: '/meet' });
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.headers['cache-control']).toBe('no-store');
});

/** A real hub on free loopback ports, with a small build, made-up addresses and a clock the test drives. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { NetworkInterfaceInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Interfaces } from '../../../src/hub/addresses.js';
import { LIMITS, type Limits } from '../../../src/hub/limits.js';
import type { Served } from '../../../src/hub/poster.js';
import { type Hub, type HubSetup, openHub } from '../../../src/hub/server.js';
import { readSite } from '../../../src/hub/site.js';
import { systemRandom } from '../../../src/kernel/index.js';
import { createHandClock, type HandClock } from '../../setup/hand-clock.js';

export const SCRIPT = `console.log('${'evening '.repeat(400)}');\n`;
export const INLINE_STYLE = 'body{margin:0}';
export const INLINE_SCRIPT = 'document.title = "Vesper";';
export const SECRET_OUTSIDE = 'a word that is not part of the build';
export const LAN_ADDRESS = '192.168.7.7';

const PAGE = `<!doctype html><html><head><style>${INLINE_STYLE}</style>
<script>${INLINE_SCRIPT}</script><script type="module" src="./assets/index-Ab3_dE-9.js"></script>
</head><body>The app</body></html>`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Removed when the tests of the file are over. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vesper-test-'));
  folders.push(folder);
  return folder;
}

/** A folder with a build in it, and beside the build a file that nobody may get. */
export function writeBuild(): { root: string; dist: string } {
  const root = tempFolder();
  const dist = join(root, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  mkdirSync(join(dist, 'icons'));
  writeFileSync(join(root, 'outside.txt'), SECRET_OUTSIDE);
  writeFileSync(join(dist, 'index.html'), PAGE);
  writeFileSync(join(dist, 'sw.js'), 'self.skipWaiting();');
  writeFileSync(join(dist, 'manifest.webmanifest'), '{"name":"Vesper"}');
  writeFileSync(join(dist, 'icons', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(dist, 'assets', 'index-Ab3_dE-9.js'), SCRIPT);
  writeFileSync(join(dist, 'assets', 'literata-Zz0_aA-1.woff2'), Buffer.alloc(3000, 7));
  return { root, dist };
}

export function interfacesWith(...addresses: readonly string[]): Interfaces {
  const infos = addresses.map((address): NetworkInterfaceInfo => {
    const common = { address, mac: '02:00:00:00:00:01', internal: false, cidr: null };
    return address.includes(':')
      ? { ...common, family: 'IPv6', netmask: 'ffff:ffff:ffff:ffff::', scopeid: 0 }
      : { ...common, family: 'IPv4', netmask: '255.255.255.0' };
  });
  return { wlan0: infos };
}

export type TestHub = {
  readonly hub: Hub;
  readonly clock: HandClock;
  readonly root: string;
  readonly dist: string;
  readonly state: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly changes: Served[];
  /** From now on this computer has these addresses. */
  moveTo(...addresses: readonly string[]): void;
  stop(): Promise<void>;
};

export type TestHubOptions = Partial<Pick<HubSetup, 'local' | 'port'>> & {
  readonly limits?: Partial<Limits>;
};

export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { root, dist } = writeBuild();
  const site = readSite(dist);
  if (!site.ok) throw new Error(site.error.type);
  const clock = createHandClock(Date.now());
  const changes: Served[] = [];
  let interfaces = interfacesWith(LAN_ADDRESS, 'fd00::7');
  const state = join(root, 'state');
  const opened = await openHub({
    site: site.value,
    local: options.local ?? false,
    port: options.port ?? 0,
    tlsPort: 0,
    state,
    limits: { ...LIMITS, ...options.limits },
    clock,
    random: systemRandom,
    hostname: 'Hearth.home.example',
    interfaces: () => interfaces,
    lookEveryMs: 30_000,
    onChange: (served) => changes.push(served),
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const hub = opened.value;
  const { port, network } = hub.served();
  return {
    hub,
    clock,
    root,
    dist,
    state,
    port,
    tlsPort: network?.tlsPort ?? 0,
    changes,
    moveTo: (...addresses) => {
      interfaces = interfacesWith(...addresses);
    },
    stop: async () => {
      const closing = hub.close();
      clock.advance(10_000);
      await closing;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export type Question = {
  readonly port: number;
  /** Sent exactly as it stands here. */
  readonly path: string;
  readonly method?: string;
  /** Host header; `localhost:PORT` unless given. */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM of the authority to trust: then the question goes over TLS. */
  readonly ca?: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export const NAVIGATION = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };

/** One request on its own connection, with a path no client has tidied. */
export function ask({ port, path, method, host, headers, ca }: Question): Promise<Answer> {
  const options = {
    host: '127.0.0.1',
    port,
    path,
    method: method ?? 'GET',
    agent: false,
    headers: { host: host ?? `localhost:${port}`, ...headers },
  };
  return new Promise((resolve, reject) => {
    const request = ca === undefined ? requestHttp(options) : requestHttps({ ...options, ca });
    request.once('error', reject);
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    request.end();
  });
}

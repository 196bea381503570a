import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, LAN_ADDRESS, NAVIGATION, openTestHub, type TestHub } from './test-hub.js';

let hub: TestHub;
let ca: string;
beforeAll(async () => {
  hub = await openTestHub();
  ca = readFileSync(join(hub.state, 'ca.crt'), 'utf8');
});
afterAll(() => hub.stop());

describe('plain HTTP on the network', () => {
  it('[H9] shows how to trust the hub on iOS and on Android, and why', async () => {
    const answer = await ask({ port: hub.port, path: '/trust', host: `${LAN_ADDRESS}:4400` });
    const page = answer.body.toString();
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const part of [
      'href="/ca.crt"',
      'Certificate Trust Settings',
      'CA certificate',
      '<h2>Why</h2>',
      `https://${LAN_ADDRESS}:${hub.tlsPort}`,
      new X509Certificate(ca).fingerprint256,
      'Vesper hub (hearth.local)',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).not.toContain('<script');
  });

  it('[H9] hands out the certificate of the authority, never a key', async () => {
    const answer = await ask({ port: hub.port, path: '/ca.crt', host: LAN_ADDRESS });
    expect(answer.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect(new X509Certificate(answer.body).fingerprint256).toBe(
      new X509Certificate(ca).fingerprint256,
    );
    for (const path of ['/ca.key', '/hub.key', '/.hub/ca.key', '/state/ca.key']) {
      expect((await ask({ port: hub.port, path })).status).toBe(404);
    }
  });

  it.each([
    ['/', LAN_ADDRESS],
    ['/board?new', `${LAN_ADDRESS}:4400`],
    ['/hub.json', '[fd00::7]:4400'],
    ['/sw.js', 'hearth.local:4400'],
  ])('[H9] sends %s under %s over to HTTPS', async (path, host) => {
    const answer = await ask({ port: hub.port, path, host, headers: NAVIGATION });
    const name = host.replace(/:4400$/, '');
    expect([answer.status, answer.headers.location]).toEqual([
      307,
      `https://${name}:${hub.tlsPort}${path}`,
    ]);
    expect(answer.body.toString()).not.toContain('The app');
  });
});

describe('HTTPS', () => {
  it('[H9] serves the app to whoever trusts the authority', async () => {
    const answer = await ask({ port: hub.tlsPort, path: '/', host: `${LAN_ADDRESS}:4443`, ca });
    expect(answer.body.toString()).toContain('The app');
    expect(answer.headers['content-security-policy']).toContain("connect-src 'self' ws: wss:;");
  });

  it('[H12] is refused by whoever does not', async () => {
    const other = await openTestHub();
    const otherCa = readFileSync(join(other.state, 'ca.crt'), 'utf8');
    await expect(ask({ port: hub.tlsPort, path: '/', ca: otherCa })).rejects.toThrow(/certificate/);
    await other.stop();
  });
});

describe('this computer only', () => {
  it('[H10] makes no authority, has no page about trust, and serves the app', async () => {
    const local = await openTestHub({ local: true });
    const [app, trust, authority] = await Promise.all(
      ['/', '/trust', '/ca.crt'].map((path) => ask({ port: local.port, path })),
    );
    expect(app?.body.toString()).toContain('The app');
    expect([trust?.status, authority?.status]).toEqual([404, 404]);
    expect(existsSync(local.state)).toBe(false);
    expect(local.hub.served().network).toBeUndefined();
    await local.stop();
  });

  it('[H10] listens on loopback alone', async () => {
    const local = await openTestHub({ local: true });
    // All of 127/8 is this computer, so an address of it that nobody listens on stands for any other.
    const refused = await new Promise<string>((resolve) => {
      const socket = connect(local.port, '127.0.0.2');
      socket.once('connect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    });
    expect(refused).not.toBe('connected');
    await local.stop();
  });
});

import { X509Certificate } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCredentials, type StoreSetup } from '../../../src/hub/authority-store.js';
import {
  type Credentials,
  createLeaf,
  findLeafFault,
  hubNames,
} from '../../../src/hub/certificates.js';
import { lookAround, watchNetwork } from '../../../src/hub/network.js';
import { systemRandom } from '../../../src/kernel/index.js';
import { createHandClock, type HandClock } from '../../setup/hand-clock.js';
import { interfacesWith, LAN_ADDRESS, openTestHub, type TestHub, tempFolder } from './test-hub.js';

const DAY_MS = 86_400_000;
const NAMES = hubNames([LAN_ADDRESS, '2001:db8::7'], 'hearth.local');

let folder: string;
let clock: HandClock;
let setup: StoreSetup;
beforeEach(() => {
  folder = join(tempFolder(), 'state');
  clock = createHandClock(Date.now());
  setup = { folder, label: 'hearth.local', clock, random: systemRandom };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function keep(names = NAMES) {
  const kept = await keepCredentials(setup, names);
  if (!kept.ok) throw new Error(JSON.stringify(kept.error));
  return kept.value;
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

function lifeInDays(certificate: X509Certificate): number {
  return (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / DAY_MS;
}

/** What a visitor who trusts the authority makes of a server with this certificate. */
async function visit(leaf: Credentials, ca: string, servername: string): Promise<string> {
  const server = createServer({ cert: leaf.certificate, key: leaf.key }, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const verdict = await new Promise<string>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', ca, servername }, () => resolve('trusted'));
    socket.once('error', (error) => resolve(error.message));
  });
  server.close();
  return verdict;
}

describe('what is made', () => {
  it('[H11] an authority for ten years, for further certificates only', async () => {
    const authority = new X509Certificate((await keep()).authority);
    expect(authority.ca).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(Math.round(lifeInDays(authority) / 365.25)).toBe(10);
    expect(authority.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('[H12] a certificate for every address and name, and for no other', async () => {
    const { authority, leaf } = await keep();
    const certificate = new X509Certificate(leaf.certificate);
    expect(certificate.checkIssued(new X509Certificate(authority))).toBe(true);
    const names = certificate.subjectAltName?.split(', ').sort();
    expect(names).toEqual(
      [
        'DNS:hearth.local',
        'DNS:localhost',
        'IP Address:127.0.0.1',
        `IP Address:${LAN_ADDRESS}`,
        'IP Address:2001:DB8:0:0:0:0:0:7',
        'IP Address:0:0:0:0:0:0:0:1',
      ].sort(),
    );
  });

  it('[H12] for servers only, for 397 days at most', async () => {
    const certificate = new X509Certificate((await keep()).leaf.certificate);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(lifeInDays(certificate)).toBeLessThanOrEqual(397);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(clock.now());
  });

  it('[H14] keys nobody else can read', async () => {
    await keep();
    expect(modeOf(folder)).toBe(0o700);
    expect(readdirSync(folder).sort()).toEqual(['ca.crt', 'ca.key', 'hub.crt', 'hub.key']);
    for (const key of ['ca.key', 'hub.key']) expect(modeOf(join(folder, key)), key).toBe(0o600);
  });

  it('[H14] keys nobody else can read, after somebody opened them up', async () => {
    await keep();
    chmodSync(folder, 0o755);
    for (const key of ['ca.key', 'hub.key']) chmodSync(join(folder, key), 0o644);
    await keep();
    expect(modeOf(folder)).toBe(0o700);
    for (const key of ['ca.key', 'hub.key']) expect(modeOf(join(folder, key)), key).toBe(0o600);
  });

  it('[H11] an authority whose word counts for nothing on the web', async () => {
    const { authority } = await keep();
    const criticalNameConstraints = Buffer.from('0603551d1e0101ff', 'hex');
    expect(new X509Certificate(authority).raw.includes(criticalNameConstraints)).toBe(true);
    const key = readFileSync(join(folder, 'ca.key'), 'utf8');
    const ca = { certificate: authority, key };
    const attempt = async (dns: string) => {
      const names = { dns: [dns], ip: [] };
      return visit(await createLeaf(ca, names, Date.now(), systemRandom), authority, dns);
    };
    expect(await attempt('hearth.local')).toBe('trusted');
    expect(await attempt('bank.example')).toMatch(/subtree/);
    expect(await attempt('local.example')).toMatch(/subtree/);
  });
});

describe('what is kept and what is remade', () => {
  it('[H13] everything, while nothing changes', async () => {
    const first = await keep();
    expect(first.newAuthority).toBe(true);
    expect(await keep()).toEqual({ ...first, newAuthority: false });
  });

  it.each([
    ['an address came', [LAN_ADDRESS, '2001:db8::7', '192.168.7.8'], 'hearth.local'],
    ['an address went', [LAN_ADDRESS], 'hearth.local'],
    ['an address is another', ['192.168.7.9', '2001:db8::7'], 'hearth.local'],
    ['the name is another', [LAN_ADDRESS, '2001:db8::7'], 'stove.local'],
  ])('[H13] the certificate when %s; the authority stays', async (_what, addresses, name) => {
    const before = await keep();
    const names = hubNames(addresses, name);
    const after = await keep(names);
    expect(after.authority).toBe(before.authority);
    expect(after.newAuthority).toBe(false);
    expect(after.leaf.certificate).not.toBe(before.leaf.certificate);
    expect(
      findLeafFault(after.leaf.certificate, after.authority, names, clock.now()),
    ).toBeUndefined();
    expect(await keep(names)).toEqual(after);
  });

  it('[H13] the certificate when its time runs out', async () => {
    const before = await keep();
    clock.advance(365 * DAY_MS);
    expect((await keep()).leaf).toEqual(before.leaf);
    clock.advance(3 * DAY_MS);
    const after = await keep();
    expect(after.leaf).not.toEqual(before.leaf);
    expect(after.authority).toBe(before.authority);
  });

  it('[H13] the certificate when another authority signed it', async () => {
    const before = await keep();
    rmSync(join(folder, 'ca.crt'));
    rmSync(join(folder, 'ca.key'));
    const after = await keep();
    expect(after.newAuthority).toBe(true);
    expect(after.leaf).not.toEqual(before.leaf);
  });

  it('[H13] the certificate when its files are damaged', async () => {
    const before = await keep();
    writeFileSync(join(folder, 'hub.key'), 'half a ke');
    const after = await keep();
    expect(after.leaf).not.toEqual(before.leaf);
    expect(after.authority).toBe(before.authority);
  });

  it('[H13] the authority itself, when it would not outlive a certificate', async () => {
    const before = await keep();
    clock.advance((3_652 - 396) * DAY_MS);
    const after = await keep();
    expect(after.newAuthority).toBe(true);
    expect(after.authority).not.toBe(before.authority);
  });

  it.each(['ca.crt', 'ca.key'])(
    '[H15] never an authority whose %s cannot be read',
    async (file) => {
      await keep();
      const damages = [
        () => writeFileSync(join(folder, file), 'x'),
        () => rmSync(join(folder, file)),
      ];
      for (const damage of damages) {
        damage();
        const left = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
        const kept = await keepCredentials(setup, NAMES);
        expect(kept).toEqual({ ok: false, error: { type: 'AuthorityUnreadable', folder } });
        expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(
          left,
        );
      }
    },
  );

  it('[H22] says when the folder cannot be used', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const kept = await keepCredentials({ ...setup, folder: join(file, 'state') }, NAMES);
    expect(kept).toMatchObject({ ok: false, error: { type: 'FolderUnusable', code: 'ENOTDIR' } });
  });
});

describe('a hub whose computer moves to another network', () => {
  /** The names in the certificate a new visitor is shown. */
  function namesShown({ tlsPort }: TestHub): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(
        { port: tlsPort, host: '127.0.0.1', rejectUnauthorized: false },
        () => {
          resolve(socket.getPeerCertificate().subjectaltname ?? '');
          socket.destroy();
        },
      );
      socket.once('error', reject);
    });
  }

  it('[H13] shows a certificate for the new addresses without being restarted', async () => {
    const hub = await openTestHub();
    const authority = readFileSync(join(hub.state, 'ca.crt'), 'utf8');
    expect(await namesShown(hub)).toContain(LAN_ADDRESS);
    hub.moveTo('10.1.2.3');
    hub.clock.advance(30_000);
    await expect.poll(() => hub.changes.length).toBe(1);
    expect(hub.changes[0]?.network?.addresses).toEqual(['10.1.2.3']);
    const names = await namesShown(hub);
    expect(names).toContain('10.1.2.3');
    expect(names).not.toContain(LAN_ADDRESS);
    expect(readFileSync(join(hub.state, 'ca.crt'), 'utf8')).toBe(authority);
    await hub.stop();
  });

  it('[H13] keeps its certificate while there is no network', async () => {
    const seen: (readonly string[])[] = [];
    const looks: (() => void)[] = [];
    let interfaces = interfacesWith(LAN_ADDRESS);
    const network = {
      state: folder,
      clock: {
        ...clock,
        after: (_ms: number, look: () => void) => {
          looks.push(look);
          return () => undefined;
        },
      },
      random: systemRandom,
      hostname: 'hearth',
      interfaces: () => interfaces,
      lookEveryMs: 1,
    };
    const first = await lookAround(network);
    if (!first.ok) throw new Error(first.error.type);
    watchNetwork(network, first.value, ({ addresses }) => seen.push(addresses));
    const certificate = () => readFileSync(join(folder, 'hub.crt'), 'utf8');
    const before = certificate();
    interfaces = {};
    await Promise.resolve(looks.shift()?.());
    expect([seen, certificate()]).toEqual([[], before]);
    interfaces = interfacesWith('10.1.2.3');
    await Promise.resolve(looks.shift()?.());
    expect(seen).toEqual([['10.1.2.3']]);
    expect(certificate()).not.toBe(before);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { decodeQR } from 'qr/decode.js';
import { afterEach, describe, expect, it } from 'vitest';
import { buildIsStale } from '../../../src/hub/build.js';
import { hubCommand, PROJECT, type StartedHub, startHub } from '../../setup/hub.js';
import { ask, tempFolder, writeBuild } from './test-hub.js';

const hubs: StartedHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.stop();
});

type Ending = { readonly code: number | null; readonly output: string; readonly errors: string };

/** Runs the hub as its own process until it ends by itself. */
async function runHub(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ending> {
  const [program, words] = hubCommand(args);
  const env = { ...process.env, ...environment };
  const hub = spawn(program, words, { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  hub.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  hub.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  await once(hub, 'close');
  return { code: hub.exitCode, output, errors };
}

async function occupyPort(): Promise<{ port: number; release: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { port: (server.address() as AddressInfo).port, release: () => server.close() };
}

/** Reads the code as a camera would: every module four pixels wide, light where the terminal draws. */
function readPrintedCode(output: string): string {
  const lines = output.split('\n').filter((line) => /^[█▀▄ ]{20,}$/.test(line));
  const rows = lines.flatMap((line) => [
    [...line].map((block) => block === '█' || block === '▀'),
    [...line].map((block) => block === '█' || block === '▄'),
  ]);
  const [scale, border] = [4, 4];
  const modules = rows[0]!.length + 2 * border;
  const size = modules * scale;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const row = rows[Math.floor(y / scale) - border];
      const isLight = row?.[Math.floor(x / scale) - border] ?? true;
      data.set(isLight ? [255, 255, 255] : [0, 0, 0], (y * size + x) * 4);
    }
  }
  return decodeQR({ width: size, height: size, data });
}

describe('what it says when it cannot start', () => {
  it.each([
    ['an unknown option', ['--prot', '1'], {}, 'There is no option --prot. Try --help.'],
    ['a missing value', ['--port'], {}, '--port needs a value after it.'],
    ['a bad port', ['--port=http'], {}, '--port takes a number from 0 to 65535, not "http".'],
    [
      'a bad port in the environment',
      [],
      { VESPER_TLS_PORT: '65536' },
      'VESPER_TLS_PORT takes a number from 0 to 65535, not "65536".',
    ],
    [
      'one port for two',
      ['--port', '81', '--tls-port', '81'],
      {},
      "--port and --tls-port can't both be 81.",
    ],
    [
      'a missing build',
      ['--local', '--dist', '/nowhere/at/all'],
      {},
      'There is no built app in /nowhere/at/all. Run npm run build first.',
    ],
  ])('[H22] %s', async (_what, args, environment, sentence) => {
    const { code, errors } = await runHub(args, environment);
    expect(errors).toBe(`${sentence}\n`);
    expect(code).toBe(1);
  });

  it.each([
    ['--port', ['--local']],
    ['--port', ['--tls-port', '0']],
    ['--tls-port', ['--port', '0']],
  ])('[H22] a port in use, given with %s', async (option, args) => {
    const { root, dist } = writeBuild();
    const { port, release } = await occupyPort();
    const state = join(root, 'state');
    const { code, output, errors } = await runHub([
      ...args,
      ...[option, String(port), '--dist', dist, '--state', state],
    ]);
    release();
    rmSync(root, { recursive: true });
    expect(errors).toBe(
      `Port ${port} is in use by another program. Choose another one with ${option}.\n`,
    );
    expect(output).not.toContain('Ready.');
    expect(code).toBe(1);
  });

  it('[H22] a folder it cannot use', async () => {
    const { root, dist } = writeBuild();
    const state = join(root, 'outside.txt', 'state');
    const { code, errors } = await runHub([
      '--port',
      '0',
      '--tls-port',
      '0',
      '--dist',
      dist,
      '--state',
      state,
    ]);
    expect([code, errors]).toEqual([1, `The folder ${state} can't be used (ENOTDIR).\n`]);
    rmSync(root, { recursive: true });
  });
});

describe('a hub that was started', () => {
  it('[H25] prints where it is, and a code that leads there', async () => {
    const { dist } = writeBuild();
    const hub = await startHub({ local: false, dist });
    hubs.push(hub);
    const output = hub.output();
    expect(output).toContain(`http://localhost:${hub.port}`);
    expect(output).toMatch(/[0-9A-F]{2}(:[0-9A-F]{2}){31}/);
    if (hub.secureUrl === undefined) {
      expect(output).toContain('This computer is on no network');
      return;
    }
    expect(output).toContain(`http://${new URL(hub.secureUrl).hostname}:${hub.port}/trust`);
    expect(readPrintedCode(output)).toBe(hub.secureUrl);
  });

  it('[H21] takes ports from the environment, unless told otherwise', async () => {
    const { port, release } = await occupyPort();
    const { dist } = writeBuild();
    const args = ['--local', '--dist', dist];
    const { errors } = await runHub(args, { VESPER_PORT: String(port) });
    expect(errors).toContain(`Port ${port} is in use`);
    release();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('[H23] ends cleanly on %s', async (signal) => {
    const { root, dist } = writeBuild();
    const [program, words] = hubCommand(['--local', '--port', '0', '--dist', dist]);
    const hub = spawn(program, words, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    await new Promise<void>((resolve) => {
      hub.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ready.')) resolve();
      });
    });
    const port = Number(/localhost:(\d+)/.exec(output)?.[1]);
    expect((await ask({ port, path: '/hub.json' })).status).toBe(200);
    hub.kill(signal);
    await once(hub, 'close');
    expect([hub.exitCode, hub.signalCode]).toEqual([0, null]);
    await expect(ask({ port, path: '/' })).rejects.toThrow('ECONNREFUSED');
    rmSync(root, { recursive: true });
  });

  it('[H21] shows its options', async () => {
    const { code, output } = await runHub(['--help']);
    expect(code).toBe(0);
    for (const option of ['--local', '--port', '--tls-port', '--dist', '--state']) {
      expect(output).toContain(option);
    }
  });
});

describe('whether the app has to be built', () => {
  it('[H24] when there is no build, or something it is made of is newer', () => {
    const project = tempFolder();
    const dist = join(project, 'dist');
    const at = (path: string, seconds: number) => utimesSync(join(project, path), seconds, seconds);
    for (const folder of ['src/ui', 'src/hub', 'public', 'dist']) {
      mkdirSync(join(project, folder), { recursive: true });
    }
    for (const file of ['src/ui/a.css', 'src/hub/main.ts', 'public/x.svg', 'index.html']) {
      writeFileSync(join(project, file), '');
      at(file, 1000);
    }
    for (const folder of ['src', 'src/ui', 'src/hub', 'public']) at(folder, 1000);
    expect(buildIsStale(project, dist)).toBe(true);
    writeFileSync(join(dist, 'index.html'), '');
    at('dist/index.html', 2000);
    expect(buildIsStale(project, dist)).toBe(false);
    at('src/hub/main.ts', 3000);
    expect(buildIsStale(project, dist)).toBe(false);
    for (const source of ['src/ui/a.css', 'src/ui', 'public/x.svg', 'index.html']) {
      at(source, 3000);
      expect(buildIsStale(project, dist), source).toBe(true);
      at(source, 1000);
    }
    rmSync(project, { recursive: true });
  });
});

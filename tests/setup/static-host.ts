/** Serves the built app as any host of files would, which knows nothing of Vesper and has no hub. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findProgram } from './find-browsers.js';
import { PROJECT } from './hub.js';

export const STATIC_PORT = 4500;
/** Every browser takes its own computer for safe, so that the app works without a certificate. */
export const STATIC_URL = `http://localhost:${STATIC_PORT}`;

const READY_MS = 30_000;

async function untilReady(host: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`No host of files: ${said}`));
    const timer = setTimeout(fail, READY_MS);
    host.once('exit', fail);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Local')) return;
      clearTimeout(timer);
      resolve();
    };
    host.stdout?.on('data', hear);
    host.stderr?.on('data', hear);
  });
}

/** In a network namespace, on its own loopback. Call back to end it. */
export async function startStaticHost(namespace: string): Promise<() => Promise<void>> {
  const require = createRequire(join(PROJECT, 'package.json'));
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  const serving = ['preview', '--host', '127.0.0.1', '--port', String(STATIC_PORT), '--strictPort'];
  const host = spawn(
    findProgram('ip') ?? 'ip',
    ['netns', 'exec', namespace, process.execPath, vite, ...serving],
    { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await untilReady(host);
  return async () => {
    if (host.exitCode !== null || host.signalCode !== null) return;
    const gone = once(host, 'exit');
    host.kill('SIGTERM');
    await gone;
  };
}

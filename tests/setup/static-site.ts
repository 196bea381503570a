/** Serves the build from within a network namespace, as any web host would: no hub, and no word of one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { copyBuild } from './builds.js';
import { findProgram } from './find-browsers.js';
import { PROJECT } from './hub.js';

export type StaticSite = {
  /** Of this namespace alone; a secure context all the same. */
  readonly url: string;
  stop(): Promise<void>;
};

const PORT = 4500;
const READY_MS = 30_000;

async function waitForAddress(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`The site is not served: ${said}`));
    const timer = setTimeout(fail, READY_MS);
    server.once('exit', fail);
    const collect = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!said.includes(String(PORT))) return;
      clearTimeout(timer);
      resolve();
    };
    server.stdout?.on('data', collect);
    server.stderr?.on('data', collect);
  });
}

/** `folder`: an empty one, for the build. */
export async function serveBuildIn(namespace: string, folder: string): Promise<StaticSite> {
  copyBuild(folder);
  const vite = join(PROJECT, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = [
    '--outDir',
    folder,
    '--host',
    'localhost',
    '--port',
    String(PORT),
    '--strictPort',
  ];
  const server = spawn(
    findProgram('ip') ?? 'ip',
    ['netns', 'exec', namespace, process.execPath, vite, 'preview', ...options],
    { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  await waitForAddress(server);
  return {
    url: `http://localhost:${PORT}`,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    },
  };
}

/** The signalling server that y-webrtc brings along, as its own process: what a couple would run for themselves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PROJECT } from './hub.js';

export type Signalling = {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
};

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function endProcess(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill();
  await gone;
}

/** The server reports its port before it listens on it, so it is asked until it answers. */
async function untilItAnswers(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://localhost:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

export async function startSignalling(givenPort?: number): Promise<Signalling> {
  const port = givenPort ?? (await findFreePort());
  const server = spawn(process.execPath, [join(PROJECT, 'node_modules/y-webrtc/bin/server.js')], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const died = once(server, 'exit').then(() => {
    throw new Error('the signalling server ended');
  });
  await Promise.race([untilItAnswers(port), died]);
  died.catch(() => undefined);
  return { url: `ws://localhost:${port}/`, port, stop: () => endProcess(server) };
}

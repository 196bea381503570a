/** Starts the real hub as its own process, the way `npm start` does, on ports nobody uses. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-browsers.js';

export type HubOptions = {
  /** Port of plain HTTP; a free one unless given. Give the old one to come back at the same origin. */
  readonly port?: number;
  readonly tlsPort?: number;
  /** False makes it a hub for the whole network, with HTTPS and its own authority. */
  readonly local?: boolean;
  /** Folder for the authority; a temporary one, removed at `stop()`, unless given. */
  readonly state?: string;
  /** A build other than `dist`, served as it is. */
  readonly dist?: string;
  /** Network namespace the hub runs in. */
  readonly namespace?: string;
};

export type StartedHub = {
  /** `http://localhost:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** `https://ADDRESS:PORT`, when it is a hub for the network. */
  readonly secureUrl: string | undefined;
  readonly tlsPort: number | undefined;
  readonly state: string;
  /** Path of the authority's certificate (PEM), for `launchPartner({ trust })`. */
  readonly authority: string;
  /** All it has printed so far. */
  readonly output: () => string;
  /** Ends it as Ctrl+C would; settles when it is gone. */
  stop(): Promise<void>;
};

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** A build may come first, on a slow machine. */
const PATIENCE_MS = 180_000;

/** The command line of the hub, for tests that look at how it ends rather than at what it serves. */
export function hubCommand(args: readonly string[]): [string, string[]] {
  return [process.execPath, ['--import', 'tsx', 'src/hub/main.ts', ...args]];
}

function hubArguments(options: HubOptions, state: string): string[] {
  return [
    ...['--port', String(options.port ?? 0), '--state', state],
    ...(options.local === false ? ['--tls-port', String(options.tlsPort ?? 0)] : ['--local']),
    ...(options.dist === undefined ? [] : ['--dist', options.dist]),
  ];
}

function spawnHub(options: HubOptions, state: string): ChildProcess {
  const [program, args] = hubCommand(hubArguments(options, state));
  const spawning = {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
  };
  return options.namespace
    ? spawn(
        findProgram('ip') ?? 'ip',
        ['netns', 'exec', options.namespace, program, ...args],
        spawning,
      )
    : spawn(program, args, spawning);
}

/** Collects what it prints, and settles once it says that it is ready. */
function waitUntilReady(hub: ChildProcess): { output: () => string; ready: Promise<void> } {
  let printed = '';
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The hub ${reason}:\n${printed}`));
    const timer = setTimeout(() => fail('did not get ready'), PATIENCE_MS);
    const collect = (chunk: Buffer) => {
      printed += chunk.toString();
      if (!printed.includes('Ready.')) return;
      clearTimeout(timer);
      resolve();
    };
    hub.stdout?.on('data', collect);
    hub.stderr?.on('data', collect);
    hub.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
  return { output: () => printed, ready };
}

async function endProcess(hub: ChildProcess): Promise<void> {
  if (hub.exitCode !== null || hub.signalCode !== null) return;
  const gone = once(hub, 'exit');
  hub.kill('SIGINT');
  await gone;
}

/** `stop()` it in the end. */
export async function startHub(options: HubOptions = {}): Promise<StartedHub> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), 'vesper-hub-'));
  const hub = spawnHub(options, state);
  const { output, ready } = waitUntilReady(hub);
  const forgetState = () => {
    if (options.state === undefined) rmSync(state, { recursive: true, force: true });
  };
  try {
    await ready;
  } catch (error) {
    await endProcess(hub);
    forgetState();
    throw error;
  }
  const url = /http:\/\/localhost:\d+/.exec(output())?.[0] ?? '';
  const secureUrl = /https:\/\/[^\s/]+/.exec(output())?.[0];
  return {
    url,
    port: Number(new URL(url).port),
    secureUrl,
    tlsPort: secureUrl === undefined ? undefined : Number(new URL(secureUrl).port),
    state,
    authority: join(state, 'ca.crt'),
    output,
    stop: async () => {
      await endProcess(hub);
      forgetState();
    },
  };
}

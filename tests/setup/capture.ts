/** Records every packet on every interface of a home's network, and looks for what has no business there. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from './find-browsers.js';
import type { HomeNetwork } from './home-network.js';

export type Capture = {
  /** Ends the recording; everything sent before is then in the files. All links have to be up. */
  stop(): Promise<void>;
  /** Packets the kernel had to throw away before they were recorded, over all places; known after `stop()`. */
  missed(): number;
  /** Packets of one place (`ana`, `switch`, ...) that a filter in tcpdump's language lets through, a line each. */
  packets(place: string, filter: string): readonly string[];
  /** The places whose recording holds a text, in UTF-8 or UTF-16. */
  placesHolding(text: string): readonly string[];
  /** Ends the recording if need be and throws it away. */
  remove(): Promise<void>;
};

const READY_MS = 15_000;
const END_MARK = 'Here ends the record of this network';
const MARK_MS = 15_000;
const MARK_POLL_MS = 50;
/** Bytes of a packet kept, and kilobytes held for a busy machine: all of it, and plenty. */
const WHOLE_PACKETS = ['-s', '0', '-B', '16384'];

type Recorder = {
  readonly process: ChildProcess;
  readonly file: string;
  readonly said: () => string;
};

async function startRecorder(namespace: string, file: string): Promise<Recorder> {
  const tcpdump = findProgram('tcpdump') ?? 'tcpdump';
  const recording = ['-i', 'any', '-n', '-U', ...WHOLE_PACKETS, '-Z', 'root', '-w', file];
  const child = spawn(
    findProgram('ip') ?? 'ip',
    ['netns', 'exec', namespace, tcpdump, ...recording],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`tcpdump does not record in ${namespace}: ${said}`));
    const timer = setTimeout(fail, READY_MS);
    child.once('exit', fail);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('listening on')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return { process: child, file, said: () => said };
}

/** A recorder that is ended at once loses what it has not yet taken over: so a last packet is waited for. */
async function awaitMark(files: readonly string[]): Promise<void> {
  const deadline = Date.now() + MARK_MS;
  while (!files.every((file) => readFileSync(file).includes(END_MARK))) {
    if (Date.now() > deadline) throw new Error('The end mark was not recorded everywhere');
    await pause(MARK_POLL_MS);
  }
}

async function endRecorder({ process: child }: Recorder): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGINT');
  await gone;
}

function countMissed(said: string): number {
  const match = /(\d+) packets? dropped by kernel/.exec(said);
  return match ? Number(match[1]) : Number.NaN;
}

function encodingsOf(text: string): readonly Buffer[] {
  const bigEndian = Buffer.from(text, 'utf16le').swap16();
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), bigEndian];
}

function readPackets(file: string, filter: string): readonly string[] {
  const read = execFileSync(findProgram('tcpdump') ?? 'tcpdump', ['-n', '-t', '-r', file, filter], {
    encoding: 'utf8',
    stdio: 'pipe',
    maxBuffer: 256 * 1024 * 1024,
  });
  return read.split('\n').filter(Boolean);
}

/** Settles once every place is being recorded. `remove()` it in the end. */
export async function startCapture(network: HomeNetwork): Promise<Capture> {
  const folder = mkdtempSync(join(tmpdir(), 'vesper-capture-'));
  const recorders = new Map<string, Recorder>();
  const endAll = async () => {
    for (const recorder of recorders.values()) await endRecorder(recorder);
  };
  const remove = async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const [place, namespace] of network.places) {
      recorders.set(place, await startRecorder(namespace, join(folder, `${place}.pcap`)));
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const fileOf = (place: string) => {
    const recorder = recorders.get(place);
    if (!recorder) throw new Error(`Nothing was recorded at ${place}`);
    return recorder.file;
  };
  return {
    stop: async () => {
      network.shout(END_MARK);
      await awaitMark([...recorders.values()].map(({ file }) => file));
      await endAll();
    },
    missed: () => [...recorders.values()].reduce((sum, { said }) => sum + countMissed(said()), 0),
    packets: (place, filter) => readPackets(fileOf(place), filter),
    placesHolding: (text) => {
      const needles = encodingsOf(text);
      return [...recorders.keys()].filter((place) => {
        const bytes = readFileSync(fileOf(place));
        return needles.some((needle) => bytes.includes(needle));
      });
    },
    remove,
  };
}

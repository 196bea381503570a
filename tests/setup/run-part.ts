/** Runs one part of the suite as its own process and counts its results. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NOTHING, ONE_FAILED, type Tally, tallyPlaywright, tallyVitest } from './tally.js';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The program of an installed package, run by this very Node: no shell, no PATH. */
function programOf(packageName: string, program: string): string {
  const require = createRequire(join(PROJECT, 'package.json'));
  return join(dirname(require.resolve(`${packageName}/package.json`)), program);
}

export type Running = {
  readonly environment?: NodeJS.ProcessEnv;
  /** Takes what is printed, for a part that runs beside another; without it, it goes where ours goes. */
  readonly print?: (text: string) => void;
};

/** The exit code, or undefined when a signal ended it. */
export async function runNode(
  args: readonly string[],
  { environment, print }: Running = {},
): Promise<number | undefined> {
  const env = { ...process.env, ...environment };
  const stdio = print ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, args, { cwd: PROJECT, env, stdio });
  for (const printed of [child.stdout, child.stderr]) {
    printed?.setEncoding('utf8').on('data', (text: string) => print?.(text));
  }
  await once(child, 'close');
  return child.exitCode ?? undefined;
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A runner that wrote no report, or that failed while its report shows no failure, is a failure itself. */
function judge(
  code: number | undefined,
  report: unknown,
  count: (report: unknown) => Tally,
): Tally {
  if (report === undefined) return ONE_FAILED;
  const tally = count(report);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

async function runReporting(
  count: (report: unknown) => Tally,
  run: (reportPath: string) => Promise<number | undefined>,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'vesper-report-'));
  try {
    const path = join(folder, 'report.json');
    const code = await run(path);
    return judge(code, readReport(path), count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function runVitest(): Promise<Tally> {
  const reporters = ['--reporter=default', '--reporter=json'];
  return runReporting(tallyVitest, (path) =>
    runNode([programOf('vitest', 'vitest.mjs'), 'run', ...reporters, `--outputFile.json=${path}`]),
  );
}

export function runPlaywright(
  project: 'e2e' | 'net',
  print?: (text: string) => void,
): Promise<Tally> {
  const args = ['test', '--project', project, '--reporter=list,json'];
  return runReporting(tallyPlaywright, (path) =>
    runNode([programOf('@playwright/test', 'cli.js'), ...args], {
      environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: path },
      ...(print && { print }),
    }),
  );
}

export async function runBuild(): Promise<Tally> {
  const code = await runNode([programOf('vite', 'bin/vite.js'), 'build']);
  return code === 0 ? NOTHING : ONE_FAILED;
}

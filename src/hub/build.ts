/** Keeps the built app as new as its sources, so that starting the hub is all one has to do. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../kernel/index.js';

export type BuildError = { readonly type: 'BuildFailed' };

/** What a build is made of, inside the project. The hub itself is not part of the app. */
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
const NOT_THE_APP = join('src', 'hub');

function changedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** Folders count too: removing a file changes only its folder. */
function newestChange(project: string, source: string): number {
  if (source === NOT_THE_APP) return 0;
  const path = join(project, source);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  const inside = stats.isDirectory()
    ? readdirSync(path).map((name) => newestChange(project, join(source, name)))
    : [];
  return Math.max(stats.mtimeMs, ...inside);
}

/** True when there is no build, or something it is made of has changed since. */
export function buildIsStale(project: string, dist: string): boolean {
  const built = changedAt(join(dist, 'index.html'));
  return built === 0 || SOURCES.some((source) => newestChange(project, source) > built);
}

/** Vite's own program, run by this very Node, so that no shell and no PATH is involved. */
function viteProgram(project: string): string {
  const require = createRequire(join(project, 'package.json'));
  return join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
}

export function buildApp(project: string): Result<void, BuildError> {
  const build = spawnSync(process.execPath, [viteProgram(project), 'build'], {
    cwd: project,
    stdio: 'inherit',
  });
  return build.status === 0 ? ok() : err({ type: 'BuildFailed' });
}

/** Two builds to go from one to the other with: as they are when a newer Vesper was put on the host. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, buildIsStale } from '../../src/hub/build.js';
import { PROJECT } from './hub.js';

const DIST = join(PROJECT, 'dist');

/** What the service worker takes for the version of the page: a hash of its content. */
const PAGE_REVISION = /("revision":")[0-9a-f]{32}(","url":"index\.html")/;

function replaceIn(path: string, what: string | RegExp, by: string): void {
  const before = readFileSync(path, 'utf8');
  const after = before.replace(what, by);
  if (after === before) throw new Error(`${path} holds no ${what}`);
  writeFileSync(path, after);
}

/** The present build, made anew where it is stale, at another place. */
export function copyBuild(folder: string): string {
  if (buildIsStale(PROJECT, DIST) && !buildApp(PROJECT).ok) throw new Error('The build failed.');
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

/** A copy that differs in a mark on the page, which `readMark` reads, and so in what is kept offline. */
export function copyMarkedBuild(folder: string, mark: string): string {
  copyBuild(folder);
  replaceIn(
    join(folder, 'index.html'),
    '</head>',
    `<meta name="build" content="${mark}" /></head>`,
  );
  const revision = Buffer.from(mark).toString('hex').padEnd(32, '0').slice(0, 32);
  replaceIn(join(folder, 'service-worker.js'), PAGE_REVISION, `$1${revision}$2`);
  return folder;
}

/** To be evaluated in a page: the mark of the build it runs. */
export function readMark(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content;
}

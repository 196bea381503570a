/**
 * Installs what the lockfile says when node_modules is missing or holds something else.
 * Runs before `npm start` and `npm test`, on a machine with nothing but Node and npm, so it imports nothing else.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const NEEDED_NODE = [20, 19];

function endWith(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor, neededMinor] = NEEDED_NODE;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  endWith(`Vesper needs Node ${NEEDED_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(PROJECT, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm writes down what it installed once it is done; packages for other systems may be missing there. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const found = readPackages('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const there = found[path];
    if (!there) return optional === true;
    return there.version === version && there.integrity === integrity;
  });
}

/** Under npm the npm that runs is the one to use; started by hand, it is the one on PATH. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: PROJECT, stdio: 'inherit' })
    : spawnSync('npm', args, {
        cwd: PROJECT,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
}

checkNode();
if (!isInstalled()) {
  console.log('Installing what Vesper needs. This takes a moment.');
  const { status } = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) endWith('The installation did not work; what went wrong stands above.');
}

/** Sees to the browsers and programs the suite drives: installs Debian's as root, or says what to install. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowsers, findProgram } from './find-browsers.js';

/** What is missing, in words, and the Debian packages it comes in. */
type Need = {
  readonly what: string;
  readonly packages: readonly string[];
  readonly found: boolean;
};

function listNeeds(): Need[] {
  const { chromium, firefox, webkit } = findBrowsers();
  return [
    { what: 'Chromium or Chrome', packages: ['chromium'], found: chromium !== undefined },
    { what: 'Firefox', packages: ['firefox-esr'], found: firefox !== undefined },
    {
      what: "WebKitGTK's driver and Xvfb",
      packages: ['webkit2gtk-driver', 'xvfb'],
      found: webkit !== undefined,
    },
    { what: 'ip', packages: ['iproute2'], found: findProgram('ip') !== undefined },
    { what: 'tcpdump', packages: ['tcpdump'], found: findProgram('tcpdump') !== undefined },
    { what: 'certutil', packages: ['libnss3-tools'], found: findProgram('certutil') !== undefined },
  ];
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function canInstall(): boolean {
  return isRoot() && existsSync('/etc/debian_version') && findProgram('apt-get') !== undefined;
}

function runApt(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0;
}

/** One after the other, so that a package this system does not have doesn't keep the rest away. */
function installAll(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')}.`);
  runApt('update', '-qq');
  const options = ['install', '-y', '-qq', '--no-install-recommends'];
  if (runApt(...options, ...packages)) return;
  for (const name of packages) runApt(...options, name);
}

function sayWhatToInstall({ what, packages }: Need): string {
  const names = packages.join(' ');
  return `${what} is missing. On Debian or Ubuntu: apt-get install ${names}`;
}

/** Says what is still missing in the end. */
export function prepareSystem(): void {
  const missing = listNeeds().filter(({ found }) => !found);
  if (missing.length > 0 && canInstall()) installAll(missing.flatMap(({ packages }) => packages));
  for (const need of listNeeds().filter(({ found }) => !found)) console.log(sayWhatToInstall(need));
}

/** The network part makes namespaces, which takes Linux, root and `ip`; says so where it can't run. */
export function findNetObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (!isRoot()) return 'it needs root';
  if (findProgram('ip') === undefined) return 'it needs ip (apt-get install iproute2)';
  if (findProgram('tcpdump') === undefined) return 'it needs tcpdump (apt-get install tcpdump)';
  const probe = `vesper-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', probe], { stdio: 'ignore' }).status === 0;
  if (made) spawnSync('ip', ['netns', 'delete', probe], { stdio: 'ignore' });
  return made ? undefined : 'this system allows no network namespaces';
}

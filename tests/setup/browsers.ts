/** Starts a browser as one partner's phone: its own process, its own profile, nothing shared. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, firefox, type Page } from '@playwright/test';
import { findBrowsers, findProgram } from './find-browsers.js';

type PersistentOptions = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

export type PartnerOptions = {
  /** Where the app is served: `startHub().url`, so that specs can open `/`. */
  readonly baseURL?: string;
  /** A profile kept from before (`partner.profile`), to start the same phone again. */
  readonly profile?: string;
  /** Path of a CA certificate (PEM) this phone trusts, as if its owner had installed it. */
  readonly trust?: string;
  /** Network namespace the browser runs in. */
  readonly namespace?: string;
  /** More switches for the browser's command line. */
  readonly args?: readonly string[];
  /** Anything else of Playwright's: permissions, colorScheme, offline, ... */
  readonly context?: Omit<PersistentOptions, 'args' | 'executablePath' | 'baseURL'>;
};

export type Partner = {
  readonly name: string;
  readonly profile: string;
  readonly context: BrowserContext;
  /** The window it opened with. */
  readonly page: Page;
  /** Ends the browser; its profile stays, to be started again or looked into. */
  quit(): Promise<void>;
  /** Ends the browser and removes its profile. */
  forget(): Promise<void>;
};

/** For one action: a machine may be slow, but what isn't there by then won't come. */
const PATIENCE_MS = 30_000;

export const PHONE = { width: 390, height: 844 };

/** Quiet and repeatable: no sandbox (the suite may run as root), nothing sent home. */
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function chromiumPath(): string {
  const path = findBrowsers().chromium;
  if (!path) throw new Error('No Chromium or Chrome found; set CHROMIUM_PATH to its program.');
  return path;
}

/** Playwright starts one program, so entering the namespace is a script that becomes the browser. */
function programInNamespace(program: string, namespace: string, folder: string): string {
  const script = join(folder, `enter-${namespace}.sh`);
  const ip = findProgram('ip') ?? 'ip';
  writeFileSync(script, `#!/bin/sh\nexec "${ip}" netns exec "${namespace}" "${program}" "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

/** Chromium on Linux reads what its user trusts from an NSS database in the home folder. */
function trustAuthority(home: string, certificate: string): void {
  const database = join(home, '.pki', 'nssdb');
  mkdirSync(database, { recursive: true });
  const certutil = findProgram('certutil') ?? 'certutil';
  execFileSync(certutil, ['-d', `sql:${database}`, '-N', '--empty-password']);
  execFileSync(certutil, [
    ...['-d', `sql:${database}`, '-A', '-n', 'Vesper hub', '-t', 'C,,', '-i', certificate],
  ]);
}

function homeEnvironment(home: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(inherited), HOME: home };
}

/**
 * A Chromium with a window of a phone's size. `forget()` it in the end, or the profile stays behind.
 * The profile holds the browser's own folder and a home folder, side by side.
 */
export async function launchPartner(name: string, options: PartnerOptions = {}): Promise<Partner> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), `vesper-${name}-`));
  const home = join(profile, 'home');
  const isNew = options.profile === undefined;
  if (isNew) mkdirSync(home);
  if (isNew && options.trust) trustAuthority(home, options.trust);
  const program = chromiumPath();
  const context = await chromium.launchPersistentContext(join(profile, 'browser'), {
    viewport: PHONE,
    hasTouch: true,
    chromiumSandbox: false,
    env: homeEnvironment(home),
    ...options.context,
    ...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
    executablePath: options.namespace
      ? programInNamespace(program, options.namespace, profile)
      : program,
    args: [...CHROMIUM_ARGS, ...(options.args ?? [])],
  });
  return describePartner(name, profile, context);
}

/** The same in Firefox, whose program is installed or not: `findBrowsers().firefox`. */
export async function launchFirefox(
  name: string,
  options: Pick<PartnerOptions, 'baseURL' | 'profile'> = {},
): Promise<Partner> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), `vesper-${name}-`));
  const context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath: findBrowsers().firefox ?? '',
    viewport: PHONE,
    ...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
  });
  return describePartner(name, profile, context);
}

async function describePartner(
  name: string,
  profile: string,
  context: BrowserContext,
): Promise<Partner> {
  context.setDefaultTimeout(PATIENCE_MS);
  const quit = () => context.close();
  return {
    name,
    profile,
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    quit,
    forget: async () => {
      await quit();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

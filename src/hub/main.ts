/** Starts the hub from the command line: `npm start`. */
import { hostname, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Result, systemClock, systemRandom } from '../kernel/index.js';
import { buildApp, buildIsStale } from './build.js';
import { LIMITS } from './limits.js';
import { type HubOptions, parseOptions } from './options.js';
import { drawPoster, type Served } from './poster.js';
import { type HubError, help, hubSentences, sayError } from './sentences.js';
import { type Hub, openHub } from './server.js';
import { readSite, type Site } from './site.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const LOOK_EVERY_MS = 30_000;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function isTerminal(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}

function printPoster(served: Served): void {
  print(drawPoster(served, isTerminal()));
}

function build(): ReturnType<typeof buildApp> {
  print(hubSentences.building);
  return buildApp(PROJECT);
}

/** The build given is served as it is; the hub's own is made when it is missing, old or for another path. */
function prepareSite({ dist }: HubOptions): Result<Site, HubError> {
  if (dist !== undefined) return readSite(resolve(dist));
  const folder = join(PROJECT, 'dist');
  const found = buildIsStale(PROJECT, folder) ? undefined : readSite(folder);
  if (found?.ok) return found;
  const built = build();
  return built.ok ? readSite(folder) : built;
}

async function start(options: HubOptions): Promise<Result<Hub, HubError>> {
  const site = prepareSite(options);
  if (!site.ok) return site;
  return openHub({
    site: site.value,
    local: options.local,
    port: options.port,
    tlsPort: options.tlsPort,
    state: options.state === undefined ? join(PROJECT, '.hub') : resolve(options.state),
    limits: LIMITS,
    clock: systemClock,
    random: systemRandom,
    hostname: hostname(),
    interfaces: networkInterfaces,
    lookEveryMs: LOOK_EVERY_MS,
    onChange: (served) => {
      print(hubSentences.addressesChanged);
      printPoster(served);
    },
  });
}

function endWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function closeOnSignals(hub: Hub): void {
  const close = () => {
    void hub.close().then(() => {
      print(hubSentences.stopped);
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, close);
}

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (!options.ok) return endWith(sayError(options.error));
  if (options.value.help) return print(help);
  const hub = await start(options.value);
  if (!hub.ok) return endWith(sayError(hub.error));
  if (hub.value.newAuthority) print(hubSentences.newAuthority);
  closeOnSignals(hub.value);
  printPoster(hub.value.served());
}

function stopUnexpectedly(reason: unknown): never {
  return endWith(
    hubSentences.unexpected(reason instanceof Error ? reason.message : String(reason)),
  );
}

process.on('uncaughtException', stopUnexpectedly);
process.on('unhandledRejection', stopUnexpectedly);
await run();

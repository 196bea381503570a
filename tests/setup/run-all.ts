/** `npm test`: every part in turn, and one line at the end that counts them all. */
import { findBrowsers } from './find-browsers.js';
import { runBuild, runPlaywright, runVitest } from './run-part.js';
import { findNetObstacle, prepareSystem } from './system-packages.js';
import { addTallies, isGood, ONE_FAILED, ONE_SKIPPED, sayTally, type Tally } from './tally.js';

/** Specs and their fixtures look for browsers themselves; told once, they all find the same. */
function tellBrowsers(): void {
  const { chromium, firefox } = findBrowsers();
  if (chromium) process.env['CHROMIUM_PATH'] = chromium;
  if (firefox) process.env['FIREFOX_PATH'] = firefox;
}

function announce(part: string): void {
  console.log(`\n── ${part} ──\n`);
}

/** Two phones can't be shown without a Chromium, so going on as if all were well would be a lie. */
function failWithoutChromium(): Tally {
  console.log('The stories of two phones could not run: there is no Chromium or Chrome.');
  console.log('Install one, or set CHROMIUM_PATH to its program.');
  return ONE_FAILED;
}

async function runNet(): Promise<Tally> {
  const obstacle = findNetObstacle();
  if (obstacle === undefined) return runPlaywright('net');
  console.log(`The network part is skipped: ${obstacle}.`);
  return ONE_SKIPPED;
}

async function runBrowserParts(): Promise<Tally[]> {
  announce('Build');
  const built = await runBuild();
  if (built.failed > 0) return [built];
  if (findBrowsers().chromium === undefined) return [failWithoutChromium()];
  announce('Browsers');
  const browsers = await runPlaywright('e2e');
  announce('Network');
  return [browsers, await runNet()];
}

async function runAll(): Promise<void> {
  prepareSystem();
  tellBrowsers();
  announce('Rules and contracts');
  const rules = await runVitest();
  const total = addTallies([rules, ...(await runBrowserParts())]);
  console.log(`\n${sayTally(total)}`);
  process.exitCode = isGood(total) ? 0 : 1;
}

await runAll();

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

/** Mostly waits for outages to pass, so it runs beside the other parts, and is shown when all is said. */
async function runNet(): Promise<{ readonly tally: Tally; readonly printed: string }> {
  const obstacle = findNetObstacle();
  if (obstacle !== undefined) {
    return { tally: ONE_SKIPPED, printed: `The network part is skipped: ${obstacle}.\n` };
  }
  let printed = '';
  const tally = await runPlaywright('net', (text) => {
    printed += text;
  });
  return { tally, printed };
}

async function runRules(): Promise<Tally> {
  announce('Rules and contracts');
  return runVitest();
}

async function runBrowsers(): Promise<Tally> {
  announce('Browsers');
  return runPlaywright('e2e');
}

async function runParts(): Promise<readonly Tally[]> {
  announce('Build');
  const built = await runBuild();
  if (built.failed > 0) return [await runRules(), built];
  if (findBrowsers().chromium === undefined) return [await runRules(), failWithoutChromium()];
  const network = runNet();
  const here = [await runRules(), await runBrowsers()];
  const { tally, printed } = await network;
  announce('Network');
  console.log(printed);
  return [...here, tally];
}

async function runAll(): Promise<void> {
  prepareSystem();
  tellBrowsers();
  const total = addTallies(await runParts());
  console.log(`\n${sayTally(total)}`);
  process.exitCode = isGood(total) ? 0 : 1;
}

await runAll();

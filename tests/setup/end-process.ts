/** Ends a browser as a phone does that needs the room: at once, without a word to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Partner } from './browsers.js';

/** Only the browser that this profile belongs to: its children go with it. Linux, like all that is tested here. */
function findProcess(profile: string): number | undefined {
  const marks = `--user-data-dir=${join(profile, 'browser')}`;
  const isBrowser = (id: string): boolean => {
    try {
      const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      return words.includes(marks) && !words.some((word) => word.startsWith('--type='));
    } catch {
      return false;
    }
  };
  const found = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isBrowser(name));
  return found === undefined ? undefined : Number(found);
}

export async function killBrowser({ profile, context }: Partner): Promise<void> {
  const id = findProcess(profile);
  if (id === undefined) throw new Error('the browser of this profile does not run');
  const isClosed = context.waitForEvent('close', { timeout: 0 });
  process.kill(id, 'SIGKILL');
  await isClosed;
}

/** Asks the browser not to clear away what is written when space gets short. A refusal is normal. */
import { type Clock, systemClock } from '../kernel/index.js';

/** `unanswered`: the browser asks the person and may wait for ever (Firefox does). */
export type Persistence = 'kept' | 'refused' | 'unanswered' | 'unavailable';

export type PersistEnvironment = {
  readonly storage: Pick<StorageManager, 'persist' | 'persisted'> | undefined;
  readonly clock: Clock;
};

export const ANSWER_WITHIN_MS = 5_000;

async function ask(storage: NonNullable<PersistEnvironment['storage']>): Promise<Persistence> {
  try {
    const kept = (await storage.persisted()) || (await storage.persist());
    return kept ? 'kept' : 'refused';
  } catch {
    return 'unavailable';
  }
}

/** Best called after the first word was saved: browsers then have a reason to say yes. Always settles. */
export function askToPersist(
  { storage, clock }: PersistEnvironment = thisPage(),
): Promise<Persistence> {
  if (!storage) return Promise.resolve('unavailable');
  return new Promise((resolve) => {
    const cancel = clock.after(ANSWER_WITHIN_MS, () => resolve('unanswered'));
    void ask(storage).then((answer) => {
      cancel();
      resolve(answer);
    });
  });
}

function thisPage(): PersistEnvironment {
  const storage: Partial<StorageManager> | undefined = navigator.storage;
  const canAsk = storage && 'persist' in storage && 'persisted' in storage;
  return { storage: canAsk ? navigator.storage : undefined, clock: systemClock };
}

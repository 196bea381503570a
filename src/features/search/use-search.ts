/** A search that follows what is typed and what changes meanwhile. */
import { useEffect, useMemo, useState } from 'react';
import { readQuery } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { useLookBack, useLookBackValue } from '../../session/react-look-back.js';
import { createSearcher, type Search } from './searcher.js';

/** Undefined while nothing is asked, or nothing is found yet. */
export function useSearch(query: string): Search | undefined {
  const { clock } = useSession();
  const lookBack = useLookBack();
  const searcher = useMemo(
    () => lookBack && createSearcher(lookBack, clock, pause),
    [lookBack, clock],
  );
  const state = useLookBackValue(lookBack, ({ months, stampOf }) => months().map(stampOf).join());
  const [found, setFound] = useState<{ readonly query: string; readonly search: Search }>();
  const isAsked = readQuery(query).length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept may have changed, and is then searched again.
  useEffect(() => {
    if (!searcher) return undefined;
    const { signal, abort } = boundAbort();
    if (isAsked) {
      void searcher.search(query, (search) => setFound({ query, search }), signal);
    } else void searcher.prepare(signal);
    return abort;
  }, [searcher, query, isAsked, state]);
  // What was found for the letters before stays until there is something for these.
  return isAsked ? found?.search : undefined;
}

/** A message takes its turn behind taps and letters, and comes sooner than a timer would. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function boundAbort(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

/** All evenings of a time, of both, read from what is kept of its months. */
import { useEffect, useState } from 'react';
import { type EveningOfTwo, listMonths, type Slice } from '../../model/index.js';
import { useLookBack, useLookBackValue } from '../../session/react-look-back.js';

/** Undefined until they are read. */
export function useEvenings(slices: readonly Slice[]): readonly EveningOfTwo[] | undefined {
  const lookBack = useLookBack();
  const months = listMonths(slices[0]?.from ?? '', slices.at(-1)?.to ?? '');
  const time = months.join();
  const stamps = useLookBackValue(lookBack, ({ stampOf }) => months.map(stampOf).join());
  const [evenings, setEvenings] = useState<readonly EveningOfTwo[]>();
  useEffect(() => {
    if (!lookBack || stamps === undefined) return undefined;
    let isWanted = true;
    const reading = Promise.all(time.split(',').map((month) => lookBack.read(month)));
    void reading.then((read) => isWanted && setEvenings(read.flat()));
    return () => {
      isWanted = false;
    };
  }, [lookBack, time, stamps]);
  return evenings;
}

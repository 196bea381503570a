/** All words with their places, once they are loaded. */
import { useEffect, useState } from 'react';
import { type ListedFeeling, loadVocabulary } from '../../telling/index.js';

export function useVocabulary(): readonly ListedFeeling[] | undefined {
  const [vocabulary, setVocabulary] = useState<readonly ListedFeeling[]>();
  useEffect(() => {
    let isHere = true;
    void loadVocabulary().then((loaded) => isHere && setVocabulary(loaded));
    return () => {
      isHere = false;
    };
  }, []);
  return vocabulary;
}

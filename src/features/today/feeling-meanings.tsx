/** What the chosen words mean, each in a line. A couple's own words stand there too: they have no line. */
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../messages/index.js';
import { type Feeling, idOfFeeling } from '../../model/index.js';
import { type ListedFeeling, loadVocabulary, nameFeeling } from '../../telling/index.js';
import { classesOf, Sheet } from '../../ui/index.js';
import styles from './feeling-meanings.module.css';

const css = classesOf(styles);

export type FeelingMeaningsProps = {
  readonly feelings: readonly Feeling[];
  readonly open: boolean;
  readonly onClose: () => void;
};

/** Undefined until it is there. */
function useVocabulary(): readonly ListedFeeling[] | undefined {
  const [vocabulary, setVocabulary] = useState<readonly ListedFeeling[]>();
  useEffect(() => {
    let isHere = true;
    // Where it doesn't come, the words stand there without their lines.
    loadVocabulary().then(
      (loaded) => isHere && setVocabulary(loaded),
      () => isHere && setVocabulary([]),
    );
    return () => {
      isHere = false;
    };
  }, []);
  return vocabulary;
}

export function FeelingMeanings({ feelings, open, onClose }: FeelingMeaningsProps): ReactNode {
  const text = useText();
  const vocabulary = useVocabulary();
  const meaningOf = (feeling: Feeling): string => {
    const id = idOfFeeling(feeling);
    const listed = vocabulary?.find((each) => each.id === id);
    if (listed) return text(listed.meaning);
    return text(id === undefined ? 'today.feelings.own' : 'today.feelings.newer');
  };
  return (
    <Sheet
      open={open && vocabulary !== undefined}
      title={text('today.feelings.title')}
      closeLabel={text('common.close')}
      onClose={onClose}
    >
      <dl className={css('meanings')}>
        {feelings.map((feeling) => (
          <div key={feeling}>
            <dt className={css('word')} dir="auto">
              {nameFeeling(feeling)}
            </dt>
            <dd className={css('meaning')}>{meaningOf(feeling)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

/** Energy and pleasantness in one, and the words that lie near it. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { feelingOfId } from '../../model/index.js';
import { type ListedFeeling, nearestFeelings, type PadPlace } from '../../telling/index.js';
import { Stack } from '../../ui/index.js';
import { Retractable, type TroubledAnswerProps } from './answers.js';
import { Pad } from './pad.js';
import { useVocabulary } from './use-vocabulary.js';
import { WordAnswer } from './word-answer.js';
import { FIRST_WORDS } from './words.js';

const OFFERED = 6;
const MIDDLE = 50;
const NO_WORDS: readonly ListedFeeling[] = [];

/** An energy that was answered by the slider has a place on the middle line. */
function placeOf(
  energy: number | undefined,
  pleasantness: number | undefined,
): PadPlace | undefined {
  if (energy === undefined && pleasantness === undefined) return undefined;
  return { energy: energy ?? MIDDLE, pleasantness: pleasantness ?? MIDDLE };
}

export type PadAnswerProps = TroubledAnswerProps & {
  /** Stands under the pad. */
  readonly children: ReactNode;
};

export function PadAnswer({ children, ...props }: PadAnswerProps): ReactNode {
  const text = useText();
  const { fields, change } = props;
  const place = placeOf(fields.energy, fields.pleasantness);
  const vocabulary = useVocabulary() ?? NO_WORDS;
  const near = place ? nearestFeelings(vocabulary, place, OFFERED) : NO_WORDS;
  const takeBack = place && (() => change({ energy: undefined, pleasantness: undefined }));
  return (
    <Stack gap={24}>
      <div>
        <Retractable takeBackLabel={text('checkin.pad.clear')} onTakeBack={takeBack}>
          <Pad
            place={place}
            words={vocabulary}
            near={near.map(({ name }) => text(name))}
            onChange={change}
          />
        </Retractable>
        {children}
      </div>
      <WordAnswer
        {...props}
        offered={near.length === 0 ? FIRST_WORDS : near.map(({ id }) => feelingOfId(id))}
      />
    </Stack>
  );
}

/** A few words for how somebody is: the first ones at hand, all others behind one button. */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../../messages/index.js';
import type { Feeling } from '../../model/index.js';
import { nameFeeling } from '../../telling/index.js';
import { Button, Chips, classesOf, Stack } from '../../ui/index.js';
import type { TroubledAnswerProps } from './answers.js';
import styles from './checkin.module.css';
import { FIRST_WORDS } from './words.js';

const css = classesOf(styles);

const MoreWords = lazy(async () => ({ default: (await import('./more-words.js')).MoreWords }));

export type WordAnswerProps = TroubledAnswerProps & {
  /** What is offered at hand; the first words unless the pad knows better. */
  readonly offered?: readonly Feeling[];
};

/** All words chosen since this opened: one that is let go stays at hand, and takes no focus away with it. */
function useMet(chosen: readonly Feeling[]): readonly Feeling[] {
  const [met, setMet] = useState(chosen);
  const unmet = chosen.filter((word) => !met.includes(word));
  if (unmet.length > 0) setMet([...met, ...unmet]);
  return met;
}

export function WordAnswer({
  fields,
  change,
  problem,
  offered = FIRST_WORDS,
}: WordAnswerProps): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const chosen = fields.feelings ?? [];
  const met = useMet(chosen);
  const choose = (feelings: readonly Feeling[]): void =>
    change({ feelings: feelings.length === 0 ? undefined : feelings });
  const error = problem?.at === 'feelings' ? problem.sentence : undefined;
  return (
    <Stack gap={8}>
      <Chips
        choose="many"
        legend={text('checkin.word.legend')}
        options={[...met.filter((word) => !offered.includes(word)), ...offered].map((value) => ({
          value,
          label: nameFeeling(value),
        }))}
        value={chosen}
        onChange={choose}
        after={
          <Button
            variant="plain"
            icon="plus"
            onClick={() => {
              setWasOpened(true);
              setIsOpen(true);
            }}
          >
            {text('checkin.word.more')}
          </Button>
        }
      />
      {error && (
        <p role="alert" className={css('problem')}>
          {error}
        </p>
      )}
      {wasOpened && (
        <Suspense fallback={null}>
          <MoreWords
            open={isOpen}
            onClose={() => setIsOpen(false)}
            chosen={chosen}
            onChange={choose}
          />
        </Suspense>
      )}
    </Stack>
  );
}

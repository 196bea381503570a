/** How somebody is: light, energy and words; or, for who likes it better, a place on a pad instead of the energy. */
import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../../messages/index.js';
import { PREFERENCES_CHAPTER, readPreference, writePreference } from '../../model/index.js';
import { useChapter, useChapterValue } from '../../session/react.js';
import { Button, classesOf, Spinner, Stack } from '../../ui/index.js';
import { EnergyAnswer, LightAnswer, type TroubledAnswerProps } from './answers.js';
import styles from './checkin.module.css';
import { WordAnswer } from './word-answer.js';

const css = classesOf(styles);

const PadAnswer = lazy(async () => ({ default: (await import('./pad-answer.js')).PadAnswer }));

function usePad(): readonly [isOn: boolean, toggle: () => void] {
  const chapter = useChapter('private', PREFERENCES_CHAPTER);
  const isOn = useChapterValue(chapter, (doc) => readPreference(doc, 'pad')) ?? false;
  const toggle = (): void => {
    if (chapter) writePreference(chapter.doc, 'pad', !isOn);
  };
  return [isOn, toggle];
}

export function FeelAnswer(props: TroubledAnswerProps): ReactNode {
  const text = useText();
  const [isPad, toggle] = usePad();
  const other = (
    <div className={css('other')}>
      <Button variant="plain" onClick={toggle}>
        {text(isPad ? 'checkin.pad.leave' : 'checkin.pad.use')}
      </Button>
    </div>
  );
  return (
    <Stack gap={24}>
      <LightAnswer {...props} />
      {isPad ? (
        <Suspense fallback={<Spinner size="2rem" />}>
          <PadAnswer {...props}>{other}</PadAnswer>
        </Suspense>
      ) : (
        <>
          <div>
            <EnergyAnswer {...props} />
            {other}
          </div>
          <WordAnswer {...props} />
        </>
      )}
    </Stack>
  );
}

/** One step of an answer: what it is for, room to write, and ways to begin. */
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../../../messages/index.js';
import type { ReplyStep, Wish } from '../../../model/index.js';
import { Button, classesOf, Stack, TextArea } from '../../../ui/index.js';
import { insertStarter, type Selection } from './insert-starter.js';
import styles from './reply.module.css';
import { startersFor } from './starters.js';

const css = classesOf(styles);

export type StepProps = {
  readonly step: ReplyStep;
  readonly title: string;
  readonly hint: string;
  readonly wish: Wish | undefined;
  readonly words: string;
  readonly error: string | undefined;
  readonly onChange: (words: string) => void;
};

/** Sets the caret once the words it belongs to are in the field. */
function useCaret(words: string) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [wanted, setWanted] = useState<Selection>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field holds the new words only now.
  useLayoutEffect(() => {
    if (!wanted || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(wanted.start, wanted.end);
    setWanted(undefined);
  }, [wanted, words]);
  return { area, setCaret: setWanted };
}

export function Step({ step, title, hint, wish, words, error, onChange }: StepProps): ReactNode {
  const text = useText();
  const id = useId();
  const { area, setCaret } = useCaret(words);
  const begin = (starter: string): void => {
    // Where nothing was touched yet, the caret of a field is at its end.
    const { selectionStart = words.length, selectionEnd = words.length } = area.current ?? {};
    const inserted = insertStarter(words, { start: selectionStart, end: selectionEnd }, starter);
    onChange(inserted.value);
    setCaret(inserted.selection);
  };
  return (
    <section aria-labelledby={id}>
      <Stack gap={12}>
        <h2 id={id} className={css('step')}>
          {title}
        </h2>
        <TextArea
          ref={area}
          label={title}
          hideLabel
          hint={hint}
          error={error}
          rows={2}
          dir="auto"
          autoComplete="off"
          value={words}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <details className={css('begin')}>
          <summary>{text('reply.begin')}</summary>
          <ul className={css('starters')}>
            {startersFor(step, wish).map((starter) => (
              <li key={starter}>
                <Button variant="plain" onClick={() => begin(text(starter))}>
                  {text(starter)}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      </Stack>
    </section>
  );
}

/** All words with what they mean, to read and to search; and words of one's own. */
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useText } from '../../messages/index.js';
import { type Feeling, MOST_FEELINGS, ownFeeling, WORD_LIMIT } from '../../model/index.js';
import type { ListedFeeling } from '../../telling/index.js';
import {
  Button,
  classesOf,
  Field,
  IconButton,
  Row,
  Sheet,
  Spinner,
  Stack,
} from '../../ui/index.js';
import { useOwnWords } from './use-own-words.js';
import { useVocabulary } from './use-vocabulary.js';
import { entryOf, groupWords, isListed, matches, type WordEntry } from './word-list.js';
import styles from './words.module.css';

const css = classesOf(styles);

export type MoreWordsProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly chosen: readonly Feeling[];
  readonly onChange: (feelings: readonly Feeling[]) => void;
};

export function MoreWords({ open, onClose, ...choice }: MoreWordsProps): ReactNode {
  const text = useText();
  const vocabulary = useVocabulary();
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={text('checkin.word.legend')}
      closeLabel={text('common.close')}
      actions={
        <Button variant="primary" wide onClick={onClose}>
          {text('checkin.word.done', { count: choice.chosen.length })}
        </Button>
      }
    >
      {vocabulary ? <Words vocabulary={vocabulary} {...choice} /> : <Spinner size="2rem" />}
    </Sheet>
  );
}

type ChoiceProps = Pick<MoreWordsProps, 'chosen' | 'onChange'>;

function Words({
  vocabulary,
  ...choice
}: ChoiceProps & { readonly vocabulary: readonly ListedFeeling[] }): ReactNode {
  const text = useText();
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const { words, add, remove } = useOwnWords();
  const groups = useMemo(
    () => groupWords(vocabulary, (listed) => entryOf(listed, text), document.documentElement.lang),
    [vocabulary, text],
  );
  const own = words.map((word): WordEntry => ({ feeling: word, name: word, meaning: undefined }));
  const all = [...own, ...groups.flatMap((group) => group.words)];
  const isFull = choice.chosen.length >= MOST_FEELINGS;
  // The button that was pressed is gone then, and the focus would be with it.
  const begin = (): void => {
    setTyped('');
    search.current?.focus();
  };
  const shown = (entries: readonly WordEntry[]): readonly WordEntry[] =>
    entries.filter((entry) => matches(entry, typed));
  return (
    <Stack gap={16}>
      <Field
        ref={search}
        type="search"
        label={text('checkin.word.search')}
        autoCapitalize="none"
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p role="status" className={css('count')}>
        {isFull
          ? text('checkin.word.tooMany', { limit: MOST_FEELINGS })
          : typed.trim() !== '' && text('checkin.word.found', { count: shown(all).length })}
      </p>
      {!isFull && typed.trim() !== '' && !isListed(all, typed) && (
        <OwnWord typed={typed} {...choice} onUsed={begin} onKeep={add} />
      )}
      <WordGroup
        title={text('checkin.word.ours')}
        entries={shown(own)}
        onRemove={remove}
        {...choice}
      />
      {groups.map(({ field, words: entries }) => (
        <WordGroup
          key={field}
          title={text('checkin.word.field', { field })}
          entries={shown(entries)}
          {...choice}
        />
      ))}
    </Stack>
  );
}

type OwnWordProps = ChoiceProps & {
  readonly typed: string;
  readonly onUsed: () => void;
  readonly onKeep: (word: Feeling) => void;
};

/** A word that is in no list: for now, or to be kept. What is kept for both, the partner can read. */
function OwnWord({ typed, chosen, onChange, onUsed, onKeep }: OwnWordProps): ReactNode {
  const text = useText();
  const { isShared } = useOwnWords();
  const word = ownFeeling(typed);
  if (word === undefined || chosen.includes(word)) return null;
  const length = [...word].length;
  if (length > WORD_LIMIT) {
    return <p>{text('checkin.word.tooLong', { limit: WORD_LIMIT, length })}</p>;
  }
  const use = (): void => {
    onChange([...chosen, word]);
    onUsed();
  };
  return (
    <Row>
      <Button icon="plus" onClick={use}>
        {text('checkin.word.use', { word })}
      </Button>
      <Button
        variant="plain"
        onClick={() => {
          use();
          onKeep(word);
        }}
      >
        {text(isShared ? 'checkin.word.keep.both' : 'checkin.word.keep')}
      </Button>
    </Row>
  );
}

type WordGroupProps = ChoiceProps & {
  readonly title: string;
  readonly entries: readonly WordEntry[];
  readonly onRemove?: (word: Feeling) => void;
};

function WordGroup({ title, entries, chosen, onChange, onRemove }: WordGroupProps): ReactNode {
  const text = useText();
  if (entries.length === 0) return null;
  const isFull = chosen.length >= MOST_FEELINGS;
  return (
    <fieldset className={css('group')}>
      <legend className={css('field')}>{title}</legend>
      <ul className={css('list')}>
        {entries.map((entry) => (
          <li key={entry.feeling} className={css('item')}>
            <WordChoice
              entry={entry}
              chosen={chosen.includes(entry.feeling)}
              disabled={isFull && !chosen.includes(entry.feeling)}
              onChange={(on) =>
                onChange(
                  on
                    ? [...chosen, entry.feeling]
                    : chosen.filter((feeling) => feeling !== entry.feeling),
                )
              }
            />
            {onRemove && (
              <IconButton
                icon="close"
                label={text('checkin.word.remove', { word: entry.name })}
                onClick={() => onRemove(entry.feeling)}
              />
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

type WordChoiceProps = {
  readonly entry: WordEntry;
  readonly chosen: boolean;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
};

function WordChoice({ entry, chosen, disabled, onChange }: WordChoiceProps): ReactNode {
  const id = useId();
  return (
    <div className={css('word')}>
      <input
        id={id}
        type="checkbox"
        className={css('box')}
        checked={chosen}
        disabled={disabled}
        aria-describedby={entry.meaning && `${id}-meaning`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id} className={css('name')}>
        <bdi>{entry.name}</bdi>
      </label>
      {entry.meaning && (
        <span id={`${id}-meaning`} className={css('meaning')}>
          {entry.meaning}
        </span>
      )}
    </div>
  );
}

/** What was found, month by month, with the words marked where they stand. */
import { Fragment, type ReactNode, useId } from 'react';
import { type Month, monthOf } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import {
  cutPassage,
  findMarks,
  isResting,
  type Passage,
  type Period,
  RESTING_CHAPTER,
  readRests,
} from '../../model/index.js';
import { useChapter, useChapterValue } from '../../session/react.js';
import { classesOf, Icon, PersonMark, Windowed } from '../../ui/index.js';
import { usePeople } from './people.js';
import styles from './search.module.css';
import type { FoundMonth, Written } from './searcher.js';

const css = classesOf(styles);

/** Code units shown before and after what was found. */
const ROOM = 90;
/** Pixels of a month of results that has not been seen yet. */
const ROOM_OF_MONTH = 600;

export type ResultsProps = {
  readonly months: readonly FoundMonth[];
  readonly words: readonly string[];
};

export function Results({ months, words }: ResultsProps): ReactNode {
  const chapter = useChapter('private', RESTING_CHAPTER);
  const rests = useChapterValue(chapter, readRests) ?? [];
  const byMonth = new Map(months.map((each) => [each.month, each.found]));
  return (
    <Windowed keys={[...byMonth.keys()]} estimate={ROOM_OF_MONTH}>
      {(month, { isNear }) => (
        <MonthOfResults
          month={month}
          found={isNear ? (byMonth.get(month) ?? []) : []}
          words={words}
          rests={rests}
        />
      )}
    </Windowed>
  );
}

type Known = Pick<ResultsProps, 'words'> & { readonly rests: readonly Period[] };

type MonthOfResultsProps = Known & {
  readonly month: Month;
  readonly found: readonly Written[];
};

function MonthOfResults({ month, found, ...known }: MonthOfResultsProps): ReactNode {
  const formats = useFormats();
  const id = useId();
  return (
    <section aria-labelledby={id} className={css('month')}>
      <h2 id={id}>{formats.month(month)}</h2>
      {found.length > 0 && (
        <ul className={css('results')}>
          {found.map((written) => (
            <Result key={`${written.evening} ${written.by}`} written={written} {...known} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Result({ written, words, rests }: Known & { readonly written: Written }): ReactNode {
  const formats = useFormats();
  const { mine, partner } = usePeople();
  const { evening, by, texts } = written;
  const person = by === 'mine' ? mine : partner;
  return (
    <li>
      <a className={css('result')} href={`#/evenings?month=${monthOf(evening)}&evening=${evening}`}>
        <span className={css('head')}>
          <PersonMark shape={person.shape} label={person.name} />
          <span className={css('date')}>{formats.evening(evening)}</span>
          {isResting(rests, evening) && <Resting />}
        </span>
        {texts.map((text) => (
          <Marked key={text} passage={cutPassage(text, findMarks(text, words), ROOM)} />
        ))}
      </a>
    </li>
  );
}

function Resting(): ReactNode {
  const text = useText();
  return (
    <span className={css('resting')}>
      <Icon name="rest" size="1.25em" />
      {text('evenings.resting')}
    </span>
  );
}

function Marked({ passage }: { passage: Passage }): ReactNode {
  const { text, marks, isCutBefore, isCutAfter } = passage;
  return (
    <span className={css('passage')} dir="auto">
      {isCutBefore && '… '}
      {marks.map(({ start, end }, at) => (
        <Fragment key={start}>
          {text.slice(marks[at - 1]?.end ?? 0, start)}
          <mark className={css('mark')}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
      {isCutAfter && ' …'}
    </span>
  );
}

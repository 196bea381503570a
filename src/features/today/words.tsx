/** What someone wrote of an evening, with room to read it: under both cards, so neither is squeezed. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import type { Checkin } from '../../model/index.js';
import { classesOf, PersonMark } from '../../ui/index.js';
import type { Person } from './evening-card.js';
import { questionFor } from './news-question.js';
import styles from './today.module.css';

const css = classesOf(styles);

type WordsProps = {
  readonly person: Person;
  readonly checkin: Checkin;
  /** Whether their good news invites a question back: it is somebody else's, and still fresh. */
  readonly invites?: boolean;
};

export function Words({ person, checkin, invites = false }: WordsProps): ReactNode {
  const text = useText();
  const { line, high, low, news, evening } = checkin;
  if ([line, high, low, news].every((words) => words === undefined)) return null;
  return (
    <figure className={css('line')}>
      <figcaption className={css('author')}>
        <PersonMark shape={person.shape} label={person.name} />
      </figcaption>
      <div className={css('told')}>
        {line && (
          <blockquote className={css('words')}>
            <p dir="auto">{line}</p>
          </blockquote>
        )}
        <Told label={text('today.high')} words={high} />
        <Told label={text('today.low')} words={low} />
        <Told label={text('today.news')} words={news} />
        {news && invites && (
          <p className={css('quiet')}>{text(questionFor(evening), { partner: person.name })}</p>
        )}
      </div>
    </figure>
  );
}

function Told({ label, words }: { label: string; words: string | undefined }): ReactNode {
  if (!words) return null;
  return (
    <div>
      <p className={css('told-label')}>{label}</p>
      <blockquote className={css('words')}>
        <p dir="auto">{words}</p>
      </blockquote>
    </div>
  );
}

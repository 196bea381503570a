/** The evening before, where someone wrote: what is not there is not shown as missing. */
import { lazy, type ReactNode, Suspense, useId } from 'react';
import { useText } from '../../messages/index.js';
import { type Checkin, hasKnownFields } from '../../model/index.js';
import { nameFeeling } from '../../telling/index.js';
import { classesOf, LightGlyph, PersonMark, Stack } from '../../ui/index.js';
import type { Person } from './evening-card.js';
import styles from './today.module.css';
import type { FollowedEvening } from './use-evening-of-two.js';

const css = classesOf(styles);

const Answers = lazy(async () => ({ default: (await import('./reply/answers.js')).Answers }));

/** One person's evening in a line. */
export function Remembered({ person, checkin }: { person: Person; checkin: Checkin }): ReactNode {
  const text = useText();
  const { light, feelings, seal } = checkin;
  const line = checkin.line ?? checkin.high ?? checkin.news ?? checkin.low;
  const word = feelings?.map(nameFeeling).join(', ');
  const isUnread = seal !== undefined && seal !== 'opened' && !hasKnownFields(checkin);
  return (
    <li className={css('remembered')}>
      <PersonMark shape={person.shape} label={person.name} />
      {light && (
        <LightGlyph light={light} size="1.75rem" label={text('checkin.light', { light })} />
      )}
      <span className={css('remembered-words')}>
        {word !== undefined && <bdi className={css('remembered-word')}>{word}</bdi>}
        {line !== undefined && <bdi>{line}</bdi>}
        {isUnread && <span>{text('today.seal.remembered')}</span>}
        {word === undefined && line === undefined && light && (
          <span aria-hidden="true">{text('checkin.light', { light })}</span>
        )}
      </span>
    </li>
  );
}

export function LastEvening({
  evening,
  me,
  partner,
}: {
  evening: FollowedEvening;
  me: Person;
  partner: Person | undefined;
}): ReactNode {
  const text = useText();
  const id = useId();
  const { mine, theirs } = evening;
  const isTheirsShown = theirs !== undefined && !theirs.removed;
  if (!mine && !isTheirsShown) return null;
  return (
    <section aria-labelledby={id}>
      <Stack gap={12}>
        <h2 id={id} className={css('section-title')}>
          {text('today.last')}
        </h2>
        <ul className={css('remembered-list')}>
          {mine && <Remembered person={me} checkin={mine.checkin} />}
          {partner && isTheirsShown && <Remembered person={partner} checkin={theirs} />}
        </ul>
        {partner && (
          <Suspense>
            <Answers evening={evening} me={me} partner={partner} isTonight={false} />
          </Suspense>
        )}
      </Stack>
    </section>
  );
}

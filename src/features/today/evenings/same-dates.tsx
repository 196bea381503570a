/** On this day: what was written on the same date, if anything was and none of it rests. Shown softly, or not at all. */
import { type ReactNode, useId } from 'react';
import type { LocalDate } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { hasKnownFields } from '../../../model/index.js';
import { classesOf, Stack } from '../../../ui/index.js';
import { Remembered } from '../last-evening.js';
import { usePeople } from '../people.js';
import styles from '../today.module.css';
import { EveningMenu } from './evening-menu.js';
import { eveningPath } from './paths.js';
import { type Rests, useRests } from './use-rests.js';
import { type FoundDate, useSameDates } from './use-same-dates.js';

const css = classesOf(styles);

export type SameDatesProps = {
  readonly tonight: LocalDate;
  /** At most so many. */
  readonly most: number;
};

export function SameDates({ tonight, most }: SameDatesProps): ReactNode {
  const text = useText();
  const id = useId();
  const rests = useRests();
  const found = useSameDates(tonight, most, rests.list);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Stack gap={16}>
        <h2 id={id} className={css('section-title')}>
          {text('evenings.day')}
        </h2>
        {found.map((each) => (
          <SameDate key={each.evening} found={each} rests={rests} />
        ))}
      </Stack>
    </section>
  );
}

function SameDate({ found, rests }: { found: FoundDate; rests: Rests }): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { me, partner } = usePeople();
  const { evening, mine, theirs, monthsAgo } = found;
  const years = monthsAgo / 12;
  const ago = Number.isInteger(years)
    ? text('evenings.day.years', { count: years })
    : text('evenings.day.months', { count: monthsAgo });
  return (
    <div className={css('same-date')}>
      <div className={css('evening-head')}>
        <a
          className={css('ago')}
          href={`#${eveningPath(evening)}`}
          aria-label={text('evenings.day.open', { date: formats.date(evening) })}
        >
          {ago}
        </a>
        <EveningMenu evening={evening} rests={rests} />
      </div>
      <ul className={css('remembered-list')}>
        {mine && <Remembered person={me} checkin={mine.checkin} />}
        {partner && theirs && hasKnownFields(theirs) && (
          <Remembered person={partner} checkin={theirs} />
        )}
      </ul>
    </div>
  );
}

/** The evenings before, a month at a time: what is there, and never what is not. Any of them can still be written. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { addDays, type LocalDate, type Month, monthOf } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import { type EveningOfTwo, FIRST_DAY, monthAfter, monthBefore } from '../../model/index.js';
import { useEvening } from '../../session/react-evening.js';
import {
  Button,
  ButtonLink,
  classesOf,
  EmptyState,
  Field,
  Pager,
  Screen,
  Sheet,
  Spinner,
  Stack,
  TwoLamps,
  useHashPath,
  VisuallyHidden,
} from '../../ui/index.js';
import type { Person } from './evening-card.js';
import { askedMonth, checkinPath, eveningsPath } from './evenings-path.js';
import { Pair } from './pair.js';
import { usePeople } from './people.js';
import styles from './today.module.css';
import { useMonthOfTwo } from './use-month-of-two.js';

const css = classesOf(styles);

export function EveningsScreen(): ReactNode {
  const text = useText();
  const tonight = useEvening();
  const location = useHashPath();
  const month = askedMonth(location, tonight);
  const turnTo = (next: Month): void => window.location.replace(`#${eveningsPath(next)}`);
  return (
    <Screen
      title={text('evenings.title')}
      back={{ label: text('app.tab.today'), href: '#/' }}
      takeFocus
    >
      <Months month={month} newest={monthOf(tonight)} onChange={turnTo} />
      <MonthOfEvenings key={month} month={month} tonight={tonight} />
    </Screen>
  );
}

type MonthsProps = {
  readonly month: Month;
  readonly newest: Month;
  readonly onChange: (month: Month) => void;
};

function Months({ month, newest, onChange }: MonthsProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  return (
    <Pager
      label={text('common.months')}
      current={formats.month(month)}
      beforeLabel={text('common.month.before')}
      onBefore={() => onChange(monthBefore(month))}
      afterLabel={text('common.month.after')}
      onAfter={month < newest ? () => onChange(monthAfter(month)) : undefined}
    />
  );
}

function MonthOfEvenings({ month, tonight }: { month: Month; tonight: LocalDate }): ReactNode {
  const text = useText();
  const { me, partner } = usePeople();
  const { ready, evenings } = useMonthOfTwo(month);
  if (!ready) {
    return (
      <p role="status">
        <Spinner size="2rem" />
        <VisuallyHidden>{text('evenings.loading')}</VisuallyHidden>
      </p>
    );
  }
  return (
    <Stack gap={32}>
      {evenings.length === 0 ? (
        <EmptyState
          ghost={<TwoLamps size="3rem" />}
          sentence={text('evenings.empty')}
          action={<AnotherEvening month={month} tonight={tonight} />}
        />
      ) : (
        <AnotherEvening month={month} tonight={tonight} />
      )}
      {evenings.map((evening) => (
        <OneEvening key={evening.evening} evening={evening} me={me} partner={partner} />
      ))}
    </Stack>
  );
}

type OneEveningProps = {
  readonly evening: EveningOfTwo;
  readonly me: Person;
  readonly partner: Person | undefined;
};

function OneEvening({ evening, me, partner }: OneEveningProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const id = useId();
  const date = formats.evening(evening.evening);
  return (
    <article aria-labelledby={id}>
      <Stack gap={16}>
        <div className={css('evening-head')}>
          <h2 id={id} className={css('section-title')}>
            {date}
          </h2>
          <ButtonLink
            variant="plain"
            href={`#${checkinPath(evening.evening)}`}
            aria-label={text(evening.mine ? 'evenings.change.of' : 'evenings.add.to', { date })}
          >
            {text(evening.mine ? 'evenings.change' : 'evenings.add')}
          </ButtonLink>
        </div>
        <Pair evening={evening} me={me} partner={partner} />
      </Stack>
    </article>
  );
}

/** Any evening can be caught up with: its date is all that has to be said. */
function AnotherEvening({ month, tonight }: { month: Month; tonight: LocalDate }): ReactNode {
  const text = useText();
  const [isAsking, setIsAsking] = useState(false);
  const [date, setDate] = useState(lastOf(month, tonight));
  const [isWrong, setIsWrong] = useState(false);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const isKnown = date >= FIRST_DAY && date <= tonight;
    setIsWrong(!isKnown);
    if (isKnown) window.location.assign(`#${checkinPath(date)}`);
  };
  return (
    <>
      <Button icon="plus" onClick={() => setIsAsking(true)}>
        {text('evenings.another')}
      </Button>
      <Sheet
        open={isAsking}
        title={text('evenings.another')}
        closeLabel={text('common.close')}
        onClose={() => setIsAsking(false)}
      >
        <form onSubmit={go} noValidate>
          <Stack gap={24}>
            <Field
              label={text('evenings.date')}
              type="date"
              min={FIRST_DAY}
              max={tonight}
              value={date}
              error={isWrong ? text('evenings.date.wrong') : undefined}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
            <Button type="submit" variant="primary" wide>
              {text('evenings.open')}
            </Button>
          </Stack>
        </form>
      </Sheet>
    </>
  );
}

/** The month's last evening that has been. */
function lastOf(month: Month, tonight: LocalDate): LocalDate {
  const last = addDays(`${monthAfter(month)}-01`, -1);
  return last < tonight ? last : tonight;
}

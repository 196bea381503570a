/** The evenings before: from a month on back in time, what is there and never what is not. Any of them can still be written. */
import type { ReactNode } from 'react';
import { type Month, monthOf } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { useEvening } from '../../../session/react-evening.js';
import { useKeptMonths, useLookBack } from '../../../session/react-look-back.js';
import { pageMonths } from '../../../telling/index.js';
import {
  ButtonLink,
  Pager,
  Row,
  Screen,
  useHashPath,
  Waiting,
  Windowed,
} from '../../../ui/index.js';
import { AnotherEvening } from './another-evening.js';
import { MonthOfEvenings } from './month.js';
import { askedEvening, askedMonth, eveningsPath, RESTING_PATH, SEARCH_PATH } from './paths.js';
import { SameDates } from './same-dates.js';
import { useRests } from './use-rests.js';

/** Pixels of a month that has not been seen yet: some twenty evenings of two. */
const ROOM_OF_MONTH = 4_000;

export function EveningsScreen(): ReactNode {
  const text = useText();
  const formats = useFormats();
  const tonight = useEvening();
  const path = useHashPath();
  const month = askedMonth(path, tonight);
  const evening = askedEvening(path);
  const isNow = month === monthOf(tonight);
  // The browser's own way would put the question before the `#`, where it goes to whoever serves the page.
  const turnTo = (next: Month): void => window.location.replace(`#${eveningsPath(next)}`);
  return (
    <Screen
      title={text('evenings.title')}
      back={{ label: text('app.tab.today'), href: '#/' }}
      width="wide"
      actions={
        <ButtonLink icon="search" href={`#${SEARCH_PATH}`}>
          {text('evenings.search')}
        </ButtonLink>
      }
      takeFocus={evening === undefined}
    >
      <Pager
        {...pageMonths(text, formats, { month, newest: monthOf(tonight), onChange: turnTo })}
      />
      <Row>
        <AnotherEvening key={month} month={month} tonight={tonight} />
        <ButtonLink variant="plain" icon="rest" href={`#${RESTING_PATH}`}>
          {text('evenings.rests')}
        </ButtonLink>
      </Row>
      {isNow && evening === undefined && <SameDates tonight={tonight} most={2} />}
      <Since key={month} month={month} />
    </Screen>
  );
}

/** The month asked for, and behind it every earlier one in which somebody wrote. */
function Since({ month }: { month: Month }): ReactNode {
  const lookBack = useLookBack();
  const kept = useKeptMonths(lookBack);
  const evening = askedEvening(useHashPath());
  const rests = useRests();
  if (!lookBack || !kept || !rests.list) return <Opening />;
  const months = [month, ...kept.filter((each) => each < month)];
  return (
    <Windowed keys={months} estimate={ROOM_OF_MONTH}>
      {(each, part) => (
        <MonthOfEvenings
          month={each}
          isFirst={each === month}
          lookBack={lookBack}
          rests={rests}
          asked={evening}
          {...part}
        />
      )}
    </Windowed>
  );
}

function Opening(): ReactNode {
  const text = useText();
  return <Waiting label={text('evenings.loading')} />;
}

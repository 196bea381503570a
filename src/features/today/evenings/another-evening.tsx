/** Any evening can be caught up with: its date is all that has to be said. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { addDays, type LocalDate, type Month } from '../../../kernel/index.js';
import { useText } from '../../../messages/index.js';
import { FIRST_DAY, monthAfter } from '../../../model/index.js';
import { Button, Field, Sheet, Stack } from '../../../ui/index.js';
import { checkinPath } from './paths.js';

export function AnotherEvening({
  month,
  tonight,
}: {
  month: Month;
  tonight: LocalDate;
}): ReactNode {
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

/** What rests: a list of evenings and times that don't come back by themselves, and a way to add a time. */
import { type FormEvent, type ReactNode, useState } from 'react';
import type { LocalDate } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { FIRST_DAY, orderPeriod, type Rest, readDate } from '../../../model/index.js';
import { useEvening } from '../../../session/react-evening.js';
import {
  Button,
  Field,
  Row,
  Rows,
  Screen,
  Sheet,
  Stack,
  useHashPath,
  useToast,
  Waiting,
} from '../../../ui/index.js';
import { type Rests, useRests } from './use-rests.js';

/** `#/resting?from=2026-11-03` opens the sheet with that day. */
function askedDay(path: string): LocalDate | undefined {
  return readDate(new URLSearchParams(path.split('?')[1]).get('from') ?? undefined);
}

export function RestingScreen(): ReactNode {
  const text = useText();
  const asked = askedDay(useHashPath());
  const rests = useRests();
  const [isAdding, setIsAdding] = useState(asked !== undefined);
  return (
    <Screen
      title={text('resting.title')}
      back={{ label: text('evenings.title'), href: '#/evenings' }}
      takeFocus
    >
      <p>{text(rests.list?.length === 0 ? 'resting.none' : 'resting.lead')}</p>
      <Row>
        <Button icon="plus" disabled={!rests.list} onClick={() => setIsAdding(true)}>
          {text('resting.add')}
        </Button>
      </Row>
      {rests.list ? <Periods list={rests.list} onEnd={rests.end} /> : <Loading />}
      <Sheet
        open={isAdding && rests.list !== undefined}
        title={text('resting.add')}
        closeLabel={text('common.close')}
        onClose={() => setIsAdding(false)}
      >
        <TimeForm asked={asked} rests={rests} onDone={() => setIsAdding(false)} />
      </Sheet>
    </Screen>
  );
}

function Loading(): ReactNode {
  const text = useText();
  return <Waiting label={text('resting.loading')} />;
}

type PeriodsProps = { readonly list: readonly Rest[]; readonly onEnd: (id: string) => void };

function Periods({ list, onEnd }: PeriodsProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const toast = useToast();
  const end = (id: string): void => {
    onEnd(id);
    toast({ message: text('resting.ended') });
  };
  return (
    <Rows
      items={list.map(({ id, from, to }) => {
        const period = formats.period(from, to);
        return {
          id,
          icon: 'rest',
          // The button goes under the time where there is no room beside it.
          label: (
            <Row justify="between">
              <span>{period}</span>
              <Button
                variant="plain"
                aria-label={text('resting.end.of', { period })}
                onClick={() => end(id)}
              >
                {text('resting.end')}
              </Button>
            </Row>
          ),
        };
      })}
    />
  );
}

type TimeFormProps = {
  readonly asked: LocalDate | undefined;
  readonly rests: Rests;
  readonly onDone: () => void;
};

function TimeForm({ asked, rests, onDone }: TimeFormProps): ReactNode {
  const text = useText();
  const toast = useToast();
  const tonight = useEvening();
  const [from, setFrom] = useState(asked ?? '');
  const [to, setTo] = useState(asked ?? '');
  const [isWrong, setIsWrong] = useState(false);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const isKnown = [from, to].every((day) => readDate(day) && FIRST_DAY <= day && day <= tonight);
    setIsWrong(!isKnown);
    if (!isKnown) return;
    rests.add(orderPeriod(from, to));
    toast({ message: text('resting.done') });
    onDone();
  };
  const bounds = { type: 'date', min: FIRST_DAY, max: tonight } as const;
  return (
    <form onSubmit={save} noValidate>
      <Stack gap={24}>
        <Field
          {...bounds}
          label={text('resting.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Field
          {...bounds}
          label={text('resting.to')}
          value={to}
          error={isWrong ? text('resting.wrong') : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="primary" wide>
          {text('resting.save')}
        </Button>
      </Stack>
    </form>
  );
}

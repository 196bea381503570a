/** One reminder: when it comes, what the calendar knows of it, and what can be done. */
import { type ReactNode, useId } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import { calendarKnows, type Reminder } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { Button, Card, Notice, Row, Stack } from '../../ui/index.js';
import { canShareCalendar, type Way } from './calendar.js';
import { describeTimes, KNOWN, namePlace } from './sentences.js';
import type { ReminderActions } from './use-reminders.js';

export type ReminderCardProps = {
  readonly reminder: Reminder;
  readonly actions: ReminderActions;
  /** The first that the calendar has to be told of. */
  readonly isNext: boolean;
  readonly onChange: () => void;
};

export function ReminderCard(props: ReminderCardProps): ReactNode {
  const { reminder } = props;
  const text = useText();
  const formats = useFormats();
  const id = useId();
  return (
    <Card labelledBy={id}>
      <Stack gap={12}>
        <Stack gap={4}>
          <h2 id={id}>{describeTimes(text, formats, reminder)}</h2>
          <p>
            <bdi>{reminder.title ?? text('reminders.neutral')}</bdi>
          </p>
        </Stack>
        {reminder.removed ? <TakenOut {...props} /> : <Kept {...props} />}
      </Stack>
    </Card>
  );
}

function Kept({ reminder, actions, isNext, onChange }: ReminderCardProps): ReactNode {
  const text = useText();
  const knows = calendarKnows(reminder);
  const give = (way: Way): void => void actions.toCalendar([reminder], 'take-in', way);
  return (
    <>
      <p role="status">{text(KNOWN[knows])}</p>
      <Elsewhere reminder={reminder} actions={actions} />
      <HandOver isDone={knows === 'this'} isNext={isNext} onGive={give} />
      <Row>
        <Button icon="pencil" onClick={onChange}>
          {text('reminders.change')}
        </Button>
        <Button icon="trash" variant="plain" onClick={() => actions.remove(reminder)}>
          {text('reminders.remove')}
        </Button>
      </Row>
    </>
  );
}

type HandOverProps = {
  readonly isDone: boolean;
  readonly isNext: boolean;
  readonly onGive: (way: Way) => void;
};

function HandOver({ isDone, isNext, onGive }: HandOverProps): ReactNode {
  const text = useText();
  const canShare = canShareCalendar();
  return (
    <Row>
      <Button
        variant={isNext ? 'primary' : 'quiet'}
        icon={canShare ? 'share' : 'download'}
        onClick={() => onGive(canShare ? 'share' : 'save')}
      >
        {text(isDone ? 'reminders.give.again' : 'reminders.give')}
      </Button>
      {canShare && (
        <Button icon="download" onClick={() => onGive('save')}>
          {text('reminders.save')}
        </Button>
      )}
    </Row>
  );
}

/** Made in one place of the world, looked at in another. */
function Elsewhere({
  reminder,
  actions,
}: Pick<ReminderCardProps, 'reminder' | 'actions'>): ReactNode {
  const text = useText();
  const { clock } = useSession();
  const here = clock.timeZone();
  if (reminder.timeZone === here) return null;
  return (
    <Notice
      actions={
        <Button onClick={() => void actions.save(reminder, reminder.id)}>
          {text('reminders.elsewhere.here')}
        </Button>
      }
    >
      {text('reminders.elsewhere', { there: namePlace(reminder.timeZone), here: namePlace(here) })}
    </Notice>
  );
}

function TakenOut({
  reminder,
  actions,
}: Pick<ReminderCardProps, 'reminder' | 'actions'>): ReactNode {
  const text = useText();
  const isTold = calendarKnows(reminder) === 'this';
  const way = canShareCalendar() ? 'share' : 'save';
  return (
    <>
      <p role="status">{text(isTold ? 'reminders.out.told' : 'reminders.out')}</p>
      <Row>
        <Button
          icon={way === 'share' ? 'share' : 'download'}
          onClick={() => void actions.toCalendar([reminder], 'take-out', way)}
        >
          {text('reminders.out.file')}
        </Button>
        <Button icon="check" variant="plain" onClick={() => actions.forget(reminder)}>
          {text('reminders.out.done')}
        </Button>
      </Row>
    </>
  );
}

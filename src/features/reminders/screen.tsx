/** Reminders: a repeating moment for a person's own calendar, since no server of ours could wake a phone. */
import { type ReactNode, useState } from 'react';
import { useText } from '../../messages/index.js';
import { calendarKnows } from '../../model/index.js';
import { Button, Row, Screen, Stack, Waiting } from '../../ui/index.js';
import { canShareCalendar } from './calendar.js';
import { ReminderCard } from './reminder-card.js';
import { type Editing, ReminderSheet } from './reminder-sheet.js';
import { useReminders } from './use-reminders.js';

export function RemindersScreen(): ReactNode {
  const text = useText();
  const { reminders, actions } = useReminders();
  const [editing, setEditing] = useState<Editing | undefined>(undefined);
  const kept = reminders?.filter(({ removed }) => !removed) ?? [];
  const next = kept.find((reminder) => calendarKnows(reminder) !== 'this');
  const giveAll = (): void =>
    void actions.toCalendar(kept, 'take-in', canShareCalendar() ? 'share' : 'save');
  return (
    <Screen
      title={text('reminders.title')}
      back={{ label: text('app.tab.us'), href: '#/us' }}
      takeFocus
    >
      <p>{text('reminders.lead')}</p>
      {!reminders && <Loading />}
      {reminders && reminders.length > 0 && (
        <Stack gap={16}>
          {reminders.map((reminder) => (
            <ReminderCard
              key={reminder.id}
              reminder={reminder}
              actions={actions}
              isNext={reminder === next}
              onChange={() => setEditing({ reminder })}
            />
          ))}
        </Stack>
      )}
      <Row>
        <Button
          icon="plus"
          variant={kept.length > 0 ? 'quiet' : 'primary'}
          disabled={!reminders}
          onClick={() => setEditing({ reminder: undefined })}
        >
          {text(kept.length > 0 ? 'reminders.another' : 'reminders.add')}
        </Button>
        {kept.length > 1 && <Button onClick={giveAll}>{text('reminders.all')}</Button>}
      </Row>
      <p>{text('reminders.seen')}</p>
      <p>{text('reminders.alarm')}</p>
      <ReminderSheet
        editing={editing}
        onSave={actions.save}
        onClose={() => setEditing(undefined)}
      />
    </Screen>
  );
}

function Loading(): ReactNode {
  const text = useText();
  return <Waiting label={text('reminders.loading')} />;
}

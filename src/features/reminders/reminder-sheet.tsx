/** One reminder being made or changed: its days, its time, and what it says in the calendar. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { WEEKDAYS } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import type { Reminder, ReminderFields } from '../../model/index.js';
import { Button, Chips, Field, Sheet, Stack } from '../../ui/index.js';
import { describeSlip, nameWeekday, type Slip } from './sentences.js';
import type { ReminderActions } from './use-reminders.js';

const FRESH: ReminderFields = { weekdays: WEEKDAYS, time: '21:00', title: undefined };

export type Editing = { readonly reminder: Reminder | undefined };

export type ReminderSheetProps = {
  /** Undefined while it is closed. */
  readonly editing: Editing | undefined;
  readonly onSave: ReminderActions['save'];
  readonly onClose: () => void;
};

export function ReminderSheet({ editing, onSave, onClose }: ReminderSheetProps): ReactNode {
  const text = useText();
  const formId = useId();
  const isNew = editing?.reminder === undefined;
  return (
    <Sheet
      open={editing !== undefined}
      title={text(isNew ? 'reminders.new' : 'reminders.change.title')}
      closeLabel={text('common.close')}
      onClose={onClose}
      actions={
        <Button type="submit" form={formId} variant="primary" wide>
          {text('common.save')}
        </Button>
      }
    >
      <ReminderForm
        id={formId}
        reminder={editing?.reminder}
        onSave={onSave}
        onDone={onClose}
        key={editing?.reminder?.id ?? 'new'}
      />
    </Sheet>
  );
}

type ReminderFormProps = {
  readonly id: string;
  readonly reminder: Reminder | undefined;
  readonly onSave: ReminderActions['save'];
  readonly onDone: () => void;
};

function ReminderForm({ id, reminder, onSave, onDone }: ReminderFormProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const [fields, setFields] = useState<ReminderFields>(reminder ?? FRESH);
  const [slip, setSlip] = useState<Slip | undefined>(undefined);
  const change = (changed: Partial<ReminderFields>): void => {
    setFields({ ...fields, ...changed });
    setSlip(undefined);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const error = onSave(fields, reminder?.id);
    if (error) setSlip(describeSlip(text, error));
    else onDone();
  };
  const slipAt = (at: Slip['at']): string | undefined =>
    slip?.at === at ? slip.sentence : undefined;
  return (
    <form id={id} onSubmit={save} noValidate>
      <Stack gap={24}>
        <Chips
          choose="many"
          legend={text('reminders.days')}
          hint={<span role="status">{slipAt('days')}</span>}
          options={WEEKDAYS.map((day) => ({
            value: day,
            label: nameWeekday(formats, day, 'short'),
          }))}
          value={fields.weekdays}
          onChange={(weekdays) => change({ weekdays })}
        />
        <Field
          type="time"
          label={text('reminders.time')}
          value={fields.time}
          error={slipAt('time')}
          onChange={({ currentTarget: { value } }) => change({ time: value })}
        />
        <Field
          label={text('reminders.words')}
          hint={text('reminders.words.hint')}
          placeholder={text('reminders.neutral')}
          dir="auto"
          value={fields.title ?? ''}
          error={slipAt('title')}
          onChange={({ currentTarget: { value } }) => change({ title: value })}
        />
      </Stack>
    </form>
  );
}

/** The evening check-in: one sheet, every answer optional, saved at any point. */
import { lazy, type ReactNode } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import {
  Button,
  classesOf,
  Foot,
  Later,
  Notice,
  Screen,
  Stack,
  useHashPath,
  useToast,
  Waiting,
} from '../../ui/index.js';
import { WishAnswer } from './answers.js';
import styles from './checkin.module.css';
import { FeelAnswer } from './feel-answer.js';
import { ShareAnswer, usePartnerName } from './share-answer.js';
import { MoreAnswers, TextAnswer } from './text-answers.js';
import { type CheckinSheet, useCheckinSheet } from './use-checkin-sheet.js';
import { leaveTo } from './way.js';

const css = classesOf(styles);

const History = lazy(async () => ({ default: (await import('./history.js')).History }));

/** Said only where one comes back to a draft; while writing, everybody knows. */
function Resumed({ sheet }: { sheet: CheckinSheet }): ReactNode {
  const text = useText();
  if (!sheet.resumed) return null;
  return (
    <Notice
      icon="pencil"
      actions={<Button onClick={sheet.startOver}>{text('checkin.draft.discard')}</Button>}
    >
      {text('checkin.draft')}
    </Notice>
  );
}

function CheckinForm({ sheet, onSave }: { sheet: CheckinSheet; onSave: () => void }): ReactNode {
  const text = useText();
  const { fields, change, problem } = sheet;
  const partner = usePartnerName();
  const answering = { fields, change, problem };
  return (
    <form
      className={css('form')}
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Stack gap={32}>
        <Resumed sheet={sheet} />
        <FeelAnswer {...answering} />
        <TextAnswer name="line" {...answering} />
        <MoreAnswers partner={partner} {...answering} />
        {!sheet.isPast && <WishAnswer fields={fields} change={change} />}
        <ShareAnswer fields={fields} change={change} own={sheet.own} />
      </Stack>
      <Foot>
        {problem?.at === 'form' && (
          <Notice tone="trouble" live>
            {problem.sentence}
          </Notice>
        )}
        <Button type="submit" variant="primary" wide busy={sheet.busy}>
          {text('common.save')}
        </Button>
      </Foot>
    </form>
  );
}

function Loading(): ReactNode {
  const text = useText();
  return <Waiting label={text('checkin.loading')} />;
}

export function CheckinScreen(): ReactNode {
  const text = useText();
  const formats = useFormats();
  const toast = useToast();
  const location = useHashPath();
  const sheet = useCheckinSheet();
  // The first is the one that counts, and stands in the sheet itself.
  const earlier = sheet.history.slice(1);

  const save = async (): Promise<void> => {
    const takeBack = await sheet.save();
    if (!takeBack) return;
    const onAction = (): void => toast({ message: text('checkin.undone', { how: takeBack() }) });
    toast({ message: text('checkin.saved'), action: { label: text('checkin.undo'), onAction } });
    window.location.assign(leaveTo(location, true));
  };

  return (
    <Screen
      title={text(sheet.isPast ? 'checkin.title.past' : 'checkin.title')}
      eyebrow={formats.evening(sheet.evening)}
      back={{ label: text('common.back'), href: leaveTo(location, false) }}
      takeFocus
    >
      {sheet.ready ? <CheckinForm sheet={sheet} onSave={() => void save()} /> : <Loading />}
      {earlier.length > 0 && (
        <Later failed={text('common.notLoaded')}>
          <History earlier={earlier} />
        </Later>
      )}
    </Screen>
  );
}

/** What was written before there was a partner: only on this phone, and shared note by note, if at all. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useText } from '../../messages/index.js';
import {
  bringOver,
  createNoteSource,
  gratitudeChapter,
  listToBringOver,
  type Note,
} from '../../model/index.js';
import type { BondView } from '../../session/index.js';
import { useChapter, useChapterValue, useSession } from '../../session/react.js';
import { Button, classesOf, Menu, Sheet, Stack, useToast } from '../../ui/index.js';
import styles from './board.module.css';
import { NoteCard } from './note-card.js';
import { excerptOf } from './note-view.js';
import type { People } from './people.js';
import { removeWithUndo } from './removals.js';

const css = classesOf(styles);

export type PrivateNotesProps = {
  readonly month: string;
  readonly bond: BondView;
  readonly people: People;
};

/** The private notes of a month that the shared board doesn't hold, and the way there. */
function useOwnNotes(month: string, bond: BondView) {
  const { random } = useSession();
  const name = gratitudeChapter(month);
  const own = useChapter('private', name);
  const shared = useChapter('shared', name);
  const source = useMemo(() => createNoteSource(bond.mySide, random), [bond.mySide, random]);
  const bondName = String(bond.since);
  const docs = own && shared ? { private: own.doc, shared: shared.doc } : undefined;
  const select = (): readonly Note[] =>
    docs ? listToBringOver(source, docs, bondName).map((item) => item.record) : [];
  // Both chapters are listened to, since both decide what is left to share.
  useChapterValue(shared, select);
  const notes = useChapterValue(own, select) ?? [];
  const share = (id: string): void => {
    if (docs) bringOver(source, docs, bondName, id);
  };
  return { notes, share, name };
}

export function PrivateNotes({ month, bond, people }: PrivateNotesProps): ReactNode {
  const text = useText();
  const session = useSession();
  const toast = useToast();
  const titleId = useId();
  const [asked, setAsked] = useState<Note | undefined>(undefined);
  const { notes, share, name } = useOwnNotes(month, bond);
  const partner = people.partner?.name ?? text('common.partner');
  if (notes.length === 0) return null;
  const remove = ({ id, text: words }: Note): void => {
    const undo = removeWithUndo(session, { space: 'private', name, author: 'me' }, id);
    toast({
      message: text('board.removed', { note: excerptOf(words) }),
      action: { label: text('board.undo'), onAction: () => void undo() },
    });
  };
  const confirm = (): void => {
    if (asked) share(asked.id);
    setAsked(undefined);
    toast({ message: text('board.private.shared', { partner }) });
  };
  return (
    <section className={css('section')} aria-labelledby={titleId}>
      <h2 id={titleId}>{text('board.private.title')}</h2>
      <p className={css('lead')}>{text('board.private.lead', { partner })}</p>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the bullets. */}
      <ul role="list" className={css('list')}>
        {notes.map((note) => (
          <li key={note.id}>
            <NoteCard
              note={note}
              people={people}
              tools={<PrivateTools note={note} onShare={setAsked} onRemove={remove} />}
            />
          </li>
        ))}
      </ul>
      <Sheet
        open={asked !== undefined}
        title={text('board.private.preview', { partner })}
        closeLabel={text('common.close')}
        onClose={() => setAsked(undefined)}
        actions={
          <Button variant="primary" wide onClick={confirm}>
            {text('board.private.confirm', { partner })}
          </Button>
        }
      >
        <Stack>
          {asked && <NoteCard note={asked} people={people} />}
          <p>{text('board.private.final', { partner })}</p>
        </Stack>
      </Sheet>
    </section>
  );
}

type PrivateToolsProps = {
  readonly note: Note;
  readonly onShare: (note: Note) => void;
  readonly onRemove: (note: Note) => void;
};

function PrivateTools({ note, onShare, onRemove }: PrivateToolsProps): ReactNode {
  const text = useText();
  const called = { note: excerptOf(note.text) };
  return (
    <Menu
      label={text('board.menu', called)}
      items={[
        {
          id: 'share',
          label: text('board.private.share'),
          icon: 'share',
          onSelect: () => onShare(note),
        },
        {
          id: 'remove',
          label: text('board.remove'),
          icon: 'trash',
          danger: true,
          onSelect: () => onRemove(note),
        },
      ]}
    />
  );
}

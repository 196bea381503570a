/** What can be done with one's own evening: taking it back without a trace, or removing what has left for both. */
import { type ReactNode, useState } from 'react';
import { type MessageId, useFormats, useText } from '../../messages/index.js';
import { hasLeft, type OwnCheckin } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { Button, Menu, Sheet, Stack, useAnnounce, useToast } from '../../ui/index.js';
import { takeAwayWithUndo } from './take-away.js';

type OwnMenuProps = {
  readonly mine: OwnCheckin;
  /** The partner's name, where there is one. */
  readonly partner: string | undefined;
};

/** What it is called, and what is true once it is done. */
function wordsFor(mine: OwnCheckin): { readonly label: MessageId; readonly done: MessageId } {
  if (hasLeft(mine)) return { label: 'removal.both', done: 'removal.both.done' };
  return mine.place === 'outgoing'
    ? { label: 'removal.takeBack', done: 'removal.takeBack.done' }
    : { label: 'removal.own', done: 'removal.own.done' };
}

export function OwnMenu({ mine, partner }: OwnMenuProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const session = useSession();
  const toast = useToast();
  const announce = useAnnounce();
  const [isAsking, setIsAsking] = useState(false);
  const { evening } = mine.checkin;
  const words = wordsFor(mine);
  const takeAway = (): void => {
    setIsAsking(false);
    const undo = takeAwayWithUndo(session, evening);
    const onAction = (): void => announce(text(undo() ? 'removal.undone' : 'removal.undo.late'));
    toast({ message: text(words.done), action: { label: text('removal.undo'), onAction } });
  };
  return (
    <>
      <Menu
        label={text('removal.menu', { date: formats.evening(evening) })}
        items={[
          {
            id: 'remove',
            label: text(words.label),
            icon: mine.place === 'outgoing' && !hasLeft(mine) ? 'undo' : 'trash',
            danger: hasLeft(mine),
            onSelect: () => (hasLeft(mine) ? setIsAsking(true) : takeAway()),
          },
        ]}
      />
      <Sheet
        open={isAsking}
        title={text('removal.both.title')}
        closeLabel={text('common.close')}
        onClose={() => setIsAsking(false)}
        actions={
          <Button variant="danger" wide onClick={takeAway}>
            {text('removal.both.confirm')}
          </Button>
        }
      >
        <Stack>
          <p>{text('removal.both.text')}</p>
          <p>{text('removal.both.limit', { partner: partner ?? text('common.partner') })}</p>
        </Stack>
      </Sheet>
    </>
  );
}

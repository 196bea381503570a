/** Answers that are sealed until both have answered: what each of the two may know, and how to open one's own. */
import { type ReactNode, useState } from 'react';
import { type LocalDate, monthOf } from '../../kernel/index.js';
import { useText } from '../../messages/index.js';
import {
  checkinChapter,
  type EveningOfTwo,
  type OwnCheckin,
  openOwnAnswer,
} from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, classesOf, Icon, Sheet, Stack } from '../../ui/index.js';
import { describeTheirs } from './seal-sentences.js';
import styles from './today.module.css';

const css = classesOf(styles);

function useOpenNow(evening: LocalDate): () => void {
  const session = useSession();
  const bond = useSignal(session.bond);
  return () => {
    if (!bond) return;
    const chapter = session.openChapter('shared', checkinChapter(monthOf(evening), bond.mySide));
    openOwnAnswer(chapter.doc, evening, session.author);
    chapter.close();
  };
}

type SealedMineProps = { readonly mine: OwnCheckin; readonly partner: string };

/** One may always open one's own: then the partner reads it, answered or not. */
export function SealedMine({ mine, partner }: SealedMineProps): ReactNode {
  const text = useText();
  const openNow = useOpenNow(mine.checkin.evening);
  const [isAsking, setIsAsking] = useState(false);
  const confirm = (): void => {
    openNow();
    setIsAsking(false);
  };
  return (
    <>
      <p className={css('seal')}>
        <Icon name="lock" />
        {text('today.seal.mine', { partner })}
      </p>
      {/* What has not left is opened in the sheet, by not sealing it. */}
      {mine.place === 'shared' && (
        <Button variant="plain" onClick={() => setIsAsking(true)}>
          {text('today.seal.open')}
        </Button>
      )}
      <Sheet
        open={isAsking}
        title={text('today.seal.open.title', { partner })}
        closeLabel={text('common.close')}
        onClose={() => setIsAsking(false)}
        actions={
          <Button variant="primary" wide onClick={confirm}>
            {text('today.seal.open.confirm')}
          </Button>
        }
      >
        <Stack>
          <p>{text('today.seal.open.text', { partner })}</p>
        </Stack>
      </Sheet>
    </>
  );
}

/** What there is to say of the partner's seal; nothing where there is none or it is open. */
export function SealedTheirs({ evening, partner }: { evening: EveningOfTwo; partner: string }) {
  const text = useText();
  const sentence = describeTheirs(text, evening, partner);
  if (sentence === undefined) return null;
  const seal = evening.theirs?.seal;
  return (
    <p className={css('seal')} role="status">
      {seal === 'closed' && <Icon name="lock" />}
      {seal === 'broken' && <Icon name="warning" />}
      {sentence}
    </p>
  );
}

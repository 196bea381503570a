/** One evening of two, side by side: the answers, and under them the lines, which need room. */
import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../../messages/index.js';
import type { EveningOfTwo } from '../../model/index.js';
import { classesOf, Stack } from '../../ui/index.js';
import { EveningCard, type Person, Words } from './evening-card.js';
import { SavedLine } from './saved-line.js';
import { SealedMine, SealedTheirs } from './sealed.js';
import styles from './today.module.css';

const css = classesOf(styles);

const OwnMenu = lazy(async () => ({ default: (await import('./own-menu.js')).OwnMenu }));

export type PairProps = {
  readonly evening: EveningOfTwo;
  readonly me: Person;
  readonly partner: Person | undefined;
  /** Of this evening a card also stands there while it is empty; of the others only what is there. */
  readonly showsEmpty?: boolean;
};

function Mine({ evening, me, partner, showsEmpty }: PairProps): ReactNode {
  const text = useText();
  const { mine, mineRemoved } = evening;
  return (
    <EveningCard
      person={me}
      checkin={mine?.checkin}
      empty={text(mineRemoved ? 'today.mine.removed' : 'today.mine.empty')}
      menu={
        mine && (
          <Suspense>
            <OwnMenu mine={mine} partner={partner?.name} />
          </Suspense>
        )
      }
    >
      {mine && partner && mine.checkin.seal === 'closed' && (
        <SealedMine mine={mine} partner={partner.name} />
      )}
      {mine && showsEmpty && <SavedLine mine={mine} partner={partner?.name} />}
      {!showsEmpty && partner && mine?.place === 'private' && (
        <p className={css('quiet')}>{text('today.private')}</p>
      )}
    </EveningCard>
  );
}

function Theirs({ evening, partner }: { evening: EveningOfTwo; partner: Person }): ReactNode {
  const text = useText();
  const { theirs } = evening;
  const { name } = partner;
  return (
    <EveningCard
      person={partner}
      checkin={theirs?.removed ? undefined : theirs}
      empty={text(theirs?.removed ? 'today.theirs.removed' : 'today.theirs.empty', {
        partner: name,
      })}
    >
      <SealedTheirs evening={evening} partner={name} />
    </EveningCard>
  );
}

export function Pair(props: PairProps): ReactNode {
  const { evening, me, partner, showsEmpty = false } = props;
  const { mine, mineRemoved, theirs } = evening;
  return (
    <Stack gap={24}>
      <div className={css('pair')}>
        {(mine || mineRemoved || showsEmpty) && <Mine {...props} />}
        {partner && (theirs || showsEmpty) && <Theirs evening={evening} partner={partner} />}
      </div>
      {mine && <Words person={me} checkin={mine.checkin} />}
      {partner && theirs && <Words person={partner} checkin={theirs} />}
    </Stack>
  );
}

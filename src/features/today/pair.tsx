/**
 * One evening of two, side by side. Where there is room each one's words stand under the own answers; on a phone
 * they come under both, so that neither is squeezed.
 */
import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../../messages/index.js';
import type { EveningOfTwo } from '../../model/index.js';
import { classesOf, Stack } from '../../ui/index.js';
import { EveningCard, type Person } from './evening-card.js';
import { SavedLine } from './saved-line.js';
import { SealedMine, SealedTheirs } from './sealed.js';
import styles from './today.module.css';
import { Words } from './words.js';

const css = classesOf(styles);

const Answers = lazy(async () => ({ default: (await import('./reply/answers.js')).Answers }));
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
      heading={showsEmpty ? 'h3' : 'h4'}
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

function Theirs({ evening, partner, showsEmpty }: PairProps & { partner: Person }): ReactNode {
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
      heading={showsEmpty ? 'h3' : 'h4'}
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
        {(mine || mineRemoved || showsEmpty) && (
          <div className={css('one')}>
            <div className={css('answers')}>
              <Mine {...props} />
            </div>
            {mine && <Words person={me} checkin={mine.checkin} />}
          </div>
        )}
        {partner && (theirs || showsEmpty) && (
          <div className={css('one')}>
            <div className={css('answers')}>
              <Theirs {...props} partner={partner} />
            </div>
            {theirs && <Words person={partner} checkin={theirs} invites={showsEmpty} />}
          </div>
        )}
      </div>
      {partner && (mine || mineRemoved || theirs) && (
        <Suspense>
          <Answers evening={evening} me={me} partner={partner} isTonight={showsEmpty} />
        </Suspense>
      )}
    </Stack>
  );
}

/** What the partner had written before they changed it: an edit hides nothing from either of the two. */
import type { ReactNode } from 'react';
import { type LocalDate, monthOf } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { checkinChapter, hasKnownFields, readHistory } from '../../../model/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../../session/react.js';
import { tellCheckin } from '../../../telling/index.js';
import { classesOf, Stack } from '../../../ui/index.js';
import styles from './reply.module.css';

const css = classesOf(styles);

type TheirEarlierProps = { readonly evening: LocalDate; readonly partner: string };

/** Nothing where there is one version alone, or where earlier ones were sealed and not opened. */
export function TheirEarlier({ evening, partner }: TheirEarlierProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const session = useSession();
  const bond = useSignal(session.bond);
  const author = useSignal(session.partnerAuthor);
  const name = bond && checkinChapter(monthOf(evening), bond.partnerSide);
  const history = useChapterValue(useChapter('shared', name), (doc) =>
    readHistory(doc, evening, author),
  );
  const earlier = (history ?? []).slice(1).filter(({ checkin }) => hasKnownFields(checkin));
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary>{text('reply.their.before', { partner })}</summary>
      <Stack gap={12}>
        {earlier.map(({ key, checkin }) => (
          <div key={key}>
            <p className={css('when')}>{formats.moment(checkin.savedAt, session.clock.now())}</p>
            {tellCheckin(text, checkin).map((answer) => (
              <p key={answer} dir="auto">
                {answer}
              </p>
            ))}
          </div>
        ))}
      </Stack>
    </details>
  );
}

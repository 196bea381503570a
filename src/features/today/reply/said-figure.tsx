/** What one of the two said to the other's evening, as it is read: a quiet mark, an answer, its earlier versions. */
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../../messages/index.js';
import { REPLY_STEPS, type ReplyFields } from '../../../model/index.js';
import { useSession } from '../../../session/react.js';
import { classesOf, PersonMark, Stack } from '../../../ui/index.js';
import type { Person } from '../evening-card.js';
import styles from './reply.module.css';
import type { Said } from './use-replies.js';

const css = classesOf(styles);

function Words({ reply }: { reply: ReplyFields }): ReactNode {
  return REPLY_STEPS.map(
    (step) =>
      reply[step] !== undefined && (
        <p key={step} dir="auto">
          {reply[step]}
        </p>
      ),
  );
}

/** Earlier ones that the other may have read. */
function Earlier({ versions }: Pick<Said, 'versions'>): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { clock } = useSession();
  const earlier = versions.slice(1).filter(({ waits }) => !waits);
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary>{text('reply.earlier')}</summary>
      <Stack gap={12}>
        {earlier.map(({ key, reply }) => (
          <div key={key}>
            <p className={css('when')}>{formats.moment(reply.savedAt, clock.now())}</p>
            <Words reply={reply} />
          </div>
        ))}
      </Stack>
    </details>
  );
}

type SaidFigureProps = {
  readonly person: Person;
  readonly said: Said;
  /** Who said it to whom, for those who don't see the mark. */
  readonly label: string;
  /** What one's own mark says is seen where it is chosen. */
  readonly showsMark: boolean;
  readonly children?: ReactNode;
};

/** Nothing where nothing was said. */
export function SaidFigure(props: SaidFigureProps): ReactNode {
  const { person, said, label, showsMark, children } = props;
  const text = useText();
  const reply = said.versions[0]?.reply;
  const mark = showsMark ? said.mark : undefined;
  if (!reply && !mark && !said.isRemoved) return null;
  return (
    <figure className={css('said')} aria-label={label}>
      <span className={css('author')}>
        <PersonMark shape={person.shape} />
      </span>
      <div className={css('words')}>
        {mark && <p className={css('mark')}>{text('reply.mark.said', { mark })}</p>}
        {reply && (
          <blockquote className={css('quote')}>
            <Words reply={reply} />
          </blockquote>
        )}
        {said.isRemoved && !reply && <p className={css('when')}>{text('reply.removed')}</p>}
        <Earlier versions={said.versions} />
        {children}
      </div>
    </figure>
  );
}

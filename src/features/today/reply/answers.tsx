/** Under an evening of two: what each said to the other's, and the way to say something. */
import { type ReactNode, useEffect, useRef } from 'react';
import { addDays, type LocalDate } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { type EveningOfTwo, FELT } from '../../../model/index.js';
import { useEvening } from '../../../session/react-evening.js';
import { ButtonLink, Chips, classesOf, Stack, useAnnounce } from '../../../ui/index.js';
import type { Person } from '../evening-card.js';
import { isAnswerable } from './answerable.js';
import { QuietMarks } from './quiet-marks.js';
import styles from './reply.module.css';
import { SaidFigure } from './said-figure.js';
import { TheirEarlier } from './their-earlier.js';
import { type Replies, useReplies } from './use-replies.js';
import { replyPath } from './way.js';

const css = classesOf(styles);

/** To what is longer ago nobody is asked for an answer; what was said to it is shown. */
const RECENT_DAYS = 7;

type AnswersProps = {
  readonly evening: EveningOfTwo;
  readonly me: Person;
  readonly partner: Person;
  /** Tonight the quiet marks stand there to be tapped; on other evenings one finds them with the answer. */
  readonly isTonight: boolean;
};

/** Says once when an answer came, or another mark, while this was open. */
function useAnnounceAnswer({ docs, theirs }: Replies, partner: string): void {
  const text = useText();
  const announce = useAnnounce();
  const seen = useRef<string | undefined>(undefined);
  const isOpen = docs !== undefined;
  const now = `${theirs.mark ?? ''}/${theirs.versions[0]?.key ?? ''}`;
  useEffect(() => {
    if (!isOpen) return;
    const isNews = seen.current !== undefined && seen.current !== now && now !== '/';
    seen.current = now;
    if (isNews) announce(text('reply.arrived', { partner }), { batch: true });
  }, [isOpen, now, partner, announce, text]);
}

export function Answers({ evening, me, partner, isTonight }: AnswersProps): ReactNode {
  const replies = useReplies(evening.evening);
  useAnnounceAnswer(replies, partner.name);
  const { mine, theirs } = evening;
  const isMineThere = mine !== undefined && mine.place !== 'private';
  if (!replies.docs) return null;
  return (
    <Stack gap={24}>
      {(isMineThere || evening.mineRemoved) && <ToMine replies={replies} partner={partner} />}
      {theirs && (
        <ToTheirs
          evening={evening}
          replies={replies}
          me={me}
          partner={partner}
          isTonight={isTonight}
        />
      )}
    </Stack>
  );
}

/** What the partner said, and, for oneself alone, how that felt. */
function ToMine({ replies, partner }: { replies: Replies; partner: Person }): ReactNode {
  const text = useText();
  const { theirs, felt, feel } = replies;
  const isSaid = theirs.mark !== undefined || theirs.versions.length > 0;
  if (!isSaid && !theirs.isRemoved) return null;
  return (
    <Stack gap={16}>
      <SaidFigure
        person={partner}
        said={theirs}
        label={text('reply.to.mine', { partner: partner.name })}
        showsMark
      />
      {isSaid && (
        <Chips
          choose="many"
          legend={text('reply.felt')}
          hint={text('reply.felt.hint')}
          options={FELT.map((value) => ({
            value,
            label: text('reply.felt.as', { felt: value }),
          }))}
          value={felt}
          onChange={feel}
        />
      )}
    </Stack>
  );
}

type ToTheirsProps = AnswersProps & { readonly replies: Replies };

function ToTheirs({ evening, replies, me, partner, isTonight }: ToTheirsProps): ReactNode {
  const text = useText();
  const { mine } = replies;
  const isOpen = isAnswerable(evening.theirs);
  const hasReply = mine.versions.length > 0;
  const isRecent = evening.evening >= addDays(useEvening(), -RECENT_DAYS);
  const waits = mine.versions[0]?.waits ?? false;
  return (
    <Stack gap={16}>
      {isOpen && <TheirEarlier evening={evening.evening} partner={partner.name} />}
      {isOpen && isTonight && (
        <QuietMarks partner={partner.name} mark={mine.mark} onChange={replies.mark} />
      )}
      <SaidFigure
        person={me}
        said={mine}
        label={text('reply.to.theirs', { partner: partner.name })}
        showsMark={!isTonight || !isOpen}
      >
        {waits && <p className={css('when')}>{text('today.waits', { partner: partner.name })}</p>}
      </SaidFigure>
      {isOpen && (isRecent || hasReply) && (
        <div>
          <AnswerLink
            evening={evening.evening}
            partner={partner.name}
            hasReply={hasReply}
            isTonight={isTonight}
          />
        </div>
      )}
    </Stack>
  );
}

type AnswerLinkProps = {
  readonly evening: LocalDate;
  readonly partner: string;
  readonly hasReply: boolean;
  readonly isTonight: boolean;
};

/** Of other evenings there may be several on a screen: each says aloud which one it is for. */
function AnswerLink({ evening, partner, hasReply, isTonight }: AnswerLinkProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const date = formats.evening(evening);
  const spoken = text(hasReply ? 'reply.change.of' : 'reply.title.of', { partner, date });
  return (
    <ButtonLink
      icon="pencil"
      href={`#${replyPath(evening)}`}
      aria-label={isTonight ? undefined : spoken}
    >
      {text(hasReply ? 'reply.change' : 'reply.title', { partner })}
    </ButtonLink>
  );
}

/** Answering the partner's evening, in the order that makes people feel understood. Each step is optional. */
import type { ReactNode } from 'react';
import type { LocalDate } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { REPLY_STEPS, type ReplyStep, type TheirCheckin, type Wish } from '../../../model/index.js';
import { useEvening } from '../../../session/react-evening.js';
import { tellCheckin } from '../../../telling/index.js';
import {
  Button,
  classesOf,
  Foot,
  Notice,
  PersonMark,
  Screen,
  Stack,
  useHashPath,
  useToast,
  Waiting,
} from '../../../ui/index.js';
import type { Person } from '../evening-card.js';
import { usePeople } from '../people.js';
import { useEveningOfTwo } from '../use-evening-of-two.js';
import { isAnswerable } from './answerable.js';
import { QuietMarks } from './quiet-marks.js';
import { RemoveReply } from './remove-reply.js';
import styles from './reply.module.css';
import { Step } from './step.js';
import { useReplies } from './use-replies.js';
import { type ReplySheet, useReplySheet } from './use-reply-sheet.js';
import { askedReply, leaveReply } from './way.js';

const css = classesOf(styles);

function TheirEvening({ theirs, partner }: { theirs: TheirCheckin; partner: Person }): ReactNode {
  const text = useText();
  return (
    <figure className={css('said')} aria-label={text('reply.their', { partner: partner.name })}>
      <span className={css('author')}>
        <PersonMark shape={partner.shape} />
      </span>
      <blockquote className={css('quote')}>
        {tellCheckin(text, theirs).map((answer) => (
          <p key={answer} dir="auto">
            {answer}
          </p>
        ))}
      </blockquote>
    </figure>
  );
}

type StepsProps = {
  readonly sheet: ReplySheet;
  readonly partner: string;
  readonly wish: Wish | undefined;
};

function useStepWords(
  partner: string,
  wish: Wish | undefined,
): Record<ReplyStep, { title: string; hint: string }> {
  const text = useText();
  const asked = wish === 'nothing' ? undefined : wish;
  return {
    heard: { title: text('reply.heard'), hint: text('reply.heard.hint', { partner }) },
    sense: { title: text('reply.sense'), hint: text('reply.sense.hint') },
    offer: {
      title: asked
        ? text('reply.offer.wish', { partner, wish: text('checkin.wish', { wish: asked }) })
        : text('reply.offer'),
      hint: text('reply.offer.hint'),
    },
  };
}

function Steps({ sheet, partner, wish }: StepsProps): ReactNode {
  const words = useStepWords(partner, wish);
  const { fields, problem, change } = sheet;
  return REPLY_STEPS.map((step) => (
    <Step
      key={step}
      step={step}
      {...words[step]}
      wish={wish}
      words={fields[step] ?? ''}
      error={problem?.step === step ? problem.sentence : undefined}
      onChange={(next) => change(step, next)}
    />
  ));
}

function Loading(): ReactNode {
  const text = useText();
  return <Waiting label={text('today.loading')} />;
}

type FormProps = {
  readonly evening: LocalDate;
  readonly theirs: TheirCheckin;
  readonly partner: Person;
  readonly back: string;
};

function ReplyForm({ evening, theirs, partner, back }: FormProps): ReactNode {
  const text = useText();
  const toast = useToast();
  const replies = useReplies(evening);
  const sheet = useReplySheet(evening, replies);
  const { problem } = sheet;
  if (!sheet.ready) return <Loading />;
  const save = async (): Promise<void> => {
    if (!(await sheet.save())) return;
    toast({ message: text('checkin.saved') });
    window.location.assign(back);
  };
  return (
    <form
      className={css('form')}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap={32}>
        <TheirEvening theirs={theirs} partner={partner} />
        <QuietMarks partner={partner.name} mark={replies.mine.mark} onChange={replies.mark} />
        <Steps sheet={sheet} partner={partner.name} wish={theirs.wish} />
        {replies.mine.versions.length > 0 && <RemoveReply evening={evening} said={replies.mine} />}
      </Stack>
      <Foot>
        {problem && problem.step === undefined && (
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

export function ReplyScreen(): ReactNode {
  const text = useText();
  const formats = useFormats();
  const tonight = useEvening();
  const evening = askedReply(useHashPath(), tonight);
  const { partner } = usePeople();
  const { ready, theirs } = useEveningOfTwo(evening);
  const back = leaveReply(evening, tonight);
  const isThere = partner !== undefined && isAnswerable(theirs);
  return (
    <Screen
      title={partner ? text('reply.title', { partner: partner.name }) : text('reply.title.alone')}
      eyebrow={formats.evening(evening)}
      back={{ label: text('common.back'), href: back }}
      takeFocus
    >
      {!ready && <Loading />}
      {ready && !isThere && <p>{text('reply.none')}</p>}
      {ready && isThere && (
        <ReplyForm key={evening} evening={evening} theirs={theirs} partner={partner} back={back} />
      )}
    </Screen>
  );
}

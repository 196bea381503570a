/** What is written freely. The line stands there; the rest opens when it is wanted. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { LINE_LIMIT, NOTE_LIMIT, SHORT_LIMIT } from '../../model/index.js';
import { Button, Row, Stack, TextArea } from '../../ui/index.js';
import type { TroubledAnswerProps } from './answers.js';

type TextName = 'line' | 'high' | 'low' | 'news' | 'thanks';

/** How near to the limit the words come before it is said how much room is left. */
const TELL_ROOM_BELOW = 60;

const LIMITS: Readonly<Record<TextName, number>> = {
  line: LINE_LIMIT,
  high: SHORT_LIMIT,
  low: SHORT_LIMIT,
  news: SHORT_LIMIT,
  thanks: NOTE_LIMIT,
};

const LABELS: Readonly<Record<TextName, MessageId>> = {
  line: 'checkin.line.label',
  high: 'checkin.high.label',
  low: 'checkin.low.label',
  news: 'checkin.news.label',
  thanks: 'checkin.thanks.label',
};

type TextAnswerProps = TroubledAnswerProps & {
  readonly name: TextName;
  readonly hint?: string | undefined;
};

export function TextAnswer({ name, hint, fields, change, problem }: TextAnswerProps): ReactNode {
  const text = useText();
  const value = fields[name] ?? '';
  const left = LIMITS[name] - [...value.trim()].length;
  const tellRoom = left >= 0 && left < TELL_ROOM_BELOW;
  return (
    <TextArea
      label={text(LABELS[name])}
      autoComplete="off"
      dir="auto"
      value={value}
      rows={name === 'line' ? 2 : 1}
      hint={tellRoom ? text('checkin.line.left', { count: left }) : hint}
      error={problem?.at === name ? problem.sentence : undefined}
      onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}
    />
  );
}

type More = 'day' | 'news' | 'thanks';

const MORE: Readonly<
  Record<More, { readonly add: MessageId; readonly names: readonly TextName[] }>
> = {
  day: { add: 'checkin.day.add', names: ['high', 'low'] },
  news: { add: 'checkin.news.add', names: ['news'] },
  thanks: { add: 'checkin.thanks.add', names: ['thanks'] },
};

const IN_ORDER: readonly More[] = ['day', 'news', 'thanks'];

export type MoreAnswersProps = TroubledAnswerProps & {
  /** Undefined while there is no one to share with. */
  readonly partner: string | undefined;
};

/** Three quiet offers; each becomes its fields where it is pressed, or where something is written there. */
export function MoreAnswers({ partner, ...props }: MoreAnswersProps): ReactNode {
  const text = useText();
  const [pressed, setPressed] = useState<readonly More[]>([]);
  const newest = pressed.at(-1);
  const isOpen = (more: More): boolean =>
    pressed.includes(more) || MORE[more].names.some((name) => props.fields[name] !== undefined);
  const hintOf = (name: TextName): string | undefined => {
    if (name === 'news') return text('checkin.news.hint');
    if (name !== 'thanks') return undefined;
    return partner === undefined
      ? text('checkin.thanks.hint.alone')
      : text('checkin.thanks.hint', { partner });
  };
  return (
    <Stack gap={16}>
      {IN_ORDER.filter(isOpen).map((more) => (
        <TakesFocus key={more} when={more === newest}>
          <Stack gap={12}>
            {MORE[more].names.map((name) => (
              <TextAnswer key={name} {...props} name={name} hint={hintOf(name)} />
            ))}
          </Stack>
        </TakesFocus>
      ))}
      {!IN_ORDER.every(isOpen) && (
        <Row>
          {IN_ORDER.filter((more) => !isOpen(more)).map((more) => (
            <Button key={more} icon="plus" onClick={() => setPressed([...pressed, more])}>
              {text(MORE[more].add)}
            </Button>
          ))}
        </Row>
      )}
    </Stack>
  );
}

/** Puts the caret where the press that made this appear was meant to lead. */
function TakesFocus({ when, children }: { when: boolean; children: ReactNode }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (when) place.current?.querySelector('textarea')?.focus();
  }, [when]);
  return <div ref={place}>{children}</div>;
}

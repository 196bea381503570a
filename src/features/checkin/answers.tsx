/** The questions of the sheet. Each may stay unanswered, and each answer can be taken back. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../messages/index.js';
import { energyBand, LIGHTS, LINE_LIMIT, ownFeeling, WISHES } from '../../model/index.js';
import { nameFeeling } from '../../telling/index.js';
import {
  Button,
  Chips,
  classesOf,
  Field,
  IconButton,
  LightGlyph,
  RadioGlyphs,
  Range,
  Stack,
  TextArea,
} from '../../ui/index.js';
import styles from './checkin.module.css';
import type { DraftFields } from './draft.js';
import type { Problem } from './problem.js';
import { FIRST_WORDS } from './words.js';

const css = classesOf(styles);

/** How near to the limit the line comes before it says how much room is left. */
const TELL_ROOM_BELOW = 60;

export type AnswerProps = {
  readonly fields: DraftFields;
  readonly change: (part: Partial<DraftFields>) => void;
};

type RetractableProps = {
  takeBackLabel: string;
  onTakeBack: (() => void) | undefined;
  children: ReactNode;
};

/** Puts "take back" on the line of the question, so that nothing moves when it appears. */
function Retractable({ takeBackLabel, onTakeBack, children }: RetractableProps): ReactNode {
  return (
    <div className={css('retractable')}>
      {children}
      {onTakeBack && (
        <div className={css('take-back')}>
          <IconButton icon="undo" label={takeBackLabel} onClick={onTakeBack} />
        </div>
      )}
    </div>
  );
}

export function LightAnswer({ fields, change }: AnswerProps): ReactNode {
  const text = useText();
  const takeBack = fields.light && (() => change({ light: undefined }));
  return (
    <Retractable takeBackLabel={text('checkin.light.clear')} onTakeBack={takeBack}>
      <RadioGlyphs
        legend={text('checkin.light.legend')}
        options={LIGHTS.map((light) => ({
          value: light,
          label: text('checkin.light', { light }),
          spoken: text('checkin.light.spoken', { light }),
          glyph: <LightGlyph light={light} />,
        }))}
        value={fields.light}
        onChange={(light) => change({ light })}
      />
    </Retractable>
  );
}

export function EnergyAnswer({ fields: { energy }, change }: AnswerProps): ReactNode {
  const text = useText();
  const takeBack = energy === undefined ? undefined : () => change({ energy: undefined });
  return (
    <Retractable takeBackLabel={text('checkin.energy.clear')} onTakeBack={takeBack}>
      <Range
        label={text('checkin.energy.label')}
        lowLabel={text('checkin.energy.low')}
        highLabel={text('checkin.energy.high')}
        value={energy}
        onChange={(value) => change({ energy: value })}
        valueText={
          energy === undefined
            ? text('checkin.energy.none')
            : text('checkin.energy', { band: energyBand(energy) })
        }
        step={5}
      />
    </Retractable>
  );
}

type TroubledAnswerProps = AnswerProps & { readonly problem: Problem | undefined };

type OwnWordProps = {
  readonly onWord: (word: string) => void;
  readonly error: string | undefined;
};

/** A word counts once it is left or Enter is pressed: "calm" is typed on the way to "calmer". */
function OwnWord({ onWord, error }: OwnWordProps): ReactNode {
  const text = useText();
  const [typed, setTyped] = useState('');
  const keep = (): void => {
    if (typed.trim() !== '') onWord(typed);
    setTyped('');
  };
  return (
    <Field
      label={text('checkin.word.own')}
      autoComplete="off"
      autoCapitalize="none"
      enterKeyHint="done"
      dir="auto"
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        keep();
      }}
    />
  );
}

export function WordAnswer({ fields, change, problem }: TroubledAnswerProps): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const chosen = fields.feelings ?? [];
  const offered = [...new Set([...FIRST_WORDS, ...chosen])];
  const add = (typed: string): void => {
    const word = ownFeeling(typed);
    if (word !== undefined) change({ feelings: [...new Set([...chosen, word])] });
  };
  const error = problem?.at === 'feelings' ? problem.sentence : undefined;
  return (
    <Stack gap={12}>
      <Chips
        choose="many"
        legend={text('checkin.word.legend')}
        options={offered.map((value) => ({ value, label: nameFeeling(value) }))}
        value={chosen}
        onChange={(feelings) => change({ feelings: feelings.length === 0 ? undefined : feelings })}
        after={
          !isOpen && (
            <Button variant="plain" icon="plus" onClick={() => setIsOpen(true)}>
              {text('checkin.word.add')}
            </Button>
          )
        }
      />
      {(isOpen || error) && (
        <TakesFocus when={isOpen}>
          <OwnWord onWord={add} error={error} />
        </TakesFocus>
      )}
    </Stack>
  );
}

/** Puts the caret where the press that made this appear was meant to lead. */
function TakesFocus({ when, children }: { when: boolean; children: ReactNode }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (when) place.current?.querySelector('input')?.focus();
  }, [when]);
  return <div ref={place}>{children}</div>;
}

export function LineAnswer({
  fields: { line = '' },
  change,
  problem,
}: TroubledAnswerProps): ReactNode {
  const text = useText();
  const left = LINE_LIMIT - [...line.trim()].length;
  const tellRoom = left >= 0 && left < TELL_ROOM_BELOW;
  return (
    <TextArea
      label={text('checkin.line.label')}
      autoComplete="off"
      dir="auto"
      value={line}
      hint={tellRoom && text('checkin.line.left', { count: left })}
      error={problem?.at === 'line' ? problem.sentence : undefined}
      onChange={(event) => change({ line: event.currentTarget.value || undefined })}
    />
  );
}

export function WishAnswer({ fields: { wish }, change }: AnswerProps): ReactNode {
  const text = useText();
  return (
    <Chips
      choose="one"
      legend={text('checkin.wish.legend')}
      options={WISHES.map((value) => ({ value, label: text('checkin.wish', { wish: value }) }))}
      value={wish}
      onChange={(chosen) => change({ wish: chosen })}
    />
  );
}

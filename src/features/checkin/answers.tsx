/** The questions of the sheet. Each may stay unanswered, and each answer can be taken back. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { type DraftFields, energyBand, LIGHTS, WISHES } from '../../model/index.js';
import { Chips, classesOf, IconButton, LightGlyph, RadioGlyphs, Range } from '../../ui/index.js';
import styles from './checkin.module.css';
import type { Problem } from './problem.js';

const css = classesOf(styles);

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
export function Retractable({ takeBackLabel, onTakeBack, children }: RetractableProps): ReactNode {
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

export type TroubledAnswerProps = AnswerProps & { readonly problem: Problem | undefined };

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

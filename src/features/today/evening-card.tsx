/** One person's evening at a glance, on the ground of its shape. */
import { type ReactNode, useId } from 'react';
import { useText } from '../../messages/index.js';
import {
  type Checkin,
  energyBand,
  hasKnownFields,
  pleasantnessBand,
  type Shape,
} from '../../model/index.js';
import { Card, classesOf, LightGlyph, PersonMark } from '../../ui/index.js';
import { FeelingWords } from './feeling-words.js';
import styles from './today.module.css';

const css = classesOf(styles);

export type Person = { readonly name: string; readonly shape: Shape };

type EveningCardProps = {
  readonly person: Person;
  readonly checkin: Checkin | undefined;
  /** What stands there while there is no check-in. */
  readonly empty: string;
  /** What can be done with it, beside the name. */
  readonly menu?: ReactNode;
  /** Where it stands among the headings. */
  readonly heading?: 'h3' | 'h4';
  readonly children?: ReactNode;
};

export function EveningCard(props: EveningCardProps): ReactNode {
  const { person, checkin, empty, menu, heading: Heading = 'h3', children } = props;
  const id = useId();
  // Among many evenings a region for each would lead nowhere.
  const frame = Heading === 'h3' ? { labelledBy: id } : ({ as: 'div' } as const);
  return (
    <Card tone={checkin ? person.shape : 'card'} {...frame}>
      <div className={css('card-head')}>
        <Heading id={id} className={css('person')}>
          <PersonMark shape={person.shape} look={checkin ? 'filled' : 'outline'} />
          <bdi>{person.name}</bdi>
        </Heading>
        {menu}
      </div>
      {checkin ? <Answers checkin={checkin} /> : <p className={css('quiet')}>{empty}</p>}
      {children}
    </Card>
  );
}

function isUnread({ seal, ...fields }: Checkin): boolean {
  return seal === 'broken' || (seal === 'closed' && !hasKnownFields(fields));
}

function Answers({ checkin }: { checkin: Checkin }): ReactNode {
  const text = useText();
  const { light, energy, pleasantness, feelings, wish } = checkin;
  // What is sealed says so below.
  if (isUnread(checkin)) return null;
  if (!hasKnownFields(checkin)) return <p className={css('quiet')}>{text('today.newer')}</p>;
  return (
    <>
      {light && (
        <p className={css('light')}>
          <LightGlyph light={light} size="2.5rem" />
          {text('checkin.light', { light })}
        </p>
      )}
      {feelings && <FeelingWords feelings={feelings} />}
      {(energy !== undefined || pleasantness !== undefined) && (
        <div className={css('quiet')}>
          {energy !== undefined && <p>{text('checkin.energy', { band: energyBand(energy) })}</p>}
          {pleasantness !== undefined && (
            <p>{text('checkin.pleasantness', { band: pleasantnessBand(pleasantness) })}</p>
          )}
        </div>
      )}
      {wish && (
        <p className={css('wish')}>
          {text('today.wish', { wish: text('checkin.wish', { wish }) })}
        </p>
      )}
    </>
  );
}

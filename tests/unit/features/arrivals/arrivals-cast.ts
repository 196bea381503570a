/** A phone whose documents outlive its tabs, a partner whose words come from outside, and a page that is looked at. */
import * as Y from 'yjs';
import type { ArrivalsSession } from '../../../../src/features/arrivals/follow-months.js';
import { type Follower, followArrivals } from '../../../../src/features/arrivals/follower.js';
import type { Sight } from '../../../../src/features/arrivals/visit.js';
import { createSignal, eveningOf, monthOf } from '../../../../src/kernel/index.js';
import {
  ARRIVALS_CHAPTER,
  type ArrivalsSettings,
  type ArrivedItem,
  addNote,
  checkinChapter,
  gratitudeChapter,
  NO_ANSWERS,
  saveCheckin,
  writeArrivalsSetting,
} from '../../../../src/model/index.js';
import type { BondView } from '../../../../src/session/index.js';
import { createHandClock } from '../../../setup/hand-clock.js';
import { countingRandom } from '../../model/gratitude-cast.js';

/** How long what comes is gathered, and a little more. */
const GATHERED_MS = 200;

export type Tab = {
  readonly follower: Follower;
  readonly go: (sight: Sight) => void;
  readonly listed: () => readonly ArrivedItem['kind'][];
  readonly badges: number[];
  /** Told and taken back, in order. */
  readonly said: string[];
};

export function createPhone() {
  const clock = createHandClock();
  const random = countingRandom(1);
  const docs = new Map<string, Y.Doc>();
  const since = clock.now();
  const bond = createSignal<BondView | undefined>({
    ...({ mySide: 'a', partnerSide: 'b', confirmed: true } as const),
    since,
  });
  const docOf = (name: string): Y.Doc => {
    const doc = docs.get(name) ?? new Y.Doc();
    docs.set(name, doc);
    return doc;
  };
  const session: ArrivalsSession = {
    clock,
    bond,
    partnerAuthor: createSignal(undefined),
    openChapter: (space, name) => {
      const place = `${space} ${name}`;
      return { name, doc: docOf(place), mayWrite: true, close: () => undefined };
    },
  };
  const tonight = (): string => eveningOf(clock.now(), clock.timeZone());
  /** As if it came over a connection: written elsewhere, applied here. */
  const fromPartner = (name: string, write: (doc: Y.Doc) => void): void => {
    const here = docOf(`shared ${name}`);
    const there = new Y.Doc();
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
    write(there);
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there));
    clock.advance(GATHERED_MS);
  };
  return {
    ...{ clock, bond, tonight },
    set: (name: keyof ArrivalsSettings, value: boolean) =>
      writeArrivalsSetting(docOf(`private ${ARRIVALS_CHAPTER}`), name, value),
    noteComes: (text = 'Thank you for the soup', author: 'a' | 'b' = 'b') =>
      fromPartner(gratitudeChapter(monthOf(tonight())), (doc) => {
        addNote(doc, { author, text }, { clock, random });
      }),
    checkinComes: (evening = tonight()) =>
      fromPartner(checkinChapter(monthOf(evening), 'b'), (doc) => {
        const draft = { ...NO_ANSWERS, evening, light: 4, share: true } as const;
        saveCheckin(doc, draft, { clock, random });
      }),
    openTab: (first: Sight = 'today'): Tab => {
      let sight = first;
      let listener = (): void => undefined;
      const badges: number[] = [];
      const said: string[] = [];
      const follower = followArrivals(
        session,
        {
          sight: () => sight,
          onChange: (added) => {
            listener = added;
            return () => undefined;
          },
        },
        {
          showBadge: (count) => badges.push(count),
          tell: () => said.push('told'),
          takeBack: () => said.push('taken back'),
        },
      );
      return {
        ...{ follower, badges, said },
        go: (next) => {
          sight = next;
          listener();
        },
        listed: () => follower.listed.get().map(({ kind }) => kind),
      };
    },
  };
}

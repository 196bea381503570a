/** Follows what arrives for as long as the app is open: what to list, the number on the icon, and when to tell. */
import {
  type Cancel,
  createSignal,
  eveningOf,
  type LocalDate,
  type Signal,
} from '../../kernel/index.js';
import {
  ARRIVALS_CHAPTER,
  type ArrivalsSettings,
  type ArrivedItem,
  readArrivalsSettings,
} from '../../model/index.js';
import type { Chapter } from '../../session/index.js';
import { type ArrivalsSession, type FollowedMonths, followMonths } from './follow-months.js';
import { look, NO_VISIT, type Sight, type Visit } from './visit.js';

/** What of the page is looked at. */
export type PageSight = {
  readonly sight: () => Sight;
  /** Calls back when that may have changed; returns the way to stop. */
  readonly onChange: (listener: () => void) => Cancel;
};

/** How it shows outside of the app. */
export type Signs = {
  /** 0 takes the number away. */
  readonly showBadge: (count: number) => void;
  /** Something came while nobody looks. Called once until somebody does. */
  readonly tell: () => void;
  /** Somebody is here: what was told has done its work. */
  readonly takeBack: () => void;
};

export type Follower = {
  /** What came since the last time Today was looked at. */
  readonly listed: Signal<readonly ArrivedItem[]>;
  readonly stop: () => void;
};

class ArrivalsFollower implements Follower {
  readonly listed = createSignal<readonly ArrivedItem[]>([]);
  readonly #session: ArrivalsSession;
  readonly #page: PageSight;
  readonly #signs: Signs;
  readonly #settings: Chapter;
  readonly #stops: Cancel[] = [];
  #months: FollowedMonths | undefined;
  #visit: Visit = NO_VISIT;
  /** What was not looked at when last looked through; what is not among it has just come. */
  #known: ReadonlySet<string> = new Set();
  #told = false;
  #wasAway = true;
  #badge: number | undefined;

  constructor(session: ArrivalsSession, page: PageSight, signs: Signs) {
    this.#session = session;
    this.#page = page;
    this.#signs = signs;
    this.#settings = session.openChapter('private', ARRIVALS_CHAPTER);
    const follow = (): void => this.#follow();
    this.#settings.doc.on('update', follow);
    this.#stops.push(
      () => this.#settings.doc.off('update', follow),
      session.bond.subscribe(() => this.#followBond()),
      session.partnerAuthor.subscribe(() => this.#months?.readAnew()),
      page.onChange(() => this.#lookAround()),
    );
    this.#followBond();
  }

  #tonight(): LocalDate {
    const { clock } = this.#session;
    return eveningOf(clock.now(), clock.timeZone());
  }

  /** What lies there at the beginning is no news: only the number says it. */
  #followBond(): void {
    const bond = this.#session.bond.get();
    this.#months?.close();
    this.#months = bond && followMonths(this.#session, bond, this.#tonight());
    this.#visit = NO_VISIT;
    this.#known = new Set(this.#months?.unseen.get().map(({ id }) => id));
    this.#months?.unseen.subscribe(() => this.#follow());
    this.#follow();
  }

  #lookAround(): void {
    this.#months?.turn(this.#tonight());
    this.#follow();
  }

  #follow(): void {
    const sight = this.#page.sight();
    const unseen = this.#months?.unseen.get() ?? [];
    const now = this.#session.clock.now();
    const { visit, seen } = look(this.#visit, unseen, { sight, now, tonight: this.#tonight() });
    this.#visit = visit;
    if (visit.listed !== this.listed.get()) this.listed.set(visit.listed);
    // Comes back here once it is noted, with what is left.
    if (seen.length > 0) this.#months?.noteSeen(seen);
    else this.#show(sight, unseen, readArrivalsSettings(this.#settings.doc));
  }

  #show(sight: Sight, unseen: readonly ArrivedItem[], settings: ArrivalsSettings): void {
    this.#count(settings.badge ? unseen.length : 0);
    const isNews = unseen.some(({ id }) => !this.#known.has(id));
    this.#known = new Set(unseen.map(({ id }) => id));
    const isAway = sight === 'away';
    if (!isAway && this.#wasAway) {
      this.#told = false;
      this.#signs.takeBack();
    } else if (isAway && isNews && settings.notice && !this.#told) {
      this.#told = true;
      this.#signs.tell();
    }
    this.#wasAway = isAway;
  }

  #count(count: number): void {
    if (count === this.#badge) return;
    this.#badge = count;
    this.#signs.showBadge(count);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#months?.close();
    this.#settings.close();
  }
}

export function followArrivals(session: ArrivalsSession, page: PageSight, signs: Signs): Follower {
  return new ArrivalsFollower(session, page, signs);
}

import { describe, expect, it } from 'vitest';
import { createSignal, ok } from '../../../src/kernel/index.js';
import { createPresence, type LivePresence } from '../../../src/session/presence.js';
import type { PresenceAt } from '../../../src/sync/index.js';

const NOVEMBER: PresenceAt = { place: 'board/2026-11' };
const NOTE: PresenceAt = { ...NOVEMBER, item: 'note' };
const OCTOBER: PresenceAt = { place: 'board/2026-10' };

/** Two tabs of one browser; `tabs[0]` keeps the connections, over which `said` goes out and `hear` comes in. */
function createTabs() {
  const on = createSignal(true);
  const set = async (next: boolean) => {
    on.set(next);
    return ok();
  };
  const said: (PresenceAt | undefined)[] = [];
  const presence = createSignal<PresenceAt | undefined>(undefined);
  const tabs: LivePresence[] = [0, 1].map((index) =>
    createPresence({
      switch: { on, set },
      tab: `tab ${index}`,
      tell: (message) => {
        for (const [other, tab] of tabs.entries()) if (other !== index) tab.hear(message);
      },
    }),
  );
  tabs[0]!.follow({ presence, showPresence: (at) => said.push(at) });
  const lastSaid = () => said.at(-1);
  return { one: tabs[0]!, other: tabs[1]!, on, hear: presence.set, lastSaid, said };
}

describe('where the other one is', () => {
  it('shows only at the place where one is oneself', () => {
    const { one, hear } = createTabs();
    hear(NOTE);
    expect(one.partner.get()).toBeUndefined();
    one.show(OCTOBER);
    expect(one.partner.get()).toBeUndefined();
    one.show(NOVEMBER);
    expect(one.partner.get()).toEqual(NOTE);
    one.show(undefined);
    expect(one.partner.get()).toBeUndefined();
  });

  it('shows in the tab that is looked at, whichever keeps the connections', () => {
    const { one, other, hear, lastSaid } = createTabs();
    other.show(NOTE);
    expect(lastSaid()).toEqual(NOTE);
    hear(NOVEMBER);
    expect(other.partner.get()).toEqual(NOVEMBER);
    expect(one.partner.get()).toBeUndefined();
    other.show(undefined);
    expect(lastSaid()).toBeUndefined();
  });

  it('[N124] is neither said nor shown where it is switched off', () => {
    const { one, on, hear, lastSaid, said } = createTabs();
    one.show(NOVEMBER);
    hear(NOVEMBER);
    on.set(false);
    expect(lastSaid()).toBeUndefined();
    expect(one.partner.get()).toBeUndefined();
    const before = said.length;
    one.show(NOTE);
    expect(said.slice(before).filter(Boolean)).toEqual([]);
    on.set(true);
    expect(lastSaid()).toEqual(NOTE);
    expect(one.partner.get()).toEqual(NOVEMBER);
  });

  it('is gone with the connections, in every tab', () => {
    const { one, other, hear } = createTabs();
    one.show(NOVEMBER);
    other.show(NOVEMBER);
    hear(NOVEMBER);
    expect(other.partner.get()).toEqual(NOVEMBER);
    one.leave();
    expect(one.partner.get()).toBeUndefined();
    expect(other.partner.get()).toBeUndefined();
  });
});

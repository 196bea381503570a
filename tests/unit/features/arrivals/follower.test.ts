import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../src/kernel/index.js';
import { createPhone } from './arrivals-cast.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('since last time', () => {
  it('lists what came while one was away, until Today is left', () => {
    const phone = createPhone();
    const tab = phone.openTab('away');
    phone.noteComes();
    phone.checkinComes();
    phone.noteComes('My own', 'a');
    expect(tab.listed()).toEqual([]);
    tab.go('today');
    expect([...tab.listed()].sort()).toEqual(['checkin', 'note']);
    tab.go('board');
    expect(tab.listed()).toEqual([]);
    tab.go('today');
    expect(tab.listed()).toEqual([]);
  });

  it('stays over a short look at another app, and not over a long one', () => {
    const phone = createPhone();
    const tab = phone.openTab('away');
    phone.noteComes();
    tab.go('today');
    tab.go('away');
    phone.clock.advance(9 * MINUTE_MS);
    tab.go('today');
    expect(tab.listed()).toEqual(['note']);
    tab.go('away');
    phone.clock.advance(11 * MINUTE_MS);
    tab.go('today');
    expect(tab.listed()).toEqual([]);
  });

  it('counts the time away from its beginning, whatever comes meanwhile', () => {
    const phone = createPhone();
    const tab = phone.openTab('away');
    phone.checkinComes();
    tab.go('today');
    tab.go('away');
    phone.clock.advance(9 * MINUTE_MS);
    phone.noteComes();
    phone.clock.advance(9 * MINUTE_MS);
    tab.go('today');
    expect(tab.listed()).toEqual(['note']);
  });

  it('is told once: not again after a restart, nor in another tab', () => {
    const phone = createPhone();
    const first = phone.openTab('away');
    phone.noteComes();
    first.go('today');
    expect(first.listed()).toEqual(['note']);
    first.follower.stop();
    expect(phone.openTab().listed()).toEqual([]);
    const other = phone.openTab('away');
    phone.noteComes();
    phone.openTab('today').follower.stop();
    other.go('today');
    expect(other.listed()).toEqual([]);
  });

  it('is kept for later while one looks at something else', () => {
    const phone = createPhone();
    const tab = phone.openTab('elsewhere');
    phone.checkinComes();
    tab.follower.stop();
    phone.clock.advance(3 * DAY_MS);
    expect(phone.openTab().listed()).toEqual(['checkin']);
  });

  it('does not repeat what comes before one’s eyes, and names what does not', () => {
    const phone = createPhone();
    const tab = phone.openTab('today');
    phone.checkinComes();
    expect(tab.listed()).toEqual([]);
    phone.checkinComes(addDays(phone.tonight(), -5));
    phone.noteComes();
    expect([...tab.listed()].sort()).toEqual(['checkin', 'note']);
  });

  it('takes a note that was seen on the board for seen', () => {
    const phone = createPhone();
    const tab = phone.openTab('board');
    phone.noteComes();
    phone.checkinComes();
    tab.go('today');
    expect(tab.listed()).toEqual(['checkin']);
  });

  it('[U5] greets nobody with all the years before it', () => {
    const phone = createPhone();
    phone.clock.advance(2 * DAY_MS);
    phone.checkinComes();
    const tab = phone.openTab('today');
    expect(tab.listed()).toEqual([]);
    tab.go('elsewhere');
    phone.noteComes();
    tab.go('today');
    expect(tab.listed()).toEqual(['note']);
  });

  it('begins anew with another bond, and lists nothing with none', () => {
    const phone = createPhone();
    const tab = phone.openTab('away');
    phone.noteComes();
    tab.go('today');
    phone.bond.set(undefined);
    expect(tab.listed()).toEqual([]);
    expect(tab.badges.at(-1)).toBe(0);
  });
});

describe('the number on the icon', () => {
  it('counts what was not looked at, and goes when it is', () => {
    const phone = createPhone();
    const tab = phone.openTab('away');
    phone.noteComes();
    phone.checkinComes();
    expect(tab.badges).toEqual([0, 1, 2]);
    tab.go('elsewhere');
    expect(tab.badges.at(-1)).toBe(2);
    tab.go('today');
    expect(tab.badges.at(-1)).toBe(0);
  });

  it('is there from the start where something waits, and never where it is switched off', () => {
    const phone = createPhone();
    phone.openTab('away').follower.stop();
    phone.noteComes();
    const tab = phone.openTab('elsewhere');
    expect(tab.badges).toEqual([1]);
    phone.set('badge', false);
    expect(tab.badges).toEqual([1, 0]);
    phone.noteComes();
    expect(tab.badges).toEqual([1, 0]);
  });
});

describe('the notice', () => {
  it('is given once for what comes out of sight, and taken back when somebody is here', () => {
    const phone = createPhone();
    phone.set('notice', true);
    const tab = phone.openTab('elsewhere');
    tab.go('away');
    phone.noteComes();
    phone.checkinComes();
    expect(tab.said).toEqual(['taken back', 'told']);
    tab.go('elsewhere');
    tab.go('away');
    expect(tab.said).toEqual(['taken back', 'told', 'taken back']);
    phone.noteComes();
    expect(tab.said.at(-1)).toBe('told');
  });

  it('is not given for what was there already, nor in sight, nor unless it is wanted', () => {
    const phone = createPhone();
    phone.openTab('away').follower.stop();
    phone.noteComes();
    phone.set('notice', true);
    const tab = phone.openTab('away');
    expect(tab.said).toEqual([]);
    tab.go('elsewhere');
    phone.noteComes();
    tab.go('away');
    expect(tab.said).not.toContain('told');
    phone.set('notice', false);
    phone.noteComes();
    expect(tab.said).not.toContain('told');
  });
});

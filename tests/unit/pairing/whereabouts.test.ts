/** Where a phone is, by real offers: another address, other names, or nowhere. */
import { expect, it } from 'vitest';
import { hasMoved, keepsNames, readWhereabouts } from '../../../src/pairing/index.js';
import captures from '../../contract/pairing/fixtures/sdps.json' with { type: 'json' };

const of = (browser: string, camera: boolean) =>
  captures
    .filter((capture) => capture.browser === browser && capture.camera === camera)
    .map(({ sdp }) => readWhereabouts(sdp));

it('[P25] a phone that stays where it is has not moved, whatever ports its browser takes', () => {
  const [first, second] = of('chromium', true);
  expect(first?.addresses.length).toBeGreaterThan(0);
  expect(hasMoved(first!, second!, true)).toBe(false);
});

it('[P25] Chromium keeps its names for an evening and Firefox takes others each time', () => {
  const [chromium, firefox] = [of('chromium', false), of('firefox', false)];
  expect(keepsNames(chromium[0]!, chromium[1]!)).toBe(true);
  expect(keepsNames(firefox[0]!, firefox[1]!)).toBe(false);
  expect(hasMoved(firefox[0]!, firefox[1]!, false)).toBe(false);
  expect(hasMoved(firefox[0]!, firefox[1]!, true)).toBe(true);
});

it('[P25] an address that is gone is a move, one more is none, and nowhere is none yet', () => {
  const before = { addresses: ['10.0.0.1'], names: [] };
  expect(hasMoved(before, { addresses: ['10.0.0.2'], names: [] }, true)).toBe(true);
  expect(hasMoved(before, { addresses: ['10.0.0.1', 'fd00::1'], names: [] }, true)).toBe(false);
  expect(hasMoved(before, { addresses: [], names: [] }, true)).toBe(false);
});

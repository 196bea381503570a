import { expect, it } from 'vitest';
import { nearnessOf } from '../../../src/session/nearness.js';

const skew = (newer: 'here' | 'there') => ({ type: 'VersionSkew', newer }) as const;

it('[N6] two that are too far apart in version: says which phone to update, until they are connected', () => {
  expect(nearnessOf({ partner: 'away', lastEnd: skew('there') })).toBe('updateThis');
  expect(nearnessOf({ partner: 'connecting', lastEnd: skew('here') })).toBe('updateOther');
  expect(nearnessOf({ partner: 'connected', lastEnd: skew('here') })).toBe('connected');
  expect(nearnessOf({ partner: 'off', lastEnd: skew('there') })).toBe('off');
});

it('any other end says nothing about versions', () => {
  expect(nearnessOf({ partner: 'away', lastEnd: { type: 'Closed' } })).toBe('away');
  expect(nearnessOf({ partner: 'away', lastEnd: undefined })).toBe('away');
});

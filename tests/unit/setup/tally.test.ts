import { describe, expect, it } from 'vitest';
import {
  addTallies,
  isGood,
  NOTHING,
  ONE_SKIPPED,
  sayTally,
  tallyPlaywright,
  tallyVitest,
} from '../../setup/tally.js';

describe('the last line of npm test', () => {
  it('counts all parts', () => {
    const parts = [
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 2, failed: 1, skipped: 0 },
    ];
    expect(sayTally(addTallies(parts))).toBe('5 passed, 1 failed, 1 skipped');
  });

  it('is no success when something failed, or when nothing ran', () => {
    expect(isGood({ passed: 9, failed: 0, skipped: 4 })).toBe(true);
    expect(isGood({ passed: 9, failed: 1, skipped: 0 })).toBe(false);
    expect(isGood(NOTHING)).toBe(false);
    expect(isGood(ONE_SKIPPED)).toBe(false);
  });

  it('counts tests of Vitest, and files that did not load', () => {
    const file = (status: string, ...tests: string[]) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    });
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [file('passed', 'passed'), file('failed', 'passed', 'failed'), file('failed')],
    };
    expect(tallyVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('counts tests of Playwright, and errors outside of them', () => {
    const stats = { expected: 5, unexpected: 1, skipped: 2, flaky: 0 };
    expect(tallyPlaywright({ stats, errors: [] })).toEqual({ passed: 5, failed: 1, skipped: 2 });
    expect(tallyPlaywright({ stats, errors: [{}] }).failed).toBe(2);
  });

  it('makes nothing of a report it does not know', () => {
    expect(tallyVitest('?')).toEqual(NOTHING);
    expect(tallyPlaywright(null)).toEqual(NOTHING);
  });
});

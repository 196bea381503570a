/** Counts what passed, failed and was skipped, from what the test runners write down. Pure. */

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };
export const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };
export const ONE_SKIPPED: Tally = { passed: 0, failed: 0, skipped: 1 };

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    NOTHING,
  );
}

export function sayTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run in which nothing ran shows nothing. */
export function isGood({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0;
}

function readNumber(value: unknown, name: string): number {
  const count = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof count === 'number' ? count : 0;
}

function readPart(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A file that fails to load has no failed tests, yet it is a failure. */
export function tallyVitest(report: unknown): Tally {
  const failedTests = readNumber(report, 'numFailedTests');
  const failedFiles = (listOf(readPart(report, 'testResults')) ?? []).filter(
    (file) =>
      readPart(file, 'status') === 'failed' &&
      !(listOf(readPart(file, 'assertionResults')) ?? []).some(
        (test) => readPart(test, 'status') === 'failed',
      ),
  ).length;
  return {
    passed: readNumber(report, 'numPassedTests'),
    failed: failedTests + failedFiles,
    skipped: readNumber(report, 'numPendingTests') + readNumber(report, 'numTodoTests'),
  };
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Errors outside any test (a file that does not load, a broken setup) count as failures. */
export function tallyPlaywright(report: unknown): Tally {
  const stats = readPart(report, 'stats');
  const strayErrors = (listOf(readPart(report, 'errors')) ?? []).length;
  return {
    passed: readNumber(stats, 'expected') + readNumber(stats, 'flaky'),
    failed: readNumber(stats, 'unexpected') + strayErrors,
    skipped: readNumber(stats, 'skipped'),
  };
}

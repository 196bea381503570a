import { describe, expect, test } from 'vitest';
import { questionFor } from '../../../../src/features/today/news-question.js';
import { addDays } from '../../../../src/kernel/index.js';

describe('the question that good news invites', () => {
  test('is the same for the same evening, on both phones', () => {
    expect(questionFor('2026-11-24')).toBe(questionFor('2026-11-24'));
  });

  test('is another one on the evening after', () => {
    for (const evening of ['2026-11-23', '2026-11-24', '2026-12-31', '2027-02-28']) {
      expect(questionFor(addDays(evening, 1))).not.toBe(questionFor(evening));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { FAILED, NOT_STARTED, REFUSED_CODE } from '../../../../src/features/meet/sentences.js';
import en from '../../../../src/messages/en.json' with { type: 'json' };

describe('what the meet screen says', () => {
  it('has a sentence of its own for a code that is old, foreign, damaged, newer, or its own', () => {
    const { Old, NotACode, Damaged, NewerVersion, OwnCode } = REFUSED_CODE;
    const sentences = [Old, NotACode, Damaged, NewerVersion, OwnCode].map((id) => en[id]);
    expect(new Set(sentences).size).toBe(5);
    expect(sentences.every((sentence) => sentence !== '')).toBe(true);
  });

  it('says of no refusal or failure what another calls for', () => {
    const ids = [
      ...Object.values(REFUSED_CODE),
      ...Object.values(FAILED),
      ...Object.values(NOT_STARTED),
    ];
    const sentences = new Set([...new Set(ids)].map((id) => en[id]));
    expect(sentences.size).toBe(new Set(ids).size);
  });
});

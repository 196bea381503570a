import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/model/index.js';

describe('text as it is compared', () => {
  it.each([
    ['Café', 'cafe'],
    ['CAFE\u0301', 'cafe'],
    ['Ärger, Straße', 'arger, strasse'],
    ['Łódź', 'lodz'],
    ['Ørsted', 'orsted'],
    ['İstanbul, ılık', 'istanbul, ilik'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['don’t', "don't"],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['ﬁne', 'fine'],
  ])('%s is found as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

import { describe, expect, it } from 'vitest';
import { sentencesFor } from '../../../src/messages/build/sentences-plugin.js';

const CATALOGUE = {
  'board.title': 'Thank you',
  'board.count': '{count, plural, one {# note} other {# notes}}',
  'meet.title': 'Meet',
};

describe('a module', () => {
  it('is given the sentences whose ids it writes out, in whatever quotes, compiled, and no others', () => {
    const code = `text('board.title'); const table = { a: "board.count" }; css('board.none'); meet.title;`;
    expect(sentencesFor(code, CATALOGUE)).toEqual({
      'board.title': ['Thank you'],
      'board.count': [['count', 'plural', { one: ['#', ' note'], other: ['#', ' notes'] }]],
    });
  });

  it('stops the build where a sentence of it is no message', () => {
    expect(() => sentencesFor("text('a.b')", { 'a.b': '{count, plural, one {' })).toThrow();
  });
});

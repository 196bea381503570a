import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import en from '../../../src/messages/en.json' with { type: 'json' };
import { createSay } from '../../../src/messages/say.js';

function say(message: string, values?: Record<string, string | number>, locales = ['en-GB']) {
  return createSay('en', locales)(compileMessageOrThrow(message), values);
}

describe('a message', () => {
  it('is said with its values, and without where there is none', () => {
    expect(say('Good evening, {name}.', { name: 'Ana' })).toBe('Good evening, Ana.');
    expect(say('Good evening, {name}.')).toBe('Good evening, .');
    expect(say('It’s #1.')).toBe('It’s #1.');
  });

  it('chooses by a word, and falls back', () => {
    const message = '{part, select, morning {Good morning, {name}} other {Hello, {name}}}';
    expect(say(message, { part: 'morning', name: 'Ana' })).toBe('Good morning, Ana');
    expect(say(message, { part: 'night', name: 'Ana' })).toBe('Hello, Ana');
  });

  it('counts: an exact number before a plural, and numbers as people write them', () => {
    const message = 'You have {count, plural, =0 {no note} one {# note} other {# notes}}.';
    expect(say(message, { count: 0 })).toBe('You have no note.');
    expect(say(message, { count: 1 })).toBe('You have 1 note.');
    expect(say(message, { count: 1200 })).toBe('You have 1,200 notes.');
    expect(say(message, { count: 1200 }, ['de'])).toBe('You have 1.200 notes.');
  });

  it('keeps the count in a choice inside a plural', () => {
    const message = '{n, plural, other {{who, select, me {# of mine} other {# of theirs}}}}';
    expect(say(message, { n: 3, who: 'me' })).toBe('3 of mine');
  });
});

function kindsIn(message: unknown): readonly unknown[] {
  if (!Array.isArray(message)) return [];
  return message.filter(Array.isArray).flatMap(([, kind, choices]: unknown[]) => {
    const inside = typeof choices === 'object' && choices !== null ? choices : {};
    const offset = 'offset' in inside && inside.offset !== undefined ? ['offset'] : [];
    return [kind, ...offset, ...Object.values(inside).flatMap(kindsIn)];
  });
}

it('asks for nothing in the catalogue that cannot be said', () => {
  const kinds = Object.values(en).flatMap((message) => kindsIn(compileMessageOrThrow(message)));
  expect([...new Set(kinds)].sort()).toEqual(['plural', 'select', undefined]);
});

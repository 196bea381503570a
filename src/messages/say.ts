/**
 * Says a message that the build has compiled: placeholders, choices (`select`) and plurals, which is all that the
 * catalogue uses; a test holds it to that. Pure.
 */
import type { CompiledMessage, CompiledMessageToken } from '@lingui/message-utils/compileMessage';
import type { MessageValues } from './message-id.js';

export type Say = (message: CompiledMessage, values?: MessageValues) => string;

type Choices = Readonly<Record<string, CompiledMessage | undefined>>;

function isChoices(value: unknown): value is Choices {
  return typeof value === 'object' && value !== null;
}

/** `locales` decide how a counted number is written; its plural is chosen by the catalogue's own `language`. */
export function createSay(language: string, locales: readonly string[]): Say {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat([...locales]);

  function sayToken(token: CompiledMessageToken, values: MessageValues, counted: string): string {
    if (typeof token === 'string') return token === '#' ? counted : token;
    const [name, type, choices] = token;
    const value = values[name] ?? '';
    if (!isChoices(choices)) return String(value);
    const isPlural = type === 'plural';
    const kind = isPlural ? plurals.select(Number(value)) : 'other';
    const chosen = choices[value] ?? choices[kind] ?? choices['other'] ?? [];
    return sayAll(chosen, values, isPlural ? numbers.format(Number(value)) : counted);
  }

  function sayAll(message: CompiledMessage, values: MessageValues, counted: string): string {
    return message.map((token) => sayToken(token, values, counted)).join('');
  }

  return (message, values = {}) => sayAll(message, values, '#');
}

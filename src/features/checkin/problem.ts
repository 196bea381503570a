/** What to say when a check-in is not saved: one sentence for each reason. */
import type { Text } from '../../messages/index.js';
import type { CheckinError, TextField } from '../../model/index.js';
import type { StoreError } from '../../session/index.js';

export type Problem =
  | { readonly at: 'feelings' | 'thanks' | TextField; readonly sentence: string }
  | { readonly at: 'form'; readonly sentence: string };

export function describeRefusal(text: Text, error: CheckinError): Problem {
  if (error.type === 'Empty') return { at: 'form', sentence: text('checkin.empty') };
  if (error.type === 'TooMany') {
    return { at: 'feelings', sentence: text('checkin.word.tooMany', { limit: error.limit }) };
  }
  const { field, limit, length } = error;
  const sentence =
    field === 'feelings'
      ? text('checkin.word.tooLong', { limit, length })
      : text('checkin.line.tooLong', { limit, length });
  return { at: field, sentence };
}

export function describeTrouble(text: Text, error: StoreError): Problem {
  const sentence =
    error.type === 'QuotaExceeded' ? text('checkin.save.full') : text('checkin.save.trouble');
  return { at: 'form', sentence };
}

/** What records say, in words for people: parts of sentences that more than one screen needs. */
export { nameFeeling } from './feelings.js';
export { pageMonths } from './month-pager.js';
export {
  FEELING_FIELDS,
  type FeelingField,
  fieldOf,
  nearestFeelings,
  type PadPlace,
} from './near-feelings.js';
export { tellCheckin } from './tell-checkin.js';
export type { ListedFeeling } from './vocabulary.js';

/** All words with their meanings and places, about 5 KB that the first screens do without. */
export async function loadVocabulary(): Promise<typeof import('./vocabulary.js')['VOCABULARY']> {
  return (await import('./vocabulary.js')).VOCABULARY;
}

/** What records say, in words for people: parts of sentences that more than one screen needs. */
export { nameFeeling } from './feelings.js';
export { tellCheckin } from './tell-checkin.js';

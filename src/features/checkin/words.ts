/** The few words offered at a tap. What is kept is the word itself, as its author read it. */
import type { Text } from '../../messages/index.js';

const WORDS = ['calm', 'tired', 'glad', 'tender', 'restless', 'heavy', 'hopeful', 'full'] as const;

export function suggestWords(text: Text): readonly string[] {
  return WORDS.map((word) => text('checkin.word', { word }));
}

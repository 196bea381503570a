/** The few words offered before anything else is asked for. */
import { type Feeling, feelingOfId } from '../../model/index.js';

export const FIRST_WORDS: readonly Feeling[] = [
  'calm',
  'tired',
  'glad',
  'tender',
  'restless',
  'heavy',
  'hopeful',
  'full',
].map(feelingOfId);

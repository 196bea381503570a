/** A check-in in words, answer by answer: for the preview of what a partner sees, and for earlier versions. */
import type { Text } from '../../messages/index.js';
import { type CheckinFields, energyBand } from '../../model/index.js';

export function describeAnswers(text: Text, fields: CheckinFields): readonly string[] {
  const { light, energy, word, line, wish } = fields;
  return [
    light && text('checkin.light', { light }),
    energy !== undefined && text('checkin.energy', { band: energyBand(energy) }),
    word?.trim(),
    line?.trim(),
    wish && text('checkin.preview.wish', { wish: text('checkin.wish', { wish }) }),
  ]
    .filter((answer) => typeof answer === 'string')
    .filter((answer) => answer !== '');
}

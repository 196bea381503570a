import type { Text } from '../messages/index.js';
import { type CheckinFields, energyBand, pleasantnessBand } from '../model/index.js';
import { nameFeeling } from './feelings.js';

/** A check-in answer by answer, in the order of the sheet. What was left open, or holds nothing but space, is left out. */
export function tellCheckin(text: Text, fields: CheckinFields): readonly string[] {
  const { light, energy, pleasantness, feelings, line, high, low, news, wish } = fields;
  return [
    light && text('checkin.light', { light }),
    energy !== undefined && text('checkin.energy', { band: energyBand(energy) }),
    pleasantness !== undefined &&
      text('checkin.pleasantness', { band: pleasantnessBand(pleasantness) }),
    feelings?.map(nameFeeling).join(', '),
    line?.trim(),
    high?.trim() && text('checkin.told.high', { words: high.trim() }),
    low?.trim() && text('checkin.told.low', { words: low.trim() }),
    news?.trim() && text('checkin.told.news', { words: news.trim() }),
    wish && text('checkin.preview.wish', { wish: text('checkin.wish', { wish }) }),
  ].filter((answer): answer is string => typeof answer === 'string' && answer !== '');
}

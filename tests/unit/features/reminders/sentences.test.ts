import { describe, expect, it } from 'vitest';
import {
  describeSlip,
  describeTimes,
  namePlace,
} from '../../../../src/features/reminders/sentences.js';
import { createFormats } from '../../../../src/messages/formats.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();

function formatsOf(clockHabit: string) {
  return createFormats({ locales: ['en-GB'], clockHabit, timeZone: 'Pacific/Kiritimati' });
}

describe('what is said of a reminder', () => {
  it('names its days as people do', () => {
    const say = (...weekdays: Parameters<typeof describeTimes>[2]['weekdays'][number][]) =>
      describeTimes(text, formatsOf('de'), { weekdays, time: '21:00' });
    expect(say('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')).toBe('Every day at 21:00');
    expect(say('MO', 'TU', 'WE', 'TH', 'FR')).toBe('Monday to Friday at 21:00');
    expect(say('SA', 'SU')).toBe('Saturday and Sunday at 21:00');
    expect(say('MO', 'WE', 'SU')).toBe('Monday, Wednesday and Sunday at 21:00');
    expect(say('TH')).toBe('Thursday at 21:00');
  });

  it('gives the time as it stands there, in the hours of the reader’s habit', () => {
    const at = (time: string, habit: string) =>
      describeTimes(text, formatsOf(habit), { weekdays: ['MO'], time });
    expect(at('00:05', 'de')).toBe('Monday at 00:05');
    expect(at('21:30', 'en-US')).toBe('Monday at 9:30 pm');
  });

  it('names a place without its continent', () => {
    expect(namePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(namePlace('UTC')).toBe('UTC');
  });

  it('says what is wrong where it is', () => {
    expect(describeSlip(text, { type: 'NoDay' }).at).toBe('days');
    expect(describeSlip(text, { type: 'NoTime' }).at).toBe('time');
    expect(describeSlip(text, { type: 'TitleTooLong', limit: 80 })).toEqual({
      at: 'title',
      sentence: 'There is room for 80 characters.',
    });
  });
});

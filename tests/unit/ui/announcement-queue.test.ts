import { expect, it } from 'vitest';
import {
  BATCH_INTERVAL_MS,
  createAnnouncementQueue,
} from '../../../src/ui/voice/announcement-queue.js';
import { createHandClock } from '../../setup/hand-clock.js';

function listen() {
  const clock = createHandClock();
  const heard: string[] = [];
  const queue = createAnnouncementQueue({ ...clock, say: (message) => heard.push(message) });
  return { clock, heard, queue };
}

it('says at once what one did oneself', () => {
  const { queue, heard } = listen();
  queue.sayNow('Moved before Walk, position 4 of 12.');
  expect(heard).toEqual(['Moved before Walk, position 4 of 12.']);
});

it('says what the other does in batches, not more often than every ten seconds', () => {
  const { queue, heard, clock } = listen();
  queue.sayInBatch('Ana is here.');
  clock.advance(0);
  expect(heard).toEqual(['Ana is here.']);
  queue.sayInBatch('Ana wrote a note.');
  queue.sayInBatch('Ana wrote a note.');
  queue.sayInBatch('Ana moved a note.');
  clock.advance(BATCH_INTERVAL_MS - 1);
  expect(heard).toHaveLength(1);
  clock.advance(1);
  expect(heard).toEqual(['Ana is here.', 'Ana wrote a note. Ana moved a note.']);
  clock.advance(BATCH_INTERVAL_MS);
  expect(heard).toHaveLength(2);
});

it('says nothing after it was stopped', () => {
  const { queue, heard, clock } = listen();
  queue.sayInBatch('Ana wrote a note.');
  queue.stop();
  clock.advance(BATCH_INTERVAL_MS);
  expect(heard).toEqual([]);
});

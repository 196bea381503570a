/** Beginnings of sentences for each step; what is offered depends on what was wished for. */
import type { MessageId } from '../../../messages/index.js';
import type { ReplyStep, Wish } from '../../../model/index.js';

const HEARD: readonly MessageId[] = [
  'reply.heard.sounds',
  'reply.heard.hear',
  'reply.heard.weighed',
  'reply.heard.glad',
  'reply.heard.right',
  'reply.heard.stays',
  'reply.heard.news',
];

const SENSE: readonly MessageId[] = [
  'reply.sense.course',
  'reply.sense.because',
  'reply.sense.anyone',
  'reply.sense.place',
  'reply.sense.matters',
  'reply.sense.wonder',
];

const OFFERS: Readonly<Record<Wish, readonly MessageId[]>> = {
  listening: [
    'reply.listening.time',
    'reply.listening.more',
    'reply.listening.only',
    'reply.listening.sofa',
    'reply.listening.long',
    'reply.listening.understand',
  ],
  comfort: [
    'reply.comfort.hold',
    'reply.comfort.tea',
    'reply.comfort.tonight',
    'reply.comfort.help',
    'reply.comfort.over',
    'reply.comfort.blanket',
  ],
  ideas: [
    'reply.ideas.one',
    'reply.ideas.once',
    'reply.ideas.together',
    'reply.ideas.ask',
    'reply.ideas.already',
    'reply.ideas.tomorrow',
  ],
  company: [
    'reply.company.cook',
    'reply.company.walk',
    'reply.company.beside',
    'reply.company.watch',
    'reply.company.home',
    'reply.company.quiet',
  ],
  space: [
    'reply.space.time',
    'reply.space.evening',
    'reply.space.until',
    'reply.space.answer',
    'reply.space.after',
    'reply.space.whenever',
  ],
  nothing: [
    'reply.nothing.anything',
    'reply.nothing.thinking',
    'reply.nothing.here',
    'reply.nothing.just',
    'reply.nothing.forward',
    'reply.nothing.small',
  ],
};

export function startersFor(step: ReplyStep, wish: Wish | undefined): readonly MessageId[] {
  if (step === 'heard') return HEARD;
  return step === 'sense' ? SENSE : OFFERS[wish ?? 'nothing'];
}

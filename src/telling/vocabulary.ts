/**
 * Our own words for how somebody is, each with a place on the pad. The ids are kept in check-ins and never change.
 * Loaded when somebody asks for more words than the first few.
 */
import type { MessageId } from '../messages/index.js';

export type ListedFeeling = {
  readonly id: string;
  /** 0 low to 100 high. */
  readonly energy: number;
  /** 0 unpleasant to 100 pleasant. */
  readonly pleasantness: number;
  readonly name: MessageId;
  /** One line that says what it means. */
  readonly meaning: MessageId;
};

function feeling(
  id: string,
  energy: number,
  pleasantness: number,
  name: MessageId,
  meaning: MessageId,
): ListedFeeling {
  return { id, energy, pleasantness, name, meaning };
}

export const VOCABULARY: readonly ListedFeeling[] = [
  feeling('glad', 65, 75, 'feeling.glad', 'feeling.glad.meaning'),
  feeling('cheerful', 72, 78, 'feeling.cheerful', 'feeling.cheerful.meaning'),
  feeling('playful', 78, 80, 'feeling.playful', 'feeling.playful.meaning'),
  feeling('excited', 92, 82, 'feeling.excited', 'feeling.excited.meaning'),
  feeling('eager', 82, 72, 'feeling.eager', 'feeling.eager.meaning'),
  feeling('inspired', 80, 86, 'feeling.inspired', 'feeling.inspired.meaning'),
  feeling('proud', 70, 88, 'feeling.proud', 'feeling.proud.meaning'),
  feeling('brave', 76, 66, 'feeling.brave', 'feeling.brave.meaning'),
  feeling('curious', 66, 68, 'feeling.curious', 'feeling.curious.meaning'),
  feeling('amazed', 84, 90, 'feeling.amazed', 'feeling.amazed.meaning'),
  feeling('lively', 88, 70, 'feeling.lively', 'feeling.lively.meaning'),
  feeling('confident', 68, 82, 'feeling.confident', 'feeling.confident.meaning'),
  feeling('hopeful', 60, 70, 'feeling.hopeful', 'feeling.hopeful.meaning'),
  feeling('encouraged', 64, 84, 'feeling.encouraged', 'feeling.encouraged.meaning'),
  feeling('in-love', 74, 96, 'feeling.inLove', 'feeling.inLove.meaning'),
  feeling('flirtatious', 80, 76, 'feeling.flirtatious', 'feeling.flirtatious.meaning'),
  feeling('delighted', 86, 94, 'feeling.delighted', 'feeling.delighted.meaning'),
  feeling('determined', 78, 60, 'feeling.determined', 'feeling.determined.meaning'),
  feeling('silly', 84, 84, 'feeling.silly', 'feeling.silly.meaning'),
  feeling('relieved', 56, 80, 'feeling.relieved', 'feeling.relieved.meaning'),
  feeling('free', 68, 92, 'feeling.free', 'feeling.free.meaning'),
  feeling('calm', 25, 75, 'feeling.calm', 'feeling.calm.meaning'),
  feeling('content', 35, 82, 'feeling.content', 'feeling.content.meaning'),
  feeling('grateful', 42, 90, 'feeling.grateful', 'feeling.grateful.meaning'),
  feeling('tender', 32, 86, 'feeling.tender', 'feeling.tender.meaning'),
  feeling('peaceful', 15, 85, 'feeling.peaceful', 'feeling.peaceful.meaning'),
  feeling('safe', 28, 88, 'feeling.safe', 'feeling.safe.meaning'),
  feeling('rested', 38, 72, 'feeling.rested', 'feeling.rested.meaning'),
  feeling('cosy', 20, 80, 'feeling.cosy', 'feeling.cosy.meaning'),
  feeling('close', 36, 94, 'feeling.close', 'feeling.close.meaning'),
  feeling('at-ease', 30, 70, 'feeling.atEase', 'feeling.atEase.meaning'),
  feeling('touched', 44, 78, 'feeling.touched', 'feeling.touched.meaning'),
  feeling('loved', 40, 96, 'feeling.loved', 'feeling.loved.meaning'),
  feeling('trusting', 34, 78, 'feeling.trusting', 'feeling.trusting.meaning'),
  feeling('patient', 24, 66, 'feeling.patient', 'feeling.patient.meaning'),
  feeling('balanced', 45, 68, 'feeling.balanced', 'feeling.balanced.meaning'),
  feeling('quiet', 12, 62, 'feeling.quiet', 'feeling.quiet.meaning'),
  feeling('thoughtful', 40, 60, 'feeling.thoughtful', 'feeling.thoughtful.meaning'),
  feeling('dreamy', 22, 72, 'feeling.dreamy', 'feeling.dreamy.meaning'),
  feeling('satisfied', 46, 84, 'feeling.satisfied', 'feeling.satisfied.meaning'),
  feeling('understood', 38, 90, 'feeling.understood', 'feeling.understood.meaning'),
  feeling('sleepy', 8, 58, 'feeling.sleepy', 'feeling.sleepy.meaning'),
  feeling('restless', 72, 38, 'feeling.restless', 'feeling.restless.meaning'),
  feeling('tense', 70, 30, 'feeling.tense', 'feeling.tense.meaning'),
  feeling('nervous', 76, 32, 'feeling.nervous', 'feeling.nervous.meaning'),
  feeling('worried', 66, 26, 'feeling.worried', 'feeling.worried.meaning'),
  feeling('anxious', 80, 20, 'feeling.anxious', 'feeling.anxious.meaning'),
  feeling('afraid', 86, 14, 'feeling.afraid', 'feeling.afraid.meaning'),
  feeling('panicky', 96, 6, 'feeling.panicky', 'feeling.panicky.meaning'),
  feeling('stressed', 78, 24, 'feeling.stressed', 'feeling.stressed.meaning'),
  feeling('overwhelmed', 84, 18, 'feeling.overwhelmed', 'feeling.overwhelmed.meaning'),
  feeling('irritated', 64, 34, 'feeling.irritated', 'feeling.irritated.meaning'),
  feeling('frustrated', 70, 22, 'feeling.frustrated', 'feeling.frustrated.meaning'),
  feeling('angry', 88, 12, 'feeling.angry', 'feeling.angry.meaning'),
  feeling('furious', 98, 4, 'feeling.furious', 'feeling.furious.meaning'),
  feeling('jealous', 74, 16, 'feeling.jealous', 'feeling.jealous.meaning'),
  feeling('envious', 62, 28, 'feeling.envious', 'feeling.envious.meaning'),
  feeling('embarrassed', 60, 30, 'feeling.embarrassed', 'feeling.embarrassed.meaning'),
  feeling('offended', 72, 18, 'feeling.offended', 'feeling.offended.meaning'),
  feeling('impatient', 68, 36, 'feeling.impatient', 'feeling.impatient.meaning'),
  feeling('torn', 62, 24, 'feeling.torn', 'feeling.torn.meaning'),
  feeling('suspicious', 66, 20, 'feeling.suspicious', 'feeling.suspicious.meaning'),
  feeling('shocked', 94, 10, 'feeling.shocked', 'feeling.shocked.meaning'),
  feeling('tired', 18, 40, 'feeling.tired', 'feeling.tired.meaning'),
  feeling('exhausted', 4, 20, 'feeling.exhausted', 'feeling.exhausted.meaning'),
  feeling('heavy', 20, 24, 'feeling.heavy', 'feeling.heavy.meaning'),
  feeling('sad', 24, 16, 'feeling.sad', 'feeling.sad.meaning'),
  feeling('lonely', 22, 12, 'feeling.lonely', 'feeling.lonely.meaning'),
  feeling('disappointed', 38, 22, 'feeling.disappointed', 'feeling.disappointed.meaning'),
  feeling('hurt', 44, 10, 'feeling.hurt', 'feeling.hurt.meaning'),
  feeling('ashamed', 28, 6, 'feeling.ashamed', 'feeling.ashamed.meaning'),
  feeling('guilty', 40, 14, 'feeling.guilty', 'feeling.guilty.meaning'),
  feeling('empty', 8, 10, 'feeling.empty', 'feeling.empty.meaning'),
  feeling('numb', 6, 28, 'feeling.numb', 'feeling.numb.meaning'),
  feeling('discouraged', 26, 20, 'feeling.discouraged', 'feeling.discouraged.meaning'),
  feeling('homesick', 32, 26, 'feeling.homesick', 'feeling.homesick.meaning'),
  feeling('bored', 16, 36, 'feeling.bored', 'feeling.bored.meaning'),
  feeling('distant', 24, 34, 'feeling.distant', 'feeling.distant.meaning'),
  feeling('helpless', 30, 8, 'feeling.helpless', 'feeling.helpless.meaning'),
  feeling('let-down', 36, 18, 'feeling.letDown', 'feeling.letDown.meaning'),
  feeling('unseen', 28, 14, 'feeling.unseen', 'feeling.unseen.meaning'),
  feeling('fragile', 34, 30, 'feeling.fragile', 'feeling.fragile.meaning'),
  feeling('grieving', 14, 4, 'feeling.grieving', 'feeling.grieving.meaning'),
  feeling('full', 42, 44, 'feeling.full', 'feeling.full.meaning'),
  feeling('longing', 46, 38, 'feeling.longing', 'feeling.longing.meaning'),
];

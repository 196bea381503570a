/** Why something did not go on, each in a sentence of its own. One table per kind; none can be forgotten. */
import type { MessageId } from '../../messages/index.js';
import type { CodeRefusal, FailureReason, PairingRefusal } from '../../session/index.js';

export const REFUSED_CODE: Readonly<Record<CodeRefusal['type'], MessageId>> = {
  NotACode: 'meet.refused.foreign',
  WrongKind: 'meet.refused.foreign',
  Damaged: 'meet.refused.damaged',
  NewerVersion: 'meet.refused.newer',
  Old: 'meet.refused.old',
  ClocksDiffer: 'meet.refused.clocks',
  OwnCode: 'meet.refused.own',
  AlreadyUsed: 'meet.refused.used',
  ForAnotherCode: 'meet.refused.other',
  NotNow: 'meet.refused.notNow',
};

export const FAILED: Readonly<Record<FailureReason['type'], MessageId>> = {
  Cancelled: 'meet.failed.cancelled',
  PartnerCancelled: 'meet.failed.partnerCancelled',
  WordsDiffer: 'meet.failed.differ',
  PartnerSaysWordsDiffer: 'meet.failed.partnerDiffer',
  LinkLost: 'meet.failed.lost',
  TimedOut: 'meet.failed.time',
  CannotConnect: 'meet.failed.cannot',
  UnexpectedMessage: 'meet.failed.unexpected',
  BrokenCommitment: 'meet.failed.between',
  NotTheirKey: 'meet.failed.between',
};

export const NOT_STARTED: Readonly<Record<PairingRefusal['type'], MessageId>> = {
  AlreadyPaired: 'meet.start.paired',
  NewerBond: 'meet.start.newer',
  CannotMeet: 'meet.cannot.text',
  OtherTab: 'meet.start.otherTab',
  ConnectionsOff: 'common.connectionsOff',
};

/** Who answers, for the check-ins that are sealed until both have: this phone's keys, and the devices' names. */
import type { Random } from '../kernel/index.js';
import type { AnswerAuthor } from '../model/index.js';
import { createAnswerSealer, type DeviceId } from '../vault/index.js';
import type { Identity } from './identity.js';

export type Answers = {
  readonly me: AnswerAuthor;
  /** The partner, by the device that writes. */
  readonly author: (device: DeviceId) => AnswerAuthor;
};

export function answersOf({ device, privateRoot }: Identity, random: Random): Answers {
  const sealer = createAnswerSealer(privateRoot, random);
  return {
    me: { sealer, device: device.id, isMe: true },
    author: (id) => ({ sealer, device: id, isMe: false }),
  };
}

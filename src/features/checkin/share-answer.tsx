/** Who it is for, and exactly what the partner will see. */
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { DraftFields, OwnCheckin } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { tellCheckin } from '../../telling/index.js';
import { Checkbox, classesOf, Notice, Stack } from '../../ui/index.js';
import type { AnswerProps } from './answers.js';
import styles from './checkin.module.css';
import { leavesSharedVersion, maySeal } from './draft.js';

const css = classesOf(styles);

/** Undefined while there is no one to share with. */
export function usePartnerName(): string | undefined {
  const { bond, partner } = useSession();
  const text = useText();
  const name = useSignal(partner)?.name ?? text('common.partner');
  return useSignal(bond) ? name : undefined;
}

function useShareHint(share: boolean, partner: string | undefined): string {
  const text = useText();
  const { partner: nearness } = useSignal(useSession().sync);
  if (!share) return text('checkin.share.me.hint');
  if (partner === undefined) return text('checkin.share.later.hint');
  return nearness === 'connected'
    ? text('checkin.share.partner.hint', { partner })
    : text('checkin.share.away', { partner });
}

function Preview({ fields, partner }: { fields: DraftFields; partner: string }): ReactNode {
  const text = useText();
  const answers = tellCheckin(text, fields);
  return (
    <details>
      <summary>{text('checkin.preview', { partner })}</summary>
      {answers.length === 0 && <p>{text('checkin.preview.empty')}</p>}
      <ul className={css('answers')}>
        {answers.map((answer) => (
          <li key={answer} dir="auto">
            {answer}
          </li>
        ))}
      </ul>
    </details>
  );
}

function StaysShared({ own, partner }: { own: OwnCheckin; partner: string }): ReactNode {
  const text = useText();
  const { clock } = useSession();
  const formats = useFormats();
  const { savedAt } = own.sharedBefore ?? own.checkin;
  return (
    <Notice live>
      {text('checkin.share.stays', { partner, time: formats.moment(savedAt, clock.now()) })}
    </Notice>
  );
}

export function ShareAnswer({
  fields,
  change,
  own,
}: AnswerProps & { own: OwnCheckin | undefined }): ReactNode {
  const text = useText();
  const partner = usePartnerName();
  const hint = useShareHint(fields.share, partner);
  const label =
    partner === undefined
      ? text('checkin.share.later')
      : text('checkin.share.partner', { partner });
  return (
    <Stack gap={8}>
      <Checkbox
        label={label}
        hint={hint}
        checked={fields.share}
        onChange={(share) => change({ share })}
      />
      {partner !== undefined && fields.share && maySeal(own) && (
        <Checkbox
          label={text('checkin.seal')}
          hint={text('checkin.seal.hint', { partner })}
          checked={fields.seal}
          onChange={(seal) => change({ seal })}
        />
      )}
      {partner !== undefined && own && leavesSharedVersion(own, fields) && (
        <StaysShared own={own} partner={partner} />
      )}
      {partner !== undefined && fields.share && <Preview fields={fields} partner={partner} />}
    </Stack>
  );
}

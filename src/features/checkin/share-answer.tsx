/** Who it is for, and exactly what the partner will see. */
import { lazy, type ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import type { OwnCheckin } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Checkbox, Later, Stack } from '../../ui/index.js';
import type { AnswerProps } from './answers.js';
import { leavesSharedVersion, maySeal } from './draft.js';

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

const Preview = lazy(async () => ({ default: (await import('./with-partner.js')).Preview }));
const StaysShared = lazy(async () => ({
  default: (await import('./with-partner.js')).StaysShared,
}));

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
      {partner !== undefined && (
        <Later failed={text('common.notLoaded')}>
          {own && leavesSharedVersion(own, fields) && <StaysShared own={own} partner={partner} />}
          {fields.share && <Preview fields={fields} partner={partner} />}
        </Later>
      )}
    </Stack>
  );
}

/** The two whose board it is, with the shapes they are shown by. */
import { agreeOnShapes, type Profile } from '../../model/index.js';
import type { BondView } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';

export type People = {
  readonly bond: BondView | undefined;
  readonly mine: Profile;
  /** Undefined while alone. `name` is undefined until it has arrived. */
  readonly partner:
    | { readonly name: string | undefined; readonly shape: Profile['shape'] }
    | undefined;
};

const NOBODY: Profile = { name: '', shape: 'circle' };

export function usePeople(): People {
  const session = useSession();
  const mine = useSignal(session.profile) ?? NOBODY;
  const partner = useSignal(session.partner);
  const bond = useSignal(session.bond);
  if (!bond) return { bond, mine, partner: undefined };
  const shapes = agreeOnShapes(mine.shape, partner?.shape, bond.mySide);
  return {
    bond,
    mine: { ...mine, shape: shapes.mine },
    partner: { name: partner?.name, shape: shapes.partner },
  };
}

/** What else can be done with an evening: let it rest, or let it come back. */
import type { ReactNode } from 'react';
import type { LocalDate } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { isResting } from '../../../model/index.js';
import { Menu, type MenuItem, useToast } from '../../../ui/index.js';
import { RESTING_PATH } from './paths.js';
import type { Rests } from './use-rests.js';

export type EveningMenuProps = {
  readonly evening: LocalDate;
  readonly rests: Rests;
};

export function EveningMenu({ evening, rests }: EveningMenuProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const toast = useToast();
  const list = rests.list ?? [];
  const alone = list.find(({ from, to }) => from === evening && to === evening);

  const rest = (): void => {
    const id = rests.add({ from: evening, to: evening });
    toast({
      message: text('evenings.rest.done'),
      action: { label: text('evenings.rest.undo'), onAction: () => rests.end(id) },
    });
  };
  const end = (id: string): void => {
    rests.end(id);
    toast({ message: text('evenings.rest.ended') });
  };
  const items: MenuItem[] = [];
  if (alone) {
    const onSelect = (): void => end(alone.id);
    items.push({ id: 'end', icon: 'undo', label: text('evenings.rest.end'), onSelect });
  } else if (!isResting(list, evening)) {
    items.push({ id: 'rest', icon: 'rest', label: text('evenings.rest'), onSelect: rest });
  }
  const toTime = (): void => window.location.assign(`#${RESTING_PATH}?from=${evening}`);
  items.push({ id: 'time', icon: 'list', label: text('evenings.rest.time'), onSelect: toTime });
  return <Menu label={text('evenings.menu', { date: formats.evening(evening) })} items={items} />;
}

/** Choosing, item by item, what of the solo writing the partner shall see. Nothing goes over by itself. */
import { type ReactNode, useEffect, useState } from 'react';
import { eveningOf } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import { isPreTicked } from '../../model/index.js';
import type { BondView } from '../../session/index.js';
import { useSession } from '../../session/react.js';
import { tellCheckin } from '../../telling/index.js';
import { Button, Card, Checkbox, classesOf, Row, Stack, useToast } from '../../ui/index.js';
import styles from './meet.module.css';
import { type Offer, openOffers } from './offers.js';

const css = classesOf(styles);

export type BringOverProps = {
  readonly bond: BondView;
  readonly partner: string;
  /** Called when something was brought over, or nothing was wanted. */
  readonly onDone: () => void;
};

/** Listed once on opening: what is written meanwhile goes where it belongs anyway. */
function useOffers(bond: BondView): readonly Offer[] | undefined {
  const session = useSession();
  const [offers, setOffers] = useState<readonly Offer[] | undefined>(undefined);
  useEffect(() => {
    const { clock } = session;
    const opened = openOffers(session, bond, eveningOf(clock.now(), clock.timeZone()));
    setOffers(opened.list());
    return () => opened.close();
  }, [session, bond]);
  return offers;
}

/** Only what its author had wished to share tonight is picked beforehand. */
function usePicked(offers: readonly Offer[] | undefined) {
  const { clock } = useSession();
  const tonight = eveningOf(clock.now(), clock.timeZone());
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isPicked = ({ key, item }: Offer): boolean =>
    changes.get(key) ?? isPreTicked(item, tonight);
  return {
    isPicked,
    pick: ({ key }: Offer, picked: boolean): void =>
      setChanges((before) => new Map(before).set(key, picked)),
    picked: (offers ?? []).filter(isPicked),
  };
}

export function BringOver({ bond, partner, onDone }: BringOverProps): ReactNode {
  const text = useText();
  const toast = useToast();
  const formats = useFormats();
  const offers = useOffers(bond);
  const { isPicked, pick, picked } = usePicked(offers);
  const bring = (): void => {
    for (const offer of picked) offer.bring();
    toast({ message: text('meet.bring.done', { count: picked.length, partner }) });
    onDone();
  };
  if (!offers) return null;
  if (offers.length === 0) return <Done onDone={onDone} />;
  return (
    <Stack gap={16}>
      <h2>{text('meet.bring.title')}</h2>
      <p>{text('meet.bring.text', { partner })}</p>
      <Card as="div">
        <Stack gap={12}>
          {offers.map((offer) => (
            <Checkbox
              key={offer.key}
              label={<OfferWords offer={offer} />}
              hint={text(offer.kind === 'note' ? 'meet.bring.note' : 'meet.bring.checkin', {
                day: formats.evening(offer.item.date),
              })}
              checked={isPicked(offer)}
              onChange={(checked) => pick(offer, checked)}
            />
          ))}
        </Stack>
      </Card>
      <p>{text('meet.bring.final', { partner })}</p>
      <Row>
        <Button variant="primary" disabled={picked.length === 0} onClick={bring}>
          {text('meet.bring.share', { count: picked.length })}
        </Button>
        <Button onClick={onDone}>{text('meet.bring.nothing')}</Button>
      </Row>
    </Stack>
  );
}

function Done({ onDone }: { readonly onDone: () => void }): ReactNode {
  const text = useText();
  return (
    <Row>
      <Button variant="primary" onClick={onDone}>
        {text('meet.joined.go')}
      </Button>
    </Row>
  );
}

/** All of it, as the partner will read it. */
function OfferWords({ offer }: { readonly offer: Offer }): ReactNode {
  const text = useText();
  const lines =
    offer.kind === 'note' ? [offer.item.record.text] : tellCheckin(text, offer.item.record);
  return lines.map((line) => (
    <span key={line} className={css('offer-line')} dir="auto">
      {line}
    </span>
  ));
}

/** Us: the two, what the other phone has, and everything about this bond and this phone. */
import { type ReactNode, useId, useState } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import { agreeOnShapes, otherShape, type Profile } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import {
  Button,
  ButtonLink,
  Card,
  classesOf,
  Notice,
  PersonMark,
  Row,
  Rows,
  Screen,
  Stack,
} from '../../ui/index.js';
import { InstallCard, StorageCard } from './on-this-phone.js';
import { PresenceSwitch } from './presence-switch.js';
import { ProfileSheet } from './profile-sheet.js';
import { holdingsOf, nearnessSentence } from './status-sentences.js';
import { Unpair } from './unpair.js';
import styles from './us.module.css';

const css = classesOf(styles);

export function UsScreen(): ReactNode {
  const text = useText();
  const session = useSession();
  const mine = useSignal(session.profile);
  const bond = useSignal(session.bond);
  const partner = useSignal(session.partner);
  const [isEditing, setIsEditing] = useState(false);
  const partnerName = partner?.name ?? text('common.partner');
  return (
    <Screen title={text('us.title')} takeFocus>
      {mine && <Couple mine={mine} />}
      {bond ? <OtherPhone partner={partnerName} /> : <Alone />}
      <Row>
        <Button icon="pencil" onClick={() => setIsEditing(true)}>
          {text('us.edit')}
        </Button>
      </Row>
      {mine && <ProfileSheet profile={mine} open={isEditing} onClose={() => setIsEditing(false)} />}
      <InstallCard />
      <StorageCard />
      <Privacy partner={partnerName} />
      {bond && <PresenceSwitch partner={partnerName} />}
      <Rows
        items={[
          {
            id: 'over-time',
            label: text('us.overTime'),
            hint: text('us.overTime.hint'),
            href: '#/over-time',
            icon: 'time',
          },
          {
            id: 'reminders',
            label: text('us.reminders'),
            hint: text('us.reminders.hint'),
            href: '#/reminders',
            icon: 'today',
          },
          ...(bond
            ? [
                {
                  id: 'arrivals',
                  label: text('us.arrivals'),
                  hint: text('us.arrivals.hint'),
                  href: '#/arrivals',
                  icon: 'board' as const,
                },
              ]
            : []),
          ...(bond
            ? [
                {
                  id: 'parcel',
                  label: text('us.parcel'),
                  hint: text('us.parcel.hint'),
                  href: '#/parcel',
                  icon: 'share' as const,
                },
              ]
            : []),
          {
            id: 'connections',
            label: text('us.connections'),
            hint: text('us.connections.hint'),
            href: '#/connections',
            icon: 'info',
          },
          {
            id: 'rendezvous',
            label: text('us.rendezvous'),
            hint: text('us.rendezvous.hint'),
            href: '#/rendezvous',
            icon: 'near',
          },
        ]}
      />
      {bond && (
        <Row>
          <Unpair partner={partnerName} />
        </Row>
      )}
    </Screen>
  );
}

/** Two lamps side by side; the second stays an outline until there is someone. */
function Couple({ mine }: { readonly mine: Profile }): ReactNode {
  const text = useText();
  const session = useSession();
  const bond = useSignal(session.bond);
  const partner = useSignal(session.partner);
  const shapes = bond
    ? agreeOnShapes(mine.shape, partner?.shape, bond.mySide)
    : { mine: mine.shape, partner: otherShape(mine.shape) };
  return (
    <ul className={css('couple')}>
      <li className={css('person')}>
        <PersonMark shape={shapes.mine} size="4.5rem" />
        <span className={css('name')} dir="auto">
          {mine.name}
        </span>
        <span className={css('role')}>{text('us.you')}</span>
      </li>
      <li className={css('person')}>
        <PersonMark shape={shapes.partner} size="4.5rem" look={bond ? 'filled' : 'outline'} />
        {bond ? (
          <span className={css('name')} dir="auto">
            {partner?.name ?? text('common.partner')}
          </span>
        ) : (
          <span className={css('role')}>{text('us.nobody')}</span>
        )}
      </li>
    </ul>
  );
}

function Alone(): ReactNode {
  const text = useText();
  const { canMeet } = useSession();
  return (
    <Stack gap={12}>
      <p>{text('us.alone')}</p>
      <ButtonLink variant="primary" wide icon="us" href="#/meet">
        {text(canMeet ? 'us.meet' : 'us.meet.cannot')}
      </ButtonLink>
    </Stack>
  );
}

function OtherPhone({ partner }: { readonly partner: string }): ReactNode {
  const text = useText();
  const formats = useFormats();
  const session = useSession();
  const status = useSignal(session.sync);
  const bond = useSignal(session.bond);
  const titleId = useId();
  const { id, upTo } = holdingsOf(status);
  const time = upTo === undefined ? '' : formats.moment(upTo, session.clock.now());
  const isNear = status.partner === 'connected';
  return (
    <Card labelledBy={titleId}>
      <h2 id={titleId}>{text('us.phone', { partner })}</h2>
      <Rows
        items={[
          {
            id: 'near',
            icon: isNear ? 'near' : 'away',
            label: text(nearnessSentence(status), { partner }),
          },
          { id: 'has', icon: 'phone', label: text(id, { partner, time }) },
        ]}
      />
      {bond?.confirmed === false && <Notice>{text('us.unconfirmed', { partner })}</Notice>}
      <ButtonLink href="#/meet">{text('us.meet.paired')}</ButtonLink>
    </Card>
  );
}

function Privacy({ partner }: { readonly partner: string }): ReactNode {
  const text = useText();
  const titleId = useId();
  return (
    <section className={css('privacy')} aria-labelledby={titleId}>
      <h2 id={titleId}>{text('us.privacy.title')}</h2>
      <p>{text('us.privacy.where')}</p>
      <p>{text('us.privacy.private', { partner })}</p>
      <p>{text('us.privacy.shared', { partner })}</p>
      <p>{text('us.privacy.lost')}</p>
    </section>
  );
}

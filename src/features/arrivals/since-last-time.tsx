/** On Today: what came since it was last looked at. Nothing when nothing did; gone once it was seen. */
import { type ReactNode, useEffect, useId } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { Card, type IconName, Rows, useAnnounce } from '../../ui/index.js';
import type { Follower } from './follower.js';
import { describeNews, type NewsLine } from './sentences.js';
import { followerOf } from './signs.js';

const ICONS: Readonly<Record<NewsLine['id'], IconName>> = {
  tonight: 'today',
  answered: 'today',
  evenings: 'list',
  answers: 'list',
  notes: 'board',
};

export function SinceLastTime(): ReactNode {
  const follower = useSignal(followerOf(useSession()));
  return follower ? <News follower={follower} /> : null;
}

function News({ follower }: { readonly follower: Follower }): ReactNode {
  const text = useText();
  const formats = useFormats();
  const id = useId();
  const tonight = useEvening();
  const partner = useSignal(useSession().partner)?.name ?? text('common.partner');
  const listed = useSignal(follower.listed);
  const lines = describeNews(listed, { text, formats, tonight, partner });
  const announce = useAnnounce();
  const said = formats.list(lines.map(({ label }) => label));
  useEffect(() => {
    if (said !== '') announce(said, { batch: true });
  }, [said, announce]);
  if (lines.length === 0) return null;
  return (
    <Card labelledBy={id}>
      <h2 id={id}>{text('arrivals.title')}</h2>
      <Rows
        items={lines.map(({ id: line, label, href }) => ({
          id: line,
          label,
          icon: ICONS[line],
          ...(href !== undefined && { href }),
        }))}
      />
    </Card>
  );
}

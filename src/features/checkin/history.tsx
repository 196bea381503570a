/** Earlier versions of an evening: an edit hides nothing from its author. */
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { PlacedVersion } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { tellCheckin } from '../../telling/index.js';
import { classesOf } from '../../ui/index.js';
import styles from './checkin.module.css';

const css = classesOf(styles);

function Version({ version, paired }: { version: PlacedVersion; paired: boolean }): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { clock } = useSession();
  const { checkin, place } = version;
  return (
    <li className={css('version')}>
      <p className={css('when')}>
        <time dateTime={new Date(checkin.savedAt).toISOString()}>
          {formats.moment(checkin.savedAt, clock.now())}
        </time>
        {paired && (
          <span>
            {text(place === 'private' ? 'checkin.history.private' : 'checkin.history.shared')}
          </span>
        )}
      </p>
      <p className={css('described')}>
        {tellCheckin(text, checkin).map((answer) => (
          <bdi key={answer}>{answer}</bdi>
        ))}
      </p>
    </li>
  );
}

export function History({ earlier }: { earlier: readonly PlacedVersion[] }): ReactNode {
  const text = useText();
  const paired = useSignal(useSession().bond) !== undefined;
  return (
    <details>
      <summary>{text('checkin.history')}</summary>
      <ol className={css('versions')}>
        {earlier.map((version) => (
          <Version key={`${version.place}/${version.key}`} version={version} paired={paired} />
        ))}
      </ol>
    </details>
  );
}

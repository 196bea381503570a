/** What the sheet shows only where there is somebody to share with: exactly what the partner will see, and what stays. */
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { DraftFields, OwnCheckin } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { tellCheckin } from '../../telling/index.js';
import { classesOf, Notice } from '../../ui/index.js';
import styles from './checkin.module.css';

const css = classesOf(styles);

export function Preview({ fields, partner }: { fields: DraftFields; partner: string }): ReactNode {
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

export function StaysShared({ own, partner }: { own: OwnCheckin; partner: string }): ReactNode {
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

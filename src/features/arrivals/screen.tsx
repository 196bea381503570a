/** What this phone shows when something arrives: a number on the icon, a quiet notice. Each as its owner likes. */
import { type ReactNode, useState } from 'react';
import { useText } from '../../messages/index.js';
import {
  ARRIVALS_CHAPTER,
  type ArrivalsSettings,
  readArrivalsSettings,
  writeArrivalsSetting,
} from '../../model/index.js';
import { askForNotices, canBadge, noticePermission } from '../../pwa/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';
import { Card, Notice, Screen, Stack, Switch } from '../../ui/index.js';
import { NO_NOTICE } from './sentences.js';

type Change = (name: keyof ArrivalsSettings, value: boolean) => void;

type SettingProps = { readonly settings: ArrivalsSettings; readonly onChange: Change };

export function ArrivalsScreen(): ReactNode {
  const text = useText();
  const chapter = useChapter('private', ARRIVALS_CHAPTER);
  const settings = useChapterValue(chapter, readArrivalsSettings);
  const change: Change = (name, value) => {
    if (chapter) writeArrivalsSetting(chapter.doc, name, value);
  };
  return (
    <Screen
      title={text('arrivals.settings.title')}
      back={{ label: text('app.tab.us'), href: '#/us' }}
      takeFocus
    >
      <p>{text('arrivals.settings.lead')}</p>
      {settings && (
        <Stack gap={16}>
          <Badge settings={settings} onChange={change} />
          <QuietNotice settings={settings} onChange={change} />
        </Stack>
      )}
    </Screen>
  );
}

function Badge({ settings, onChange }: SettingProps): ReactNode {
  const text = useText();
  const partner = useSignal(useSession().partner)?.name ?? text('common.partner');
  const can = canBadge();
  return (
    <Card as="div">
      <Switch
        label={text('arrivals.settings.badge')}
        hint={text(can ? 'arrivals.settings.badge.hint' : 'arrivals.settings.badge.unavailable', {
          partner,
        })}
        checked={can && settings.badge}
        disabled={!can}
        onChange={(on) => onChange('badge', on)}
      />
    </Card>
  );
}

function QuietNotice({ settings, onChange }: SettingProps): ReactNode {
  const text = useText();
  const partner = useSignal(useSession().partner)?.name ?? text('common.partner');
  const [permission, setPermission] = useState(noticePermission);
  const can = permission !== 'unavailable';
  const change = async (on: boolean): Promise<void> => {
    const answer = on ? await askForNotices() : permission;
    setPermission(answer);
    onChange('notice', on && answer === 'allowed');
  };
  const isTold = settings.notice || permission === 'refused' || !can;
  const problem = isTold ? NO_NOTICE[permission] : undefined;
  return (
    <Card as="div">
      <Stack gap={12}>
        <Switch
          label={text('arrivals.settings.notice')}
          hint={text('arrivals.settings.notice.hint', {
            notice: text('arrivals.notice', { partner }),
          })}
          checked={settings.notice && permission === 'allowed'}
          disabled={!can}
          onChange={(on) => void change(on)}
        />
        {problem && <Notice live>{text(problem)}</Notice>}
      </Stack>
    </Card>
  );
}

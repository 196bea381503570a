/** The catalogue in React: a provider, and hooks that hand out sentences and formats. */
import { I18nProvider, useLingui } from '@lingui/react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { createCatalogue } from './catalogue.js';
import { createFormats, type Formats } from './formats.js';
import type { Text } from './message-id.js';

export function MessagesProvider({ children }: { children: ReactNode }): ReactNode {
  const [i18n] = useState(() => createCatalogue(navigator.languages));
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}

/** Hands out sentences by id: `text('checkin.title')`. Stable between renders. */
export function useText(): Text {
  const { i18n } = useLingui();
  return useCallback((id, values) => i18n._(id, values), [i18n]);
}

/** Dates and times as this device's owner reads them. `timeZone` defaults to the device's own. */
export function useFormats(timeZone?: string): Formats {
  const { i18n } = useLingui();
  return useMemo(
    () =>
      createFormats({
        locales: [i18n.locales ?? i18n.locale].flat(),
        clockHabit: navigator.language,
        timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
    [i18n, timeZone],
  );
}

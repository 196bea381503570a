/** The catalogue in React: a provider, and hooks that hand out sentences and formats. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type Catalogue, createCatalogue } from './catalogue.js';
import { createFormats, type FormatLocales, type Formats } from './formats.js';
import type { Text } from './message-id.js';
import { findSentence } from './sentences.js';

const CatalogueContext = createContext<Catalogue | undefined>(undefined);

export function MessagesProvider({ children }: { children: ReactNode }): ReactNode {
  const [catalogue] = useState(() => createCatalogue(findSentence, navigator.languages));
  return <CatalogueContext value={catalogue}>{children}</CatalogueContext>;
}

function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (!catalogue) throw new Error('sentences are shown inside MessagesProvider');
  return catalogue;
}

/** Hands out sentences by id: `text('checkin.title')`. Stable between renders. */
export function useText(): Text {
  return useCatalogue().text;
}

/** Dates and times as this device's owner reads them. `timeZone` defaults to the device's own. */
export function useFormats(timeZone?: string): Formats {
  const { locales } = useCatalogue();
  return useMemo(
    () =>
      formatsFor({
        locales,
        clockHabit: navigator.language,
        timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
    [locales, timeZone],
  );
}

const made = new Map<string, Formats>();

/** Making them takes a slow phone milliseconds, and a list asks for them once for each of its parts. */
function formatsFor(locales: FormatLocales): Formats {
  const key = JSON.stringify(locales);
  const known = made.get(key) ?? createFormats(locales);
  made.set(key, known);
  return known;
}

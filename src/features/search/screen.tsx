/** Search: everything the two of you wrote that is on this phone, and nothing leaves it. */
import { type ReactNode, useState } from 'react';
import { useText } from '../../messages/index.js';
import { readQuery } from '../../model/index.js';
import { Field, Screen, Stack } from '../../ui/index.js';
import { rememberedQuery, rememberQuery } from './remembered-query.js';
import { Results } from './results.js';
import { useSearch } from './use-search.js';

export function SearchScreen(): ReactNode {
  const text = useText();
  const [query, setQuery] = useState(rememberedQuery);
  const search = useSearch(query);
  const change = (next: string): void => {
    rememberQuery(next);
    setQuery(next);
  };
  return (
    <Screen
      title={text('search.title')}
      back={{ label: text('evenings.title'), href: '#/evenings' }}
      takeFocus
    >
      <Stack gap={4}>
        <search>
          <Field
            label={text('search.label')}
            type="search"
            hint={text('search.hint')}
            value={query}
            onChange={(event) => change(event.currentTarget.value)}
          />
        </search>
        <p role="status">{search?.isDone && text('search.count', { count: search.count })}</p>
      </Stack>
      {search && <Results months={search.months} words={readQuery(query)} />}
    </Screen>
  );
}

/** A name and a shape: all that Vesper asks of anyone. */
import { type ReactNode, useState } from 'react';
import { type MessageId, type Text, useText } from '../../messages/index.js';
import {
  checkProfile,
  NAME_LIMIT,
  type ProfileError,
  SHAPES,
  type Shape,
} from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { Button, Field, Notice, PersonMark, RadioGlyphs, Stack } from '../../ui/index.js';

const WORDS: Readonly<Record<Shape, { label: MessageId; spoken: MessageId }>> = {
  circle: { label: 'welcome.who.shape.circle', spoken: 'welcome.who.shape.circle.spoken' },
  arch: { label: 'welcome.who.shape.arch', spoken: 'welcome.who.shape.arch.spoken' },
};

function describeError(text: Text, error: ProfileError): string {
  if (error.type === 'NoName') return text('welcome.who.name.none');
  return text('welcome.who.name.tooLong', { limit: NAME_LIMIT });
}

type Tried = { readonly name: string | undefined; readonly noShape: boolean };

export type WhoStepProps = {
  /** Someone has begun to answer: nothing may take the page away from them now. */
  readonly onBegin: () => void;
};

export function WhoStep({ onBegin }: WhoStepProps): ReactNode {
  const text = useText();
  const session = useSession();
  const [name, setName] = useState('');
  const [shape, setShape] = useState<Shape>();
  const [tried, setTried] = useState<Tried>({ name: undefined, noShape: false });

  const submit = (): void => {
    const checked = checkProfile(name, shape ?? 'circle');
    setTried({
      name: checked.ok ? undefined : describeError(text, checked.error),
      noShape: shape === undefined,
    });
    if (!checked.ok || shape === undefined) return;
    session.saveProfile(checked.value);
  };

  return (
    <form
      autoComplete="off"
      noValidate
      onFocus={onBegin}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap={32}>
        <Field
          label={text('welcome.who.name')}
          hint={text('welcome.who.name.hint')}
          autoComplete="off"
          autoCapitalize="words"
          value={name}
          error={tried.name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setTried((before) => ({ ...before, name: undefined }));
          }}
        />
        <RadioGlyphs
          legend={text('welcome.who.shape')}
          hint={text('welcome.who.shape.hint')}
          options={SHAPES.map((value) => ({
            value,
            label: text(WORDS[value].label),
            spoken: text(WORDS[value].spoken),
            glyph: <PersonMark shape={value} size="3.5rem" />,
          }))}
          value={shape}
          onChange={(value) => {
            setShape(value);
            setTried((before) => ({ ...before, noShape: false }));
          }}
        />
        {tried.noShape && (
          <Notice tone="trouble" live>
            {text('welcome.who.shape.none')}
          </Notice>
        )}
        <Button type="submit" variant="primary" wide>
          {text('welcome.next')}
        </Button>
      </Stack>
    </form>
  );
}

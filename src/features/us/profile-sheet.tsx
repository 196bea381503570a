/** My name and my shape, changed at any time. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { checkProfile, NAME_LIMIT, type Profile, SHAPES, type Shape } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { Button, Field, PersonMark, RadioGlyphs, Sheet, Stack } from '../../ui/index.js';

const SHAPE_WORDS: Readonly<Record<Shape, MessageId>> = {
  circle: 'us.edit.circle',
  arch: 'us.edit.arch',
};

export type ProfileSheetProps = {
  readonly profile: Profile;
  readonly open: boolean;
  readonly onClose: () => void;
};

export function ProfileSheet({ profile, open, onClose }: ProfileSheetProps): ReactNode {
  const text = useText();
  return (
    <Sheet
      open={open}
      title={text('us.edit.title')}
      closeLabel={text('common.close')}
      onClose={onClose}
    >
      <ProfileForm profile={profile} onDone={onClose} />
    </Sheet>
  );
}

type ProfileFormProps = { readonly profile: Profile; readonly onDone: () => void };

function ProfileForm({ profile, onDone }: ProfileFormProps): ReactNode {
  const text = useText();
  const session = useSession();
  const [name, setName] = useState(profile.name);
  const [shape, setShape] = useState(profile.shape);
  const [error, setError] = useState<string | undefined>(undefined);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const checked = checkProfile(name, shape);
    if (checked.ok) {
      session.saveProfile(checked.value);
      onDone();
    } else if (checked.error.type === 'NoName') setError(text('us.edit.noName'));
    else setError(text('us.edit.tooLong', { limit: NAME_LIMIT }));
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack gap={24}>
        <Field
          label={text('us.edit.name')}
          autoComplete="off"
          autoCapitalize="words"
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <RadioGlyphs
          legend={text('us.edit.shape')}
          hint={text('us.edit.shape.hint')}
          options={SHAPES.map((value) => ({
            value,
            label: text(SHAPE_WORDS[value]),
            glyph: <PersonMark shape={value} size="3rem" />,
          }))}
          value={shape}
          onChange={setShape}
        />
        <Button type="submit" variant="primary" wide>
          {text('common.save')}
        </Button>
      </Stack>
    </form>
  );
}

/** Taking in what came: a chosen file, pasted text, or what another app handed over. */
import {
  type ChangeEvent,
  type FormEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { utf8ToBytes } from '../../kernel/index.js';
import { useText } from '../../messages/index.js';
import { followLaunchedFiles, pasteText, readFile, takeHandedOver } from '../../pwa/index.js';
import { Button, Row, Stack, TextArea } from '../../ui/index.js';
import { MovingRead } from './moving-read.js';

export type OpenParcelProps = {
  /** Opens these bytes, whatever they are. */
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly isBusy: boolean;
};

/** What waits for the app, or comes while it is open. */
function useHandedOver(onBytes: (bytes: Uint8Array) => void): void {
  const take = useRef(onBytes);
  useEffect(() => {
    take.current = onBytes;
  });
  useEffect(() => {
    const read = async (file: File): Promise<void> => take.current(await readFile(file));
    followLaunchedFiles((file) => void read(file));
    void takeHandedOver().then((bytes) => bytes && take.current(bytes));
  }, []);
}

export function OpenParcel({ onBytes, isBusy }: OpenParcelProps): ReactNode {
  const text = useText();
  const [isPasting, setIsPasting] = useState(false);
  useHandedOver(onBytes);
  return (
    <Stack gap={16}>
      <FileChooser onBytes={onBytes} isBusy={isBusy} />
      <MovingRead onParcel={onBytes} />
      {isPasting ? (
        <PasteForm onText={(words) => onBytes(utf8ToBytes(words))} />
      ) : (
        <Button wide icon="paste" onClick={() => setIsPasting(true)}>
          {text('parcel.open.paste')}
        </Button>
      )}
    </Stack>
  );
}

/** The browser's own chooser behind a button that says what it is for. */
function FileChooser({ onBytes, isBusy }: OpenParcelProps): ReactNode {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    onBytes(await readFile(file));
    // So that the same file can be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <input ref={input} type="file" hidden onChange={(event) => void choose(event)} />
      <Button wide icon="download" busy={isBusy} onClick={() => input.current?.click()}>
        {text('parcel.open.file')}
      </Button>
    </>
  );
}

function PasteForm({ onText }: { readonly onText: (words: string) => void }): ReactNode {
  const text = useText();
  const [words, setWords] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const paste = async (): Promise<void> => {
    const pasted = await pasteText();
    if (pasted) setWords(pasted);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim() !== '') onText(words);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <TextArea
          ref={area}
          label={text('parcel.open.text')}
          look="plain"
          rows={4}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Row>
          <Button type="submit" variant="primary">
            {text('parcel.open.use')}
          </Button>
          <Button icon="paste" onClick={() => void paste()}>
            {text('parcel.open.clipboard')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

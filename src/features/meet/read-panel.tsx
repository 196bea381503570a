/** Reading the other phone's code: by camera, or pasted as text. What is refused says why, and nothing is lost. */
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { pasteText } from '../../pwa/index.js';
import { Button, classesOf, Notice, Row, TextArea } from '../../ui/index.js';
import styles from './meet.module.css';
import { Scanner } from './scanner.js';

const css = classesOf(styles);

export type ReadPanelProps = {
  /** What is wrong with a code, as a sentence; undefined where it was one to go on with. */
  readonly take: (code: string) => MessageId | undefined;
};

export function ReadPanel({ take }: ReadPanelProps): ReactNode {
  const text = useText();
  const [way, setWay] = useState<'none' | 'camera' | 'text'>('none');
  const [refusal, setRefusal] = useState<MessageId | undefined>(undefined);
  const taken = useCallback(
    (code: string): boolean => {
      // A refused code stays in the camera's view: it is refused again and again, and said once.
      const refused = take(code);
      setRefusal(refused);
      if (!refused) setWay('none');
      return !refused;
    },
    [take],
  );
  return (
    <div className={css('read')}>
      {refusal && (
        <Notice tone="trouble" live>
          {text(refusal)}
        </Notice>
      )}
      {way === 'camera' && <Scanner onText={taken} onClose={() => setWay('none')} />}
      {way === 'text' && <PasteForm onText={taken} />}
      <Row justify="center">
        {way !== 'camera' && (
          <Button variant="primary" icon="camera" onClick={() => setWay('camera')}>
            {text('meet.scan.start')}
          </Button>
        )}
        {way !== 'text' && (
          <Button icon="paste" onClick={() => setWay('text')}>
            {text('meet.paste.start')}
          </Button>
        )}
      </Row>
    </div>
  );
}

function PasteForm({ onText }: { readonly onText: (code: string) => boolean }): ReactNode {
  const text = useText();
  const [code, setCode] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  // The press that opened this was meant to lead here.
  useEffect(() => area.current?.focus(), []);
  const paste = async (): Promise<void> => {
    const pasted = await pasteText();
    if (pasted) setCode(pasted);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onText(code);
  };
  return (
    <form className={css('paste')} onSubmit={submit}>
      <TextArea
        ref={area}
        label={text('meet.paste.label')}
        look="plain"
        rows={4}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Row>
        <Button type="submit" variant="primary" disabled={code.trim() === ''}>
          {text('meet.paste.use')}
        </Button>
        <Button icon="paste" onClick={() => void paste()}>
          {text('meet.paste.clipboard')}
        </Button>
      </Row>
    </form>
  );
}

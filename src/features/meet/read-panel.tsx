/** Reading the other phone's code: by camera, or pasted as text. What is refused says why, and nothing is lost. */
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../messages/index.js';
import { pasteText } from '../../pwa/index.js';
import type { CodeRefusal, Pairing } from '../../session/index.js';
import { Button, classesOf, Notice, Row, TextArea } from '../../ui/index.js';
import styles from './meet.module.css';
import { Scanner } from './scanner.js';
import { REFUSED_CODE } from './sentences.js';

const css = classesOf(styles);

export function ReadPanel({ pairing }: { readonly pairing: Pairing }): ReactNode {
  const text = useText();
  const [way, setWay] = useState<'none' | 'camera' | 'text'>('none');
  const [refusal, setRefusal] = useState<CodeRefusal | undefined>(undefined);
  const take = useCallback(
    (code: string): boolean => {
      const refused = pairing.accept(code);
      // A refused code stays in the camera's view: it is refused again and again, and said once.
      setRefusal((before) => (before?.type === refused?.type ? before : refused));
      if (!refused) setWay('none');
      return !refused;
    },
    [pairing],
  );
  return (
    <div className={css('read')}>
      {refusal && (
        <Notice tone="trouble" live>
          {text(REFUSED_CODE[refusal.type])}
        </Notice>
      )}
      {way === 'camera' && <Scanner onText={take} onClose={() => setWay('none')} />}
      {way === 'text' && <PasteForm onText={take} />}
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

/** My code: as a picture for a camera, and as text for devices without one. The screen stays lit meanwhile. */
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../messages/index.js';
import { copyText, keepAwake } from '../../pwa/index.js';
import { loadCodes, type QrModules } from '../../session/index.js';
import { Button, classesOf, QrPicture, TextArea, useToast } from '../../ui/index.js';
import styles from './meet.module.css';

const css = classesOf(styles);

/** Undefined while the maker of pictures is loaded; the text is there at once. */
function useQr(code: string): QrModules | undefined {
  const [qr, setQr] = useState<QrModules | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    void loadCodes()
      .then(({ codeToQr }) => codeToQr(code))
      .then((made) => isWanted && setQr(made));
    return () => {
      isWanted = false;
    };
  }, [code]);
  return qr;
}

export type CodePanelProps = {
  readonly code: string;
  /** What comes next, kept right under the picture. */
  readonly children?: ReactNode;
};

export function CodePanel({ code, children }: CodePanelProps): ReactNode {
  const text = useText();
  const toast = useToast();
  const qr = useQr(code);
  useEffect(() => keepAwake(), []);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(code);
    toast({ message: text(isCopied ? 'meet.code.copied' : 'meet.code.notCopied') });
  };
  return (
    <div className={css('code')}>
      <div className={css('picture')}>
        {qr && <QrPicture {...qr} label={text('meet.code.picture')} />}
      </div>
      {children}
      <details className={css('as-text')}>
        <summary>{text('meet.code.text')}</summary>
        <TextArea
          label={text('meet.code.text')}
          hideLabel
          look="plain"
          readOnly
          rows={4}
          value={code}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button icon="copy" onClick={() => void copy()}>
          {text('meet.code.copy')}
        </Button>
      </details>
    </div>
  );
}

/** When a screen breaks, the app around it stays, and says that nothing written is lost. */

import { Component, type ReactNode } from 'react';
import { useText } from '../messages/index.js';
import { Button, Notice, Screen } from '../ui/index.js';

function BrokenScreen(): ReactNode {
  const text = useText();
  return (
    <Screen title={text('app.broken.title')}>
      <Notice
        tone="trouble"
        actions={<Button onClick={() => location.reload()}>{text('app.broken.reload')}</Button>}
      >
        {text('app.broken.text')}
      </Notice>
    </Screen>
  );
}

type Props = { readonly children: ReactNode };

export class ScreenBoundary extends Component<Props, { readonly broken: boolean }> {
  override readonly state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenScreen /> : this.props.children;
  }
}

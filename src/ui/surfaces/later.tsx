/** Holds a part of a screen that comes later: what stands there meanwhile, and what is said where it doesn't come. */
import { Component, type ReactNode, Suspense } from 'react';
import { Notice } from './notice.js';

export type LaterProps = {
  children: ReactNode;
  waiting?: ReactNode;
  /** The sentence for when the part did not load; the screen around it stays. */
  failed: string;
};

export class Later extends Component<LaterProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { children, waiting, failed } = this.props;
    if (this.state.hasFailed) return <Notice tone="trouble">{failed}</Notice>;
    return <Suspense fallback={waiting}>{children}</Suspense>;
  }
}

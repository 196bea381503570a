/** One quiet mark, for when there are no words: one tap, and another takes it back. */
import type { ReactNode } from 'react';
import { useText } from '../../../messages/index.js';
import { QUIET_MARKS, type QuietMark } from '../../../model/index.js';
import { Chips } from '../../../ui/index.js';

type QuietMarksProps = {
  readonly partner: string;
  readonly mark: QuietMark | undefined;
  readonly onChange: (mark: QuietMark | undefined) => void;
};

export function QuietMarks({ partner, mark, onChange }: QuietMarksProps): ReactNode {
  const text = useText();
  return (
    <Chips
      choose="one"
      legend={text('reply.marks', { partner })}
      options={QUIET_MARKS.map((value) => ({ value, label: text('reply.mark', { mark: value }) }))}
      value={mark}
      onChange={onChange}
    />
  );
}

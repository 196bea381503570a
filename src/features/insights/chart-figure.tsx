/** A chart: a sentence, the lines of it, and the same as a table. */
import { type ReactNode, useId } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { Measure, Shape, Slice, Span, Trend } from '../../model/index.js';
import { classesOf, PersonMark, VisuallyHidden } from '../../ui/index.js';
import { drawLine, drawOverlap, placePoints } from './chart.js';
import styles from './insights.module.css';
import { MEASURE_NAMES, nameSlice, nameValue, SPAN_NAMES, sayOwn, sayTheirs } from './sentences.js';

const css = classesOf(styles);

export type Line = { readonly trend: Trend; readonly shape: Shape; readonly name: string };
export type Lines = { readonly mine: Line | undefined; readonly theirs: Line | undefined };

export type ChartProps = {
  readonly measure: Measure;
  readonly span: Span;
  readonly slices: readonly Slice[];
  readonly lines: Lines;
};

export function Chart(props: ChartProps): ReactNode {
  const { measure, lines } = props;
  const text = useText();
  const { mine, theirs } = lines;
  return (
    <figure className={css('figure')}>
      <figcaption className={css('sentences')}>
        {mine && <p>{sayOwn(text, measure, mine.trend)}</p>}
        {theirs && <p>{sayTheirs(text, measure, theirs.trend, theirs.name)}</p>}
      </figcaption>
      <Picture {...props} />
      {theirs && <Key lines={lines} />}
      <Table {...props} />
    </figure>
  );
}

function listLines({ mine, theirs }: Lines): readonly Line[] {
  return [mine, theirs].filter((line) => line !== undefined);
}

function Picture(props: ChartProps): ReactNode {
  const { measure, span, slices, lines } = props;
  const text = useText();
  const formats = useFormats();
  const id = useId();
  const [top, bottom] = measure === 'light' ? [5, 1] : [100, 0];
  const [first, last] = [slices[0], slices.at(-1)];
  const names = listLines(lines).map(({ name }) => name);
  const drawn = { measure: text(MEASURE_NAMES[measure]), span: text(SPAN_NAMES[span]) };
  return (
    <div className={css('picture')}>
      <span className={css('top')}>{nameValue(text, measure, top)}</span>
      <span className={css('bottom')}>{nameValue(text, measure, bottom)}</span>
      <svg
        className={css('plot')}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-text`}
      >
        <title id={`${id}-title`}>
          {text('insights.picture', { ...drawn, names: formats.list(names) })}
        </title>
        <desc id={`${id}-text`}>{text('insights.picture.text')}</desc>
        <Drawing {...props} id={id} />
      </svg>
      <span className={css('start')}>{first && nameSlice(formats, span, first)}</span>
      <span className={css('end')}>{last && nameSlice(formats, span, last)}</span>
    </div>
  );
}

function Drawing({ measure, slices, lines, id }: ChartProps & { id: string }): ReactNode {
  const placed = listLines(lines).map(({ trend, shape }) => ({
    shape,
    places: placePoints(trend.points, slices, measure),
  }));
  const [one, other] = placed;
  const overlap = one && other ? drawOverlap(one.places, other.places) : '';
  return (
    <>
      <defs>
        <pattern
          id={`${id}-hatch`}
          width="2.5"
          height="2.5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className={css('hatch')} d="M0 0V2.5" />
        </pattern>
      </defs>
      <path className={css('ground')} d="M0 0H100M0 50H100M0 100H100" />
      {overlap !== '' && (
        <>
          <path className={css('overlap')} d={overlap} />
          <path d={overlap} fill={`url(#${id}-hatch)`} />
        </>
      )}
      {placed.map(({ shape, places }) => (
        <g key={shape} className={css(shape)}>
          <path className={css('line')} d={drawLine(places)} />
          <path className={css('dots')} d={places.map(({ x, y }) => `M${x} ${y}h0.01`).join('')} />
        </g>
      ))}
    </>
  );
}

/** Which line is whose, by its shape and its stroke. */
function Key({ lines }: { lines: Lines }): ReactNode {
  const text = useText();
  return (
    <ul className={css('key')}>
      {listLines(lines).map(({ shape, name }) => (
        <li key={shape}>
          <PersonMark shape={shape} />
          <svg className={css('stroke', shape)} viewBox="0 0 32 8" aria-hidden="true">
            <path className={css('line')} d="M1 4H31" />
          </svg>
          <bdi>{name}</bdi>
        </li>
      ))}
      {lines.mine && lines.theirs && (
        <li>
          <PersonMark shape="together" />
          {text('insights.both')}
        </li>
      )}
    </ul>
  );
}

function Table({ measure, span, slices, lines }: ChartProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const columns = listLines(lines);
  const valueIn = ({ trend }: Line, slice: Slice): number | undefined =>
    trend.points.find(({ from }) => from === slice.from)?.value;
  const rows = slices.filter((slice) => columns.some((line) => valueIn(line, slice) !== undefined));
  return (
    <table className={css('table')}>
      <caption>
        <VisuallyHidden>
          {text('insights.table', { measure: text(MEASURE_NAMES[measure]) })}
        </VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{text('insights.when')}</th>
          {columns.map(({ shape, name }) => (
            <th key={shape} scope="col">
              <bdi>{name}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...rows].reverse().map((slice) => (
          <tr key={slice.from}>
            <th scope="row">{nameSlice(formats, span, slice)}</th>
            {columns.map((line) => {
              const value = valueIn(line, slice);
              return (
                <td key={line.shape}>{value !== undefined && nameValue(text, measure, value)}</td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

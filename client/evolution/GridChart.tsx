import { useState, type FocusEvent, type PointerEvent, type ReactNode, type Ref } from "react";
import { Link } from "wouter";
import { historyPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { useGridFocus } from "../components/use-grid-focus.ts";
import { ChartFrame, type Paint, shortened, shortenedCitation } from "./ChartFrame.tsx";

/** A column of a grid chart. */
export interface GridColumn {
  name: string;
  short: string;
}

/** A cell of a grid chart: its description, its link, and its bars, side by side. */
export interface GridCell {
  label: string;
  href: string;
  /** Positions from the start of the cell, as shares of its width (0 to 1). */
  bars: readonly { colour: Paint; from: number; length: number }[];
  /** A few characters after the bars; empty for none. */
  note: string;
}

/** A row of a grid chart: its name, its link and its cells. */
export interface GridRow {
  key: string;
  name: string;
  href: string;
  cells: readonly (GridCell | null)[];
}

const rowHeight = 24;
const headHeight = 30;

/**
 * A grid chart: clauses or sections in rows, drafts or the steps between them in columns, bars in the cells. The cell
 * under the pointer or focus is described in text. In right-to-left documents the first column is on the right.
 */
export function GridChart({
  title,
  rows,
  columns,
  legend,
  width,
  rightToLeft,
  svgRef,
}: {
  title: string;
  rows: readonly GridRow[];
  /** Each with a short name, for narrow columns. */
  columns: readonly GridColumn[];
  legend: readonly { colour: Paint; label: string }[];
  /** In pixels. */
  width: number;
  rightToLeft: boolean;
  /** Refers to the drawing, for export. */
  svgRef: Ref<SVGSVGElement>;
}): ReactNode {
  const [description, setDescription] = useState<string | null>(null);
  const { cell, onKeyDown, onFocus } = useGridFocus(rows.length, columns.length + 1);
  const names = width >= 640 ? 200 : 96;
  const each = (width - names) / Math.max(1, columns.length);
  const xOf = (column: number): number => (rightToLeft ? width - names - (column + 1) * each : names + column * each);
  const describe = ({ target }: FocusEvent | PointerEvent): void =>
    setDescription(
      target instanceof Element ? (target.closest("[data-cell]")?.getAttribute("aria-label") ?? null) : null,
    );
  return (
    <ChartFrame
      title={title}
      description={description ?? messages.gridChartHint}
      width={width}
      height={headHeight + rows.length * rowHeight}
      legend={legend}
      svgRef={svgRef}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        onFocus(event);
        describe(event);
      }}
      onPointerOver={describe}
      onPointerLeave={() => setDescription(null)}
    >
      {columns.map(({ name, short }, column) => (
        <text key={column} x={xOf(column) + each / 2} y={16} textAnchor="middle" className="chart-head">
          {shortened(name.length > (each - 8) / 6.6 ? short : name, (each - 8) / 6.6)}
        </text>
      ))}
      {rows.map(({ key, name, href, cells }, row) => {
        const y = headHeight + row * rowHeight;
        return (
          <g key={key}>
            <path d={`M0 ${String(y)}H${String(width)}`} className="chart-line" />
            <Link {...cell(row, 0)} href={href} aria-label={name} className="flow-link">
              <rect
                x={rightToLeft ? width - names : 0}
                y={y + 2}
                width={names - 4}
                height={rowHeight - 4}
                className="chart-cell"
              />
            </Link>
            <text
              x={rightToLeft ? width - 4 : 4}
              y={y + 16}
              textAnchor={rightToLeft ? "end" : "start"}
              className="chart-name"
              aria-hidden
            >
              {shortenedCitation(name, (names - 12) / 6.6)}
            </text>
            {cells.map((content, column) => (
              <Cell
                key={column}
                content={content}
                focusProps={cell(row, column + 1)}
                x={xOf(column) + 4}
                y={y + 3}
                width={each - 8}
                rightToLeft={rightToLeft}
                name={`${name}, ${columns[column]?.name ?? ""}`}
              />
            ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}

function Cell({
  content,
  focusProps,
  x,
  y,
  width,
  rightToLeft,
  name,
}: {
  content: GridCell | null;
  focusProps: ReturnType<ReturnType<typeof useGridFocus>["cell"]>;
  x: number;
  y: number;
  width: number;
  rightToLeft: boolean;
  /** Name of the cell's row and column. */
  name: string;
}): ReactNode {
  const height = rowHeight - 6;
  const ground = <rect x={x} y={y} width={width} height={height} className="chart-cell" />;
  if (!content) {
    return (
      <g {...focusProps} role="img" aria-label={formatMessage(messages.nameNotInThisDraft, { name })}>
        {ground}
      </g>
    );
  }
  const at = (from: number, length: number): number => x + width * (rightToLeft ? 1 - from - length : from);
  const end = content.bars.reduce((most, { from, length }) => Math.max(most, from + length), 0);
  return (
    <>
      <Link {...focusProps} href={content.href} aria-label={`${name}: ${content.label}`} className="flow-link">
        {ground}
        {content.bars.map(({ colour, from, length }) => (
          <rect
            key={colour.key}
            x={at(from, length)}
            y={y + 3}
            width={Math.max(1.5, width * length)}
            height={height - 6}
            className="flow-swatch"
            style={colour.style}
          />
        ))}
      </Link>
      {content.note !== "" && (
        <text
          x={rightToLeft ? at(end, 0) - 4 : at(end, 0) + 4}
          y={y + 13}
          textAnchor={rightToLeft ? "end" : "start"}
          className="chart-quiet"
          aria-hidden
        >
          {content.note}
        </text>
      )}
    </>
  );
}

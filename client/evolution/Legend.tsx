import type { ReactNode } from "react";
import type { Paint } from "./paint.ts";
import { shortened } from "./chart-labels.ts";

const entryWidth = 190;
const entryHeight = 22;

/** The legend of a drawing's colours. It is part of the drawing, so that an export includes it. */
export function Legend({
  entries,
  width,
  y,
}: {
  entries: readonly { colour: Paint; label: string }[];
  /** Width of the drawing, in pixels. */
  width: number;
  /** Top of the legend, in pixels. */
  y: number;
}): ReactNode {
  const perLine = entriesPerLine(width);
  return (
    <g transform={`translate(0 ${String(y)})`} className="chart-legend">
      {entries.map(({ colour, label }, index) => (
        <g
          key={colour.key}
          transform={`translate(${String((index % perLine) * entryWidth)} ${String(Math.floor(index / perLine) * entryHeight)})`}
        >
          <rect width={14} height={14} className="flow-swatch" style={colour.style} />
          <text x={20} y={11} className="chart-name">
            {shortened(label, (entryWidth - 28) / 6.2)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Returns the height of the legend, in pixels, for a number of entries. */
export function legendHeight(entries: number, width: number): number {
  return Math.ceil(entries / entriesPerLine(width)) * entryHeight + 8;
}

function entriesPerLine(width: number): number {
  return Math.max(1, Math.floor(width / entryWidth));
}

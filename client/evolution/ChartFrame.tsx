import type { ReactNode, Ref, SVGProps } from "react";
import type { Paint } from "./paint.ts";
import { Legend, legendHeight } from "./Legend.tsx";

/** Space between a drawing and its legend, in pixels. */
const gap = 16;

/** A drawing with its legend, below the description of the item under the pointer or focus. */
export function ChartFrame({
  title,
  description,
  width,
  height,
  legend,
  svgRef,
  children,
  ...handlers
}: {
  title: string;
  /** For the eye only: each item has a label of its own. */
  description: string;
  /** In pixels. */
  width: number;
  /** Height without the legend, in pixels. */
  height: number;
  legend: readonly { colour: Paint; label: string }[];
  /** Refers to the drawing, for export. */
  svgRef: Ref<SVGSVGElement>;
  children: ReactNode;
} & Pick<
  SVGProps<SVGSVGElement>,
  "onKeyDown" | "onFocus" | "onPointerDown" | "onPointerOver" | "onPointerLeave" | "onClick"
>): ReactNode {
  return (
    <>
      <p className="chart-description screen-only stuck" aria-hidden>
        {description}
      </p>
      <svg
        ref={svgRef}
        className="chart"
        viewBox={`0 0 ${String(width)} ${String(height + gap + legendHeight(legend.length, width))}`}
        role="group"
        aria-label={title}
        {...handlers}
      >
        {children}
        <Legend entries={legend} width={width} y={height + gap} />
      </svg>
    </>
  );
}

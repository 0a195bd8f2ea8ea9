import type { ReactNode } from "react";
import type { RedlineSegment } from "#core/compare/redline.ts";
import type { ComparisonState } from "./comparison-state.ts";

/** The two texts that segments are read from. */
export interface Texts {
  base: string;
  revised: string;
}

/** The element a change is found by, for focus and links; a move has one at each of its places. */
export function changeElementId(change: number, side: "base" | "revised"): string {
  return `change-${change}-${side}`;
}

/**
 * The words of a redlined clause: what came in as `ins`, what went as `del`, what moved with an arrow that leads to its
 * other place. `side` leaves out what stands only on the other side; a class that is not marked reads as the revised has it.
 */
export function RedlineText({
  segments,
  texts,
  side,
  state,
}: {
  segments: readonly RedlineSegment[];
  texts: Texts;
  side: "both" | "base" | "revised";
  state: ComparisonState;
}): ReactNode {
  return segments.map((segment, index) => {
    const onBase = segment.kind === "deleted" || segment.kind === "moved-away";
    const onRevised = segment.kind === "inserted" || segment.kind === "moved-here";
    if ((side === "revised" && onBase) || (side === "base" && onRevised)) return null;
    const words = wordsOf(segment, texts, side);
    if (segment.change === null || segment.class === null) return <span key={index}>{words}</span>;
    if (!state.classes.has(segment.class)) return side === "both" && onBase ? null : <span key={index}>{words}</span>;
    const Element = onBase ? "del" : "ins";
    const here = onBase ? "base" : "revised";
    return (
      <Element
        key={index}
        id={changeElementId(segment.change, here)}
        className={`change change-${segment.class}`}
        data-change={segment.change}
        aria-current={state.at === segment.change || undefined}
        tabIndex={-1}
      >
        {words}
        {segment.class === "move" && (
          <a className="move-link" href={`#${changeElementId(segment.change, onBase ? "revised" : "base")}`}>
            <span aria-hidden>{onBase ? "↓" : "↑"}</span>
            <span className="visually-hidden">{onBase ? "moved to here" : "moved from here"}</span>
          </a>
        )}
      </Element>
    );
  });
}

/** A kept run is the same on both sides; where variants are not told apart it is read from the side shown. */
function wordsOf(segment: RedlineSegment, texts: Texts, side: "both" | "base" | "revised"): string {
  const fromBase = segment.kind === "deleted" || segment.kind === "moved-away" || side === "base";
  const range = fromBase ? segment.base : segment.revised;
  const text = fromBase ? texts.base : texts.revised;
  return range ? text.slice(range[0], range[1]) : "";
}

import type { ReactNode } from "react";
import type { RedlineSegment } from "#core/compare/redline.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { useRedlineView, type RedlineView } from "./redline-view.ts";

/** Returns the id of a change's element, for focus and links. */
export function changeElementId(key: string): string {
  return `change-${key}`;
}

/**
 * The text of a redlined clause: inserted words as `ins`, deleted ones as `del`, moved ones with an arrow that links to
 * their other position. `side` leaves out words that exist only on the other side.
 */
export function RedlineText({
  segments,
  side,
  at,
}: {
  segments: readonly RedlineSegment[];
  side: "both" | "base" | "revised";
  /** Key of the change that has the focus; null if it is in another row. */
  at: string | null;
}): ReactNode {
  const view = useRedlineView();
  const { texts, marked, anchors } = view;
  return segments.map((segment, index) => {
    const onBase = segment.kind === "deleted" || segment.kind === "moved-away";
    const onRevised = segment.kind === "inserted" || segment.kind === "moved-here";
    if ((side === "revised" && onBase) || (side === "base" && onRevised)) return null;
    const text = textOf(segment, texts, side);
    const from = positionOf(segment, side);
    if (segment.change === null || segment.class === null) {
      return (
        <span key={index} data-words={from}>
          {text}
        </span>
      );
    }
    if (!marked.has(segment.change)) {
      return side === "both" && onBase ? null : (
        <span key={index} data-words={from}>
          {text}
        </span>
      );
    }
    const Element = onBase ? "del" : "ins";
    const key = anchors.get(segment);
    const isMove = segment.class === "move";
    return (
      <Element
        key={index}
        id={key && changeElementId(key)}
        data-words={from}
        className={`change change-${segment.class}`}
        aria-current={(at !== null && key === at) || undefined}
        tabIndex={key ? -1 : undefined}
      >
        {isMove && key && segment.move !== null && <MoveLink from={key} segment={segment} view={view} />}
        {text}
      </Element>
    );
  });
}

/** Links one end of a move to the other. */
function MoveLink({
  from,
  segment,
  view,
}: {
  /** Key of the end at which the link appears. */
  from: string;
  segment: RedlineSegment;
  view: RedlineView;
}): ReactNode {
  const isMovedAway = segment.kind === "moved-away";
  const otherSide = isMovedAway ? "revised" : "base";
  const key = `${segment.change ?? ""}-${otherSide}`;
  const citation = segment[otherSide] ? view.citationAt(otherSide, segment[otherSide][0]) : "";
  const label = formatMessage(isMovedAway ? messages.movedTo : messages.movedFrom, { clauses: citation });
  const isBelow = (view.rows.get(key) ?? 0) > (view.rows.get(from) ?? 0);
  return (
    <a
      className="move-link"
      href={`#${changeElementId(key)}`}
      title={label}
      onClick={(event) => {
        event.preventDefault();
        view.onGo(key);
      }}
    >
      <span aria-hidden>{isBelow ? "↓" : "↑"}</span>
      <span className="visually-hidden">{label}: </span>
    </a>
  );
}

/** A kept run is the same on both sides. If variants are ignored it may differ, so it is read from the side shown. */
function textOf(segment: RedlineSegment, texts: RedlineView["texts"], side: "both" | "base" | "revised"): string {
  const from = sideOf(segment, side);
  const range = segment[from];
  return range ? texts[from].slice(range[0], range[1]) : "";
}

function sideOf({ kind }: RedlineSegment, side: "both" | "base" | "revised"): "base" | "revised" {
  return kind === "deleted" || kind === "moved-away" || side === "base" ? "base" : "revised";
}

/** Returns the side and offset of the words, for lookups from the page: "revised 120". */
function positionOf(segment: RedlineSegment, side: "both" | "base" | "revised"): string {
  const from = sideOf(segment, side);
  return `${from} ${String(segment[from]?.[0] ?? 0)}`;
}

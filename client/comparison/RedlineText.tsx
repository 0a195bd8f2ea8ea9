import { createContext, type ReactNode, useContext } from "react";
import type { RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { redlineText } from "../page-parts/RedlineRow.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import type { ChangeStop, ComparedIndex } from "./compared-index.ts";

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
  const { texts, marked, anchors, hasPositions } = view;
  return redlineText(segments, texts, side, ({ segment, text, from }, index) => {
    // The side and offset of the words, for lookups from the page: "revised 120".
    const position = hasPositions ? `${from} ${String(segment[from]?.[0] ?? 0)}` : undefined;
    if (segment.change === null || segment.class === null || !marked.has(segment.change)) {
      // In one column, an unmarked change appears as in the revised text.
      if (side === "both" && from === "base") return null;
      return position === undefined ? (
        text
      ) : (
        <span key={index} data-words={position}>
          {text}
        </span>
      );
    }
    const Element = segment.kind === "deleted" || segment.kind === "moved-away" ? "del" : "ins";
    const key = anchors.get(segment);
    const isMove = segment.class === "move";
    return (
      <Element
        key={index}
        id={key && changeElementId(key)}
        data-words={position}
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

/** The data that every row renders with. It is the same object while the redline's settings stay the same. */
export interface RedlineView extends Omit<ComparedIndex, "redline" | "repeated" | "stopOf" | "counts" | "stops"> {
  /** The marked changes, by number. Other changes appear as in the revised text. */
  marked: ReadonlySet<number>;
  /** The row of each stop, by its key. */
  rows: ReadonlyMap<string, number>;
  /** Whether text has its offset in the draft, to look its words up. */
  hasPositions: boolean;
  /** Goes to a change by its key. */
  onGo: (key: string) => void;
  /** Renders the tools beside a row, given its citation; null for none. */
  toolsOf: ((row: RedlineRow, citation: string) => ReactNode) | null;
}

export function redlineView(
  index: ComparedIndex,
  marked: readonly ChangeStop[],
  { onGo, hasPositions = false, toolsOf }: Pick<RedlineView, "onGo" | "toolsOf"> & { hasPositions?: boolean },
): RedlineView {
  const { texts, clauses, languages, anchors, citationAt, stops } = index;
  return {
    texts,
    clauses,
    languages,
    anchors,
    citationAt,
    marked: new Set(marked.map(({ change }) => change)),
    rows: new Map(stops.map(({ key, row }) => [key, row])),
    hasPositions,
    onGo,
    toolsOf,
  };
}

/** Provided around the rows by the component that renders a redline. */
export const RedlineViewContext = createContext<RedlineView | null>(null);

/**
 * Returns the data to render a row with.
 *
 * @throws Error outside a redline
 */
export function useRedlineView(): RedlineView {
  const view = useContext(RedlineViewContext);
  if (!view) throw new Error("A row is rendered outside a redline");
  return view;
}

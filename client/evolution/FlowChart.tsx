import { memo, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { useLocation } from "wouter";
import type { ForumGroups } from "#core/access/forum.ts";
import type { HistoryView } from "#core/compile/history-view.ts";
import { itemText } from "#core/phrases/evolution-tables.ts";
import { interfaceLanguage, historyPages as messages } from "#core/messages/catalogues.ts";
import { useForumGroups } from "../components/groups.ts";
import { word } from "../page-parts/messages.ts";
import { ChartFrame, type DraftName, draftNames, shortened, shortenedCitation } from "./ChartFrame.tsx";
import type { ItemPath } from "./grid-rows.ts";
import {
  barWidth,
  besideItem,
  connected,
  type FlowBar,
  flowLayout,
  type FlowLayout,
  isOfDraft,
  itemKey,
  legendOf,
  partsBy,
} from "./flow-layout.ts";
import type { Colouring } from "./evolution-address.ts";

const headHeight = 44;
const labelHeight = 12;
/** Width for names beside the first and the last draft, in pixels. */
const nameRoom = 140;
/** Approximate width of a letter in a draft's name above its column, in pixels. */
const headLetter = 7;

/**
 * The flow chart: clauses or sections through the drafts, as bars in columns, with ribbons that follow their words. The
 * bar under the pointer or focus is described in text, and highlighted with everything it came from and became.
 */
export function FlowChart({
  view,
  colouring,
  width,
  rightToLeft,
  pathOf,
  svgRef,
}: {
  view: HistoryView;
  colouring: Colouring;
  /** In pixels. */
  width: number;
  rightToLeft: boolean;
  /** Returns the link of a bar. */
  pathOf: ItemPath;
  /** Refers to the drawing, for export. */
  svgRef: Ref<SVGSVGElement>;
}): ReactNode {
  const [at, setAt] = useState<{ draft: number; index: number } | null>(null);
  const [, navigate] = useLocation();
  const forum = useForumGroups();
  const wasAt = useRef<string | null>(null);
  const wide = width >= 640;
  const inset = wide ? nameRoom + 10 : headOverhang(view);
  const layout = useMemo(
    () => flowLayout(view, { width, inset, rightToLeft, partsOf: partsBy(view, colouring, forum) }),
    [view, width, inset, rightToLeft, colouring, forum],
  );
  const legend = useMemo(() => legendOf(view, colouring, forum), [view, colouring, forum]);
  const { history } = view;

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const from = itemAt(event.target);
    const to = from && directions[event.key];
    if (!to) return;
    event.preventDefault();
    const next = besideItem(view, from, rightToLeft ? (mirrored[to] ?? to) : to);
    const link = event.currentTarget.querySelector<SVGAElement>(`[data-item="${itemKey(next.draft, next.index)}"]`);
    link?.focus();
  };
  const titled = `${history.document}: ${word("chart-flow-caption")}`;
  return (
    <ChartFrame
      title={titled}
      description={at ? describeItem(view, at.draft, at.index, forum) : messages.flowChartHint}
      width={width}
      height={headHeight + layout.height}
      legend={legend}
      svgRef={svgRef}
      onKeyDown={onKeyDown}
      onFocus={({ target, currentTarget }) => {
        const item = itemAt(target);
        if (!item) return;
        // A single tab stop, moved directly in the DOM: rendering thousands of bars again would be slow.
        currentTarget.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
        target.setAttribute("tabindex", "0");
        setAt(item);
      }}
      onPointerDown={({ pointerType }) => {
        wasAt.current = pointerType === "mouse" ? null : at && itemKey(at.draft, at.index);
      }}
      onPointerOver={({ target, pointerType }) => {
        if (pointerType === "mouse") setAt(itemAt(target) ?? at);
      }}
      onPointerLeave={({ pointerType }) => pointerType === "mouse" && setAt(null)}
      onClick={(event) => {
        const item = itemAt(event.target);
        if (!item || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        // A finger cannot hover: the first touch shows the description, the second follows the link.
        const isTouch = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch";
        if (isTouch && wasAt.current !== itemKey(item.draft, item.index)) setAt(item);
        else navigate(pathOf(item.draft, item.index));
      }}
    >
      <Heads names={draftNames(history)} columns={layout.columns} wide={wide} width={width} />
      <g transform={`translate(0 ${String(headHeight)})`}>
        <g className={at ? "is-dim" : undefined}>
          <Bars view={view} layout={layout} pathOf={pathOf} names={wide} rightToLeft={rightToLeft} forum={forum} />
        </g>
        {at && <Lit layout={layout} among={connected(view, at.draft, at.index)} at={itemKey(at.draft, at.index)} />}
      </g>
    </ChartFrame>
  );
}

const directions: Readonly<Partial<Record<string, Parameters<typeof besideItem>[2]>>> = {
  ArrowUp: "before",
  ArrowDown: "after",
  ArrowLeft: "earlier",
  ArrowRight: "later",
  Home: "first",
  End: "last",
};
const mirrored: typeof directions = { earlier: "later", later: "earlier" };

function describeItem(view: HistoryView, draft: number, index: number, forum: ForumGroups): string {
  const item = view.items[draft]?.[index];
  if (!item) return "";
  return `${item.name}, ${view.history.drafts[draft]?.version.label ?? ""}: ${itemText(view, { draft, item }, forum, interfaceLanguage())}`;
}

function itemAt(target: EventTarget): { draft: number; index: number } | null {
  const key = target instanceof Element ? target.closest("[data-item]")?.getAttribute("data-item") : null;
  const [draft, index] = key?.split(" ").map(Number) ?? [];
  return draft === undefined || index === undefined ? null : { draft, index };
}

/**
 * Returns how far the round numbers above the outer columns extend beyond their bars. Without names at the sides, that
 * much space stays free there.
 */
function headOverhang({ history }: HistoryView): number {
  const longest = Math.max(...draftNames(history).map(({ round }) => round.length));
  return Math.max(6, (longest * headLetter - barWidth) / 2);
}

function Heads({
  names,
  columns,
  wide,
  width,
}: {
  names: readonly DraftName[];
  columns: readonly number[];
  wide: boolean;
  width: number;
}): ReactNode {
  const room = columns.length > 1 ? Math.abs((columns[1] ?? 0) - (columns[0] ?? 0)) : width;
  return names.map(({ name, date, round }, draft) => (
    <text key={draft} x={columns[draft]} y={14} className="chart-head" textAnchor="middle">
      <tspan x={columns[draft]}>{wide ? shortened(name, room / headLetter) : round}</tspan>
      {wide && (
        <tspan x={columns[draft]} dy={15} className="chart-quiet">
          {date}
        </tspan>
      )}
    </text>
  ));
}

/** All ribbons and bars. They do not render again when the pointer moves. */
const Bars = memo(
  function Bars({
    view,
    layout: { bars, ribbons },
    pathOf,
    names,
    rightToLeft,
    forum,
  }: {
    view: HistoryView;
    layout: FlowLayout;
    pathOf: ItemPath;
    /** Whether to show names beside the first and the last draft. */
    names: boolean;
    rightToLeft: boolean;
    forum: ForumGroups;
  }): ReactNode {
    const last = view.items.length - 1;
    const named = names ? namedBars(bars, last) : new Set<FlowBar>();
    return (
      <>
        {ribbons.map(({ step, base, revised, path, colour, moved }) => (
          <path
            key={`${String(step)} ${String(base)} ${String(revised)}`}
            d={path}
            className={`flow-ribbon ${moved ? "is-moved" : ""}`}
            style={colour?.style}
          />
        ))}
        {bars.map((bar) => {
          const { draft, index, x, y, height } = bar;
          const atStart = (draft === 0) !== rightToLeft;
          return (
            <g key={itemKey(draft, index)}>
              <a
                href={pathOf(draft, index)}
                data-item={itemKey(draft, index)}
                tabIndex={draft === last && index === 0 ? 0 : -1}
                aria-label={describeItem(view, draft, index, forum)}
                className="flow-link"
              >
                <BarParts bar={bar} />
              </a>
              {height >= labelHeight && bar.parts.length === 1 && bar.parts[0] && isOfDraft(bar.parts[0].colour) && (
                <text
                  x={x + barWidth / 2}
                  y={y + height / 2 + 4}
                  textAnchor="middle"
                  className="flow-number"
                  aria-hidden
                >
                  {Math.min(...(view.items[draft]?.[index]?.brought.keys() ?? [draft])) + 1}
                </text>
              )}
              {bar.ends && (
                <path d={`M${String(x + barWidth + 1)} ${String(y)}v${String(height)}`} className="flow-end" />
              )}
              {named.has(bar) && (
                <text
                  x={atStart ? x - 8 : x + barWidth + 8}
                  y={y + height / 2 + 4}
                  textAnchor={atStart ? "end" : "start"}
                  className="chart-name"
                  aria-hidden
                >
                  {shortenedCitation(view.items[draft]?.[index]?.name ?? "", nameRoom / 6.5)}
                </text>
              )}
            </g>
          );
        })}
      </>
    );
  },
  (before, after) => before.layout === after.layout && before.view === after.view,
);

/** Returns the bars of the first and last draft whose names do not overlap the name above. */
function namedBars(bars: readonly FlowBar[], last: number): ReadonlySet<FlowBar> {
  const named = new Set<FlowBar>();
  for (const draft of new Set([0, last])) {
    let above = -Infinity;
    for (const bar of bars) {
      const middle = bar.y + bar.height / 2;
      if (bar.draft !== draft || middle - above < labelHeight) continue;
      named.add(bar);
      above = middle;
    }
  }
  return named;
}

/** The bar under the pointer or focus, with everything it came from and became, above the dimmed rest. */
function Lit({
  layout: { bars, ribbons },
  among,
  at,
}: {
  layout: FlowLayout;
  among: ReadonlySet<string>;
  at: string;
}): ReactNode {
  return (
    <g className="flow-lit" aria-hidden>
      {ribbons
        .filter(({ step, base, revised }) => among.has(itemKey(step, base)) && among.has(itemKey(step + 1, revised)))
        .map(({ step, base, revised, path, colour, moved }) => (
          <path
            key={`${String(step)} ${String(base)} ${String(revised)}`}
            d={path}
            className={`flow-ribbon ${moved ? "is-moved" : ""}`}
            style={colour?.style}
          />
        ))}
      {bars
        .filter(({ draft, index }) => among.has(itemKey(draft, index)))
        .map((bar) => (
          <g key={itemKey(bar.draft, bar.index)} className={itemKey(bar.draft, bar.index) === at ? "is-at" : undefined}>
            <BarParts bar={bar} />
          </g>
        ))}
    </g>
  );
}

function BarParts({ bar: { x, y, height, parts } }: { bar: FlowBar }): ReactNode {
  return (
    <>
      {parts.map(({ colour: { key, style }, ...part }) => (
        <rect key={key} x={x} y={part.y} width={barWidth} height={part.height} style={style} />
      ))}
      <rect x={x} y={y} width={barWidth} height={height} className="flow-edge" />
    </>
  );
}

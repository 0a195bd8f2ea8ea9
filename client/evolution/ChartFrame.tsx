import type { ReactNode, Ref, SVGProps } from "react";
import type { ForumGroups } from "#core/access/forum.ts";
import type { DocumentHistory } from "#core/compile/document-history.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { formatDate } from "../components/format.tsx";
import { groupCss } from "../components/groups.ts";

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

const entryWidth = 190;
const entryHeight = 22;

/** The legend of a drawing's colours. It is part of the drawing, so that an export includes it. */
function Legend({
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
function legendHeight(entries: number, width: number): number {
  return Math.ceil(entries / entriesPerLine(width)) * entryHeight + 8;
}

function entriesPerLine(width: number): number {
  return Math.max(1, Math.floor(width / entryWidth));
}

/** The colour of a part of a chart: a variable of the style sheets or, for a group, from the forum. */
export interface Paint {
  /** Distinguishes it from the other colours of the chart. */
  key: string;
  style: { fill: string };
}

/** Returns the colour of a variable of the style sheets. `name` is without "--". */
export function variablePaint(name: string): Paint {
  return { key: name, style: { fill: `var(--${name})` } };
}

/** Returns the colour of a group. */
export function groupPaint(group: StakeholderGroup, forum: ForumGroups): Paint {
  return { key: `group ${group}`, style: { fill: groupCss(group, forum) } };
}

/** The name of a draft in a chart. */
export interface DraftName {
  /** Without its date: "Third draft". */
  name: string;
  /** "6 Feb 2013". */
  date: string;
  /** For narrow columns: "3". */
  round: string;
}

/**
 * Returns the names of a history's drafts. A date in brackets is removed from the label because the date appears below.
 */
export function draftNames({ drafts }: Pick<DocumentHistory, "drafts">): DraftName[] {
  return drafts.map(({ version: { label, date, round } }) => ({
    name: label.replace(/\s?[（(](?=[^()（）]*\d{4})[^()（）]*[)）]/u, ""),
    date: formatDate(date),
    round,
  }));
}

/**
 * Cuts text to a number of characters, with an ellipsis. The result is isolated from the text around it (FSI … PDI of
 * Unicode's bidirectional algorithm). So the bracket of an Arabic label stays at its end.
 */
export function shortened(text: string, room: number): string {
  return `\u2068${cut(text, charactersIn(room))}\u2069`;
}

/**
 * Cuts a citation but keeps its end, which distinguishes it from its neighbours: "invites Member States 2 b)" →
 * "invites Mem… 2 b)". The last words stay, up to half the length. If not even one fits, the citation is cut like other
 * text.
 */
export function shortenedCitation(citation: string, room: number): string {
  const most = charactersIn(room);
  const end = [...citation.matchAll(/\s/gu)]
    .map(({ index }) => citation.slice(index))
    .find(({ length }) => length <= most / 2);
  if (citation.length <= most || end === undefined) return shortened(citation, room);
  return `\u2068${cut(citation, most - end.length)}${end}\u2069`;
}

function charactersIn(room: number): number {
  return Math.max(3, Math.floor(room));
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** The style properties that a file needs to look like the page; others do not matter outside it. */
const keptStyles = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "direction",
  "text-decoration-line",
] as const;

/**
 * Returns a drawing of the page as a self-contained file. Every colour and font is written on its element, the page's
 * colour is the background, the title and description are inside, and links are absolute.
 */
export function svgFile(svg: SVGSVGElement, { title, description }: { title: string; description: string }): Blob {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, into] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const written = into[index];
    if (written) writeStyle(element, written);
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  copy.setAttribute("xmlns", namespace);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const ground = elementOf("rect", { width: "100%", height: "100%", fill: paperOf(svg) });
  copy.prepend(elementOf("title", {}, title), elementOf("desc", {}, description), ground);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
  return new Blob([text], { type: "image/svg+xml" });
}

const namespace = "http://www.w3.org/2000/svg";

function writeStyle(element: Element, written: Element): void {
  const style = getComputedStyle(element);
  for (const name of keptStyles) {
    const value = style.getPropertyValue(name);
    if (value !== "") written.setAttribute(name, value);
  }
  for (const name of ["class", "style", "tabindex", "data-cell", "data-item", "role"]) written.removeAttribute(name);
  const href = written.getAttribute("href");
  if (href !== null) written.setAttribute("href", new URL(href, location.href).href);
}

function elementOf(name: string, attributes: Readonly<Record<string, string>>, text = ""): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

function paperOf(svg: Element): string {
  return getComputedStyle(svg.ownerDocument.body.parentElement ?? svg).backgroundColor;
}

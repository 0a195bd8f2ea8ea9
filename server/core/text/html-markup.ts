import type { Mark, Node } from "prosemirror-model";

/** A run of a clause's text, [start, end) in UTF-16 code units, and the element to wrap around it. */
export interface MarkupRange {
  start: number;
  /** If it equals start, an empty element marks the position. */
  end: number;
  element: "ins" | "del" | "mark" | "span";
  attributes?: Attributes;
}

/** Names and values of HTML attributes; null and undefined omit an attribute. */
export type Attributes = Readonly<Record<string, string | null | undefined>>;

/** The markup before and after the content of an element. */
interface Tags {
  open: string;
  close: string;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for use in HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}

/**
 * Renders a clause's inline content as HTML with the schema's own `toDOM`. Pages, exports and the reader's editor
 * therefore always agree. No DOM is needed.
 *
 * Ranges are nested inside marks and cut where a mark begins or ends, like decorations in the editor: "a *bc*" with [1,
 * 3) inserted → `a<ins> </ins><em><ins>b</ins>c</em>`. Overlapping ranges are nested, with the first to begin
 * outermost. A footnote reference has no width: it is wrapped inside a range, but not at the range's edges.
 *
 * `run` restricts the output to that part of the text. If two runs meet at a footnote reference, it belongs to the
 * first, because a reference belongs to the word before it.
 */
export function inlineMarkup(
  clause: Node,
  ranges: readonly MarkupRange[] = [],
  run: Pick<MarkupRange, "start" | "end"> = { start: 0, end: clause.textContent.length },
): string {
  const ordered = [...ranges].sort((left, right) => left.start - right.start || right.end - left.end);
  const tagged = ordered.map((range) => ({ ...range, tags: tagsOf([range.element, range.attributes ?? {}, 0]) }));
  const places = tagged.filter(({ start, end }) => start === end && start >= run.start && start <= run.end);
  const cuts = [...new Set([run, ...ranges].flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const writer = new TagWriter();
  // Equal marks on neighbours form one element, so equal tags share one object. Two ranges that look the same stay
  // separate.
  const shared = new Map<string, Tags>();
  const tagsOfMark = (mark: Mark): Tags => {
    const tags = tagsOf(mark.type.spec.toDOM?.(mark, true));
    const firstTags = shared.get(tags.open) ?? tags;
    shared.set(tags.open, firstTags);
    return firstTags;
  };

  const write = (marks: readonly Tags[], start: number, end: number, content: string): void => {
    for (let place = places[0]; place && place.start <= start; place = places[0]) {
      places.shift();
      const round = tagged.filter((range) => covers(range, start, start));
      writer.write([...marks, ...round.map(({ tags }) => tags), place.tags], "");
    }
    const round = tagged.filter((range) => covers(range, start, end));
    writer.write([...marks, ...round.map(({ tags }) => tags)], content);
  };

  let offset = 0;
  clause.forEach((child) => {
    const start = offset;
    const end = start + child.textContent.length;
    offset = end;
    const marks = child.marks.map(tagsOfMark);
    if (!child.isText) {
      const inRun = start === end ? start > run.start || run.start === 0 : start >= run.start;
      if (inRun && end <= run.end) write(marks, start, end, tagsOf(child.type.spec.toDOM?.(child)).open);
      return;
    }
    const edges = [start, ...cuts.filter((cut) => cut > start && cut < end), end];
    for (const [index, to] of edges.slice(1).entries()) {
      const from = edges[index] ?? start;
      if (from < run.start || to > run.end) continue;
      write(marks, from, to, escapeHtml(child.textContent.slice(from - start, to - start)));
    }
  });
  if (places.length > 0) write([], run.end, run.end, "");
  return writer.finish();
}

/**
 * Renders a clause as HTML: the schema's own element with the clause id as fragment id, the label, and the content with
 * the ranges. The content has its own element, so that the label can hang beside it. Further attributes (a role, a
 * state) go on the clause's element; a `class` is added to the schema's. `before` is markup before the content.
 */
export function clauseMarkup(
  clause: Node,
  ranges: readonly MarkupRange[] = [],
  attributes: Attributes = {},
  before = "",
): string {
  const [element, specAttributes] = clause.type.spec.toDOM?.(clause) as [string, Attributes, 0];
  const classes = [specAttributes["class"], attributes["class"]].filter(Boolean).join(" ");
  const tags = tagsOf([
    element,
    { id: String(clause.attrs["id"]), ...specAttributes, ...attributes, class: classes },
    0,
  ]);
  const label = clause.attrs["label"] as string | null;
  const labelMarkup = label === null ? "" : `<span class="clause-label">${escapeHtml(label)}</span> `;
  return `${tags.open}${labelMarkup}<div class="clause-text">${before}${inlineMarkup(clause, ranges)}</div>${tags.close}`;
}

/** Writes pieces of content inside their elements, and keeps an element open while the next piece is also inside it. */
class TagWriter {
  #markup = "";
  #open: Tags[] = [];

  write(wanted: readonly Tags[], content: string): void {
    let kept = 0;
    while (kept < this.#open.length && this.#open[kept] === wanted[kept]) kept += 1;
    this.#close(kept);
    for (const tags of wanted.slice(kept)) {
      this.#open.push(tags);
      this.#markup += tags.open;
    }
    this.#markup += content;
  }

  finish(): string {
    this.#close(0);
    return this.#markup;
  }

  #close(kept: number): void {
    for (const tags of this.#open.splice(kept).reverse()) this.#markup += tags.close;
  }
}

/** Whether a range covers a piece. A position without width must be strictly inside the range. */
function covers(range: Pick<MarkupRange, "start" | "end">, start: number, end: number): boolean {
  return start === end ? range.start < start && end < range.end : range.start <= start && end <= range.end;
}

/**
 * Returns the tags around the hole (0) of a `toDOM` array; without a hole, `open` contains everything. ProseMirror
 * requires a hole to be the only child, and the draft schema has holes only at the first level.
 */
function tagsOf(spec: unknown): Tags {
  const [element, second, ...rest] = spec as readonly [string, unknown, ...unknown[]];
  const hasAttributes = typeof second === "object" && !Array.isArray(second);
  const attributes = Object.entries(hasAttributes ? (second as Attributes) : {})
    .map(([name, value]) => (typeof value === "string" ? ` ${name}="${escapeHtml(value)}"` : ""))
    .join("");
  const open = `<${element}${attributes}>`;
  const close = element === "br" ? "" : `</${element}>`;
  const children = hasAttributes ? rest : [second, ...rest];
  if (children.includes(0)) return { open, close };
  const content = children.map((child) => {
    if (child === undefined) return "";
    return typeof child === "string" ? escapeHtml(child) : tagsOf(child).open;
  });
  return { open: open + content.join("") + close, close: "" };
}

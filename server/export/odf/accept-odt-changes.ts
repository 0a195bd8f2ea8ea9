import { childOf, descendants, type Edit, edited, elementsOf, type SourceElement } from "../package/xml-source.ts";
import type { Parts } from "../package/parts.ts";
import { attributeOf } from "./odt-styles.ts";
import { contentPart, OdtContent } from "./odt-content.ts";

const marks = new Set(["text:change", "text:change-start", "text:change-end"]);

/**
 * Returns an OpenDocument text with all tracked changes of its text accepted, and how many there were. All parts of a
 * file without tracked changes keep their bytes.
 *
 * @throws UnsupportedPackageError
 */
export function acceptOdtChanges(parts: Parts): SettledOdt {
  return settledOdt(parts, acceptingEdits);
}

/** A text without tracked changes, and how many it had. */
export interface SettledOdt {
  readonly parts: Map<string, Uint8Array>;
  readonly count: number;
}

/** Applies edits to the content of a text with tracked changes, given the element that lists these. */
export function settledOdt(
  parts: Parts,
  editsOf: (content: OdtContent, list: SourceElement) => readonly Edit[],
): SettledOdt {
  const settled = new Map(parts);
  const content = new OdtContent(parts);
  const list = childOf(content.body, "text:tracked-changes");
  const count = elementsOf(list).length;
  if (!list || count === 0) return { parts: settled, count: 0 };
  settled.set(contentPart, new TextEncoder().encode(edited(content.source.xml, editsOf(content, list))));
  return { parts: settled, count };
}

function acceptingEdits(content: OdtContent, list: SourceElement): Edit[] {
  const removed = new Set<SourceElement>([list]);
  const trackedRows = trackedRowStyles(content);
  for (const element of descendants(content.body)) {
    if (marks.has(element.name)) removed.add(element);
    else if (element.name === "table:table-row" && isDeletedRow(element, trackedRows)) removed.add(element);
    else if (element.name === "table:table") {
      const rows = [...descendants(element)].filter(({ name }) => name === "table:table-row");
      if (rows.length > 0 && rows.every((row) => isDeletedRow(row, trackedRows))) removed.add(element);
    }
  }
  return [...removed].filter((element) => !isInside(element, removed)).map(withoutElement);
}

/** Returns the names of the row styles by which LibreOffice says that a row itself is inserted or deleted. */
export function trackedRowStyles({ source }: OdtContent): ReadonlySet<string> {
  const styles = elementsOf(childOf(source.root, "office:automatic-styles"));
  const tracked = styles.filter(
    (style) => attributeOf(childOf(style, "style:table-row-properties"), "text-changes-only") === "false",
  );
  return new Set(tracked.map((style) => attributeOf(style, "name") ?? ""));
}

/** Whether a row is deleted: all its text is. */
function isDeletedRow(row: SourceElement, trackedRows: ReadonlySet<string>): boolean {
  if (!trackedRows.has(attributeOf(row, "style-name") ?? "")) return false;
  return textOf(row).trim() === "" && [...descendants(row)].some(({ name }) => name === "text:change");
}

/** Returns the text of an element without comments. */
function textOf({ children }: SourceElement): string {
  return children
    .map((part) => (typeof part === "string" ? part : part.name === "office:annotation" ? "" : textOf(part)))
    .join("");
}

function isInside(element: SourceElement, removed: ReadonlySet<SourceElement>): boolean {
  for (let at = element.parent; at; at = at.parent) if (removed.has(at)) return true;
  return false;
}

function withoutElement({ start, end }: SourceElement): Edit {
  return { start, end, text: "" };
}

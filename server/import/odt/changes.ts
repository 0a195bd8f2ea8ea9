import type { ChangeFacts } from "../shared/joined-changes.ts";
import { child, childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** A tracked change of an OpenDocument text, which its body refers to by id. */
export interface OdtChange {
  readonly kind: "insertion" | "deletion";
  readonly facts: ChangeFacts;
  /** What was deleted: paragraphs, of which the first and the last run on into the text around. */
  readonly content: XmlElement | null;
  /** Who put in what this takes out again, which is no text of either state; null where it was there before. */
  readonly putBy: string | null;
}

/** Reads the tracked changes that stand before a text, but for those of formatting alone. */
export function readOdtChanges(body: XmlElement): Map<string, OdtChange> {
  const changes = new Map<string, OdtChange>();
  for (const region of regionsOf(body)) {
    const insertion = child(region, "text:insertion");
    const deletion = child(region, "text:deletion");
    const element = deletion ?? insertion;
    if (!element) continue;
    // LibreOffice has the insertion beside the deletion.
    const putBy = deletion && (child(deletion, "text:insertion") ?? insertion);
    const id = region.attributes["text:id"] ?? region.attributes["xml:id"] ?? "";
    changes.set(id, {
      kind: deletion ? "deletion" : "insertion",
      facts: factsOf(child(element, "office:change-info")),
      content: deletion ?? null,
      putBy: putBy ? textOf(child(putBy, "office:change-info"), "dc:creator") : null,
    });
  }
  return changes;
}

/** How many tracked changes are of formatting alone. */
export function countFormatChanges(body: XmlElement): number {
  return regionsOf(body).filter((region) => child(region, "text:format-change")).length;
}

/** How many deletions the file keeps the words of, and its text has no place for. */
export function countUnplacedDeletions(body: XmlElement, changes: ReadonlyMap<string, OdtChange>): number {
  const placed = new Set<string>();
  const visit = (element: XmlElement): void => {
    const id = element.attributes["text:change-id"];
    if (id !== undefined) placed.add(id);
    childElements(element).forEach(visit);
  };
  visit(body);
  return [...changes].filter(([id, { kind }]) => kind === "deletion" && !placed.has(id)).length;
}

function regionsOf(body: XmlElement): XmlElement[] {
  return childElements(child(body, "text:tracked-changes"), "text:changed-region");
}

function factsOf(info: XmlElement | undefined): ChangeFacts {
  const move = child(info, "loext:move-id");
  return {
    author: textOf(info, "dc:creator"),
    date: textOf(info, "dc:date") || null,
    move: move ? textBelow(move) : null,
  };
}

/** The text of a child element; "" where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const found = child(element, name);
  return found ? textBelow(found).trim() : "";
}

/** The paragraph at the very end of a deletion; null where a table is. */
export function lastParagraphOf(content: XmlElement): XmlElement | null {
  const last = childElements(content).findLast(({ name }) => name !== "office:change-info");
  if (!last) return null;
  if (last.name === "text:p" || last.name === "text:h") return last;
  return last.name.startsWith("text:") ? lastParagraphOf(last) : null;
}

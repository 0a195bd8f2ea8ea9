import type { PendingNotice } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import type { ChangeFacts } from "../shared/joined-changes.ts";
import { authorsParam } from "../shared/notices.ts";
import { child, childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** A tracked change of an OpenDocument text. The body refers to it by id. */
export interface OdtChange {
  readonly kind: "insertion" | "deletion";
  readonly facts: ChangeFacts;
  /** The deleted paragraphs. The first and the last continue in the surrounding text. */
  readonly content: XmlElement | null;
  /**
   * Facts of the insertion that this deletion removes again. Such text is in neither state. Null if the text was there
   * before.
   */
  readonly putBy: ChangeFacts | null;
}

/** Reads the tracked changes listed before a text, without changes of formatting only. */
export function readOdtChanges(body: XmlElement): Map<string, OdtChange> {
  const changes = new Map<string, OdtChange>();
  for (const region of regionsOf(body)) {
    const insertion = child(region, "text:insertion");
    const deletion = child(region, "text:deletion");
    const element = deletion ?? insertion;
    if (!element) continue;
    // LibreOffice writes the insertion next to the deletion, not inside it.
    const putBy = deletion && (child(deletion, "text:insertion") ?? insertion);
    const id = region.attributes["text:id"] ?? region.attributes["xml:id"] ?? "";
    changes.set(id, {
      kind: deletion ? "deletion" : "insertion",
      facts: factsOf(child(element, "office:change-info")),
      content: deletion ?? null,
      putBy: putBy ? factsOf(child(putBy, "office:change-info")) : null,
    });
  }
  return changes;
}

/**
 * Returns notices about changes that are not read: of formatting only, and deletions without a position. Names the
 * authors of the former if wanted.
 */
export function changeNotices(
  body: XmlElement,
  changes: ReadonlyMap<string, OdtChange>,
  { withAuthors }: { withAuthors: boolean },
): PendingNotice[] {
  const notice = (code: ReadingNotice, count: number, more = {}): PendingNotice[] =>
    count > 0 ? [{ code, params: { count, ...more }, at: "" }] : [];
  const authors = formatAuthors(body);
  return [
    ...notice("formatting-changes-stand", authors.length, withAuthors ? authorsParam(new Set(authors)) : {}),
    ...notice("deletion-without-place", countUnplacedDeletions(body, changes)),
  ];
}

/** Counts insertions, deletions and moves. */
export function countChanges(
  changes: ReadonlyMap<string, OdtChange>,
): Record<"insertions" | "deletions" | "moves", number> {
  const all = [...changes.values()];
  const count = (kind: OdtChange["kind"]): number =>
    all.filter((change) => change.kind === kind && change.facts.move === null).length;
  const moves = new Set(all.flatMap(({ facts }) => facts.move ?? [])).size;
  return { insertions: count("insertion"), deletions: count("deletion"), moves };
}

/** Returns the author of each tracked change of formatting only. */
function formatAuthors(body: XmlElement): string[] {
  return regionsOf(body).flatMap((region) => {
    const change = child(region, "text:format-change");
    return change ? [factsOf(child(change, "office:change-info")).author] : [];
  });
}

/** Counts the deletions whose text is stored in the file but has no position in the body. */
function countUnplacedDeletions(body: XmlElement, changes: ReadonlyMap<string, OdtChange>): number {
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

/** Returns the text of a child element, or "" if it is missing. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const childElement = child(element, name);
  return childElement ? textBelow(childElement).trim() : "";
}

/** Returns the last paragraph of a deletion, or null if it ends with a table. */
export function lastParagraphOf(content: XmlElement): XmlElement | null {
  const last = childElements(content).findLast(({ name }) => name !== "office:change-info");
  if (!last) return null;
  if (last.name === "text:p" || last.name === "text:h") return last;
  return last.name.startsWith("text:") ? lastParagraphOf(last) : null;
}

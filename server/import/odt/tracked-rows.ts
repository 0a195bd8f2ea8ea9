import { child, childElements, type XmlElement } from "../shared/xml.ts";
import type { OdtChange } from "./changes.ts";

/**
 * Finds the rows that are inserted or deleted as a whole. LibreOffice says so in the style of the row, as an extension
 * of OpenDocument, and tracks all text of the row.
 */
export class TrackedRows {
  readonly #styles: ReadonlySet<string>;
  readonly #changes: ReadonlyMap<string, OdtChange>;

  /** `holders` are the elements with the styles. */
  constructor(holders: readonly XmlElement[], changes: ReadonlyMap<string, OdtChange>) {
    const tracked = holders
      .flatMap((holder) => childElements(holder, "style:style"))
      .filter((style) => child(style, "style:table-row-properties")?.attributes["loext:text-changes-only"] === "false");
    this.#styles = new Set(tracked.map(({ attributes }) => attributes["style:name"] ?? ""));
    this.#changes = changes;
  }

  /** Whether a row is not in the text if all tracked changes are accepted, or rejected. */
  isGone(row: XmlElement, changes: "accept" | "reject"): boolean {
    if (!this.#styles.has(row.attributes["table:style-name"] ?? "")) return false;
    const found = new Set<OdtChange["kind"]>();
    const open = new Set<string>();
    /** Whether the row has text inside insertions, and outside. */
    const has = { inserted: false, kept: false };
    const visit = (element: XmlElement): void => {
      for (const part of element.children) {
        if (typeof part === "string") {
          if (part.trim() !== "") has[open.size > 0 ? "inserted" : "kept"] = true;
          continue;
        }
        const id = part.attributes["text:change-id"] ?? "";
        const kind = this.#changes.get(id)?.kind;
        if (kind && part.name !== "text:change-end") found.add(kind);
        if (part.name === "text:change-start" && kind === "insertion") open.add(id);
        else if (part.name === "text:change-end") open.delete(id);
        else if (part.name !== "office:annotation") visit(part);
      }
    };
    visit(row);
    if (has.kept) return false;
    return changes === "accept"
      ? found.has("deletion") && !has.inserted
      : found.has("insertion") && !found.has("deletion");
  }
}

import { childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** Returns the text of each paragraph below, including those in lists, without comments and notes. */
export function paragraphTexts(element: XmlElement): string[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "text:p" || part.name === "text:h") return [paragraphText(part)];
    return paragraphTexts(part);
  });
}

/** Returns the text that these changes inserted into a paragraph. */
export function insertedTextIn(paragraph: XmlElement, insertions: ReadonlySet<string>): string {
  const open = new Set<string>();
  const read = (element: XmlElement): string =>
    element.children
      .map((part) => {
        if (typeof part === "string") return open.size > 0 ? part.replace(/\s+/gu, " ") : "";
        const id = part.attributes["text:change-id"] ?? "";
        if (part.name === "text:change-start" && insertions.has(id)) open.add(id);
        if (part.name === "text:change-end") open.delete(id);
        return apart.has(part.name) ? "" : read(part);
      })
      .join("");
  return read(paragraph).trim();
}

const apart = new Set(["office:annotation", "text:note"]);

function paragraphText(paragraph: XmlElement): string {
  return paragraph.children
    .map((part) => {
      if (typeof part === "string") return part.replace(/\s+/gu, " ");
      if (part.name === "text:s" || part.name === "text:tab" || part.name === "text:line-break") return " ";
      if (part.children.length === 0 || apart.has(part.name)) return "";
      return part.name === "text:span" ? paragraphText(part) : textBelow(part);
    })
    .join("");
}

const names = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/**
 * Elements allowed at paragraph level (OpenDocument 1.2, 4.1): paragraphs, their containers, and elements without text.
 */
const blocks = names(
  "text:p text:h text:list text:numbered-paragraph text:section table:table text:table-of-content text:alphabetical-index text:illustration-index text:table-index text:object-index text:user-index text:bibliography text:change text:change-start text:change-end text:soft-page-break text:tracked-changes text:sequence-decls text:variable-decls text:user-field-decls text:section-source office:forms",
);
const rows = names(
  "table:table-row table:table-rows table:table-header-rows table:table-row-group table:table-column table:table-columns table:table-header-columns table:table-column-group table:title table:desc text:soft-page-break office:forms",
);

/**
 * Permitted children of each element that contains no text itself. Elements not listed here are read elsewhere or left
 * out entirely.
 */
const within: Readonly<Record<string, ReadonlySet<string>>> = {
  "office:text": blocks,
  "text:section": blocks,
  "text:list": names("text:list-item text:list-header"),
  "text:list-item": new Set([...blocks, "text:number"]),
  "text:list-header": new Set([...blocks, "text:number"]),
  "table:table": rows,
  "table:table-rows": rows,
  "table:table-header-rows": rows,
  "table:table-row-group": rows,
  "table:table-row": names("table:table-cell table:covered-table-cell"),
  "table:table-cell": blocks,
};

/**
 * Returns the text in positions where OpenDocument allows none: loose in a list, a table or the body. Readers ignore
 * such text.
 */
export function misplacedText(element: XmlElement): string {
  const allowed = within[element.name];
  if (!allowed) return "";
  const texts = element.children.map((part) => {
    if (typeof part === "string") return part.trim();
    return allowed.has(part.name) || part.name.startsWith("draw:") ? misplacedText(part) : textBelow(part).trim();
  });
  return texts.filter(Boolean).join(" ");
}

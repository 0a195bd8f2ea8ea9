import { Schema, type Node } from "prosemirror-model";
import { clauseKinds } from "#core/text/clause.ts";
import { objectKinds } from "#core/text/object-kind.ts";

/**
 * Version number of the stored document format. It is part of every content hash, so that a change of format never
 * counts as the same content.
 */
export const schemaNumber = 1;

/**
 * The schema of every draft: a flat list of clauses, each with attributes and inline content.
 *
 * Sections are never stored: a heading's section extends to the next heading of its depth. A footnote follows the
 * clause that refers to it. Table cells are clauses in row order that share their table's id. All external input is
 * checked against this schema, so a draft can contain nothing else.
 *
 * A picture, an equation or an embedded object is text with a mark (object.ts), so that comparisons, anchors, searches
 * and exports treat it like any other text.
 */
export const draftSchema = new Schema({
  topNode: "doc",
  nodes: {
    doc: {
      content: "clause*",
      attrs: { language: { default: "en", validate: "string" }, direction: { default: "ltr", validate: "string" } },
    },
    clause: {
      content: "inline*",
      attrs: {
        /** Deterministic within a version, from kind, citation and ordinal. */
        id: { validate: "string" },
        /** One of `clauseKinds`. */
        kind: { validate: among(clauseKinds) },
        /** In the form for citing ("1.1.2", "a)"), whether typed or automatic; null if the page shows none. */
        label: { default: null, validate: "string|null" },
        /** The label as the file shows it ("(a)", "1.1.2."), for exports; null if it is the same (label-forms.ts). */
        printed: { default: null, validate: "string|null" },
        /** 0 for the outermost; a sub-item is one deeper than its paragraph. */
        depth: { default: 0, validate: "number" },
        /** BCP 47; null if it is the document's. */
        language: { default: null, validate: "string|null" },
        /** "ltr" or "rtl"; null if it is the document's. */
        direction: { default: null, validate: "string|null" },
        /** For a cell: `{ id, row, column, header }`, with row and column from 1; null for other clauses. */
        table: { default: null },
      },
      toDOM: (node) => [
        "div",
        {
          class: `clause clause-${String(node.attrs["kind"])} depth-${String(node.attrs["depth"])}`,
          "data-clause": node.attrs["id"] as string,
          lang: node.attrs["language"] as string | null,
          dir: node.attrs["direction"] as string | null,
        },
        0,
      ],
    },
    text: { group: "inline" },
    hardBreak: {
      group: "inline",
      inline: true,
      selectable: false,
      leafText: () => " ",
      toDOM: () => ["br"],
    },
    footnoteReference: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: {
        /** The id of the footnote's clause. */
        clause: { validate: "string" },
        /** As printed ("3"). */
        label: { validate: "string" },
      },
      leafText: () => "",
      toDOM: (node) => [
        "sup",
        { class: "footnote-reference" },
        [
          "a",
          { href: `#${String(node.attrs["clause"])}`, "data-footnote": node.attrs["clause"] as string },
          String(node.attrs["label"]),
        ],
      ],
    },
  },
  marks: {
    link: {
      attrs: { href: { validate: checkHref } },
      inclusive: false,
      toDOM: (mark) => ["a", { href: mark.attrs["href"] as string, rel: "noopener noreferrer nofollow" }, 0],
    },
    emphasis: { toDOM: () => ["em", 0] },
    strong: { toDOM: () => ["strong", 0] },
    underline: { toDOM: () => ["u", 0] },
    strike: { toDOM: () => ["s", 0] },
    superscript: { excludes: "subscript", toDOM: () => ["sup", 0] },
    subscript: { excludes: "superscript", toDOM: () => ["sub", 0] },
    /** A `TextObject`. Its text is that of `objectText`, or an equation on one line. */
    object: {
      attrs: {
        kind: { validate: among(objectKinds) },
        name: { validate: "string" },
        alt: { validate: "string" },
        hash: { validate: "string" },
      },
      inclusive: false,
      toDOM: (mark) => ["span", { class: mark.attrs["kind"] as string }, 0],
    },
  },
});

/**
 * Whether a link target is allowed in a draft: the web, a mail address, or a clause of the same draft. Rejects
 * `javascript:`, `data:`, `file:` and everything else that a browser might run or open.
 */
export function isSafeHref(href: unknown): href is string {
  return typeof href === "string" && href.length <= 2048 && /^(?:https?:\/\/|mailto:|#)/iu.test(href);
}

/** Returns a check that a value is in a closed list. */
function among(kinds: readonly unknown[]): (kind: unknown) => void {
  return (kind) => {
    if (!kinds.includes(kind)) throw new RangeError(`There is no kind ${String(kind)}`);
  };
}

function checkHref(href: unknown): void {
  if (!isSafeHref(href)) throw new RangeError("A link must begin with http:, https:, mailto: or #");
}

/**
 * Parses a draft from a stored or received JSON value and checks every node.
 *
 * @throws RangeError if the value is not a draft
 */
export function parseDraft(json: unknown): Node {
  const doc = draftSchema.nodeFromJSON(json);
  doc.check();
  return doc;
}

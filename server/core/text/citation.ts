import type { Node } from "prosemirror-model";
import { TreatyCitations } from "#core/text/treaty-citations.ts";

/**
 * Returns the citation of each clause of a draft, in document order.
 *
 * - Letters restart under every verb, so a recital or operative item is cited with its verb: "recalling a)". A lone
 *   recital has no letter and is cited by its verb. A repeated verb is counted: "recognizing (2) a)".
 * - A sub-item starts with its parent's citation: "invites Member States 2 a)".
 * - Numbered paragraphs and headings are cited by their label. One without a label is cited by the labelled clause
 *   before it and its distance from that: "1.1.2 +1".
 * - In texts with articles and annexes, paragraphs are cited with these: "Art. 4.13(c)" (treaty-citations.ts).
 * - Footnotes and cells: "note 3", "table 1, 2:3" (row:column).
 */
export function citationsOf(draft: Node): string[] {
  const citations: string[] = [];
  const verbsSeen = new Map<string, number>();
  const tables = new Map<string, number>();
  const parents: { depth: number; citation: string }[] = [];
  const treaty = TreatyCitations.isFor(draft) ? new TreatyCitations(draft) : undefined;
  let verb = "";
  let before = "";
  let after = 0;

  draft.forEach((node, _offset, at) => {
    const kind = String(node.attrs["kind"]);
    const label = node.attrs["label"] as string | null;
    const depth = Number(node.attrs["depth"]);
    citations.push(cite());

    function cite(): string {
      if (kind === "title" || kind === "opening") return kind;
      if (kind === "footnote") return `note ${label ?? ""}`.trim();
      if (kind === "cell") {
        const table = node.attrs["table"] as { id: string; row: number; column: number };
        if (!tables.has(table.id)) tables.set(table.id, tables.size + 1);
        return `table ${String(tables.get(table.id))}, ${String(table.row)}:${String(table.column)}`;
      }
      if (kind === "verb") {
        const text = node.textContent.replace(/[\s,:;]+$/u, "");
        const count = (verbsSeen.get(text) ?? 0) + 1;
        verbsSeen.set(text, count);
        verb = count > 1 ? `${text} (${String(count)})` : text;
        parents.length = 0;
        return verb;
      }
      while (parents.length > 0 && (parents[parents.length - 1]?.depth ?? -1) >= depth) parents.pop();
      const citation = ownCitation(parents[parents.length - 1]?.citation);
      parents.push({ depth, citation });
      return citation;
    }

    function ownCitation(parent: string | undefined): string {
      if (kind === "recital" || kind === "operative") return label ? `${verb} ${label}`.trim() : verb;
      if (kind === "item" && label && treaty?.isOpen) return `${parent ?? ""}${inParentheses(label)}`;
      if (kind === "item") return [parent ?? verb, label ?? "–"].filter(Boolean).join(" ");
      const cited =
        treaty?.opener(at) ??
        (kind === "paragraph" || (kind === "heading" && label) ? treaty?.paragraph(at, label) : undefined);
      if (cited !== undefined) {
        before = cited;
        after = 0;
        return cited;
      }
      if (label) {
        before = label;
        after = 0;
        return label;
      }
      after += 1;
      return `${before} +${String(after)}`.trim();
    }
  });
  return citations;
}

/** Writes the label of a sub-paragraph as treaties cite it: "a)" → "(a)". */
function inParentheses(label: string): string {
  return /^[(（]/u.test(label) ? label : `(${label.replace(/\)$/u, "")})`;
}

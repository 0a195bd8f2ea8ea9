import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { CommentText } from "../shared/markup-recorder.ts";
import { child, childElements, textBelow, valueOf, type XmlElement } from "../shared/xml.ts";

/**
 * Reads a file's comments. Threads and resolved states are in a separate part, which identifies a comment by the id of
 * its last paragraph.
 */
export function readComments(comments: readonly XmlElement[], extended: readonly XmlElement[]): CommentText[] {
  const byParagraph = new Map<string, string>();
  for (const comment of comments) {
    for (const paragraph of childElements(comment, "w:p")) {
      byParagraph.set(paragraph.attributes["w14:paraId"] ?? "", comment.attributes["w:id"] ?? "");
    }
  }
  const states = new Map(
    extended.map(({ attributes }) => {
      const parent = byParagraph.get(attributes["w15:paraIdParent"] ?? "none") ?? null;
      const resolved = /^(?:1|true|on)$/iu.test(attributes["w15:done"] ?? "");
      return [byParagraph.get(attributes["w15:paraId"] ?? "none"), { parent, resolved }] as const;
    }),
  );
  const answered = new Set([...states.values()].map(({ parent }) => parent));
  return comments
    .filter((comment) => !isSignpost(comment, answered))
    .map((comment) => {
      const { attributes } = comment;
      const id = attributes["w:id"] ?? "";
      return {
        id,
        parent: states.get(id)?.parent ?? null,
        author: attributes["w:author"] ?? "",
        initials: attributes["w:initials"] ?? "",
        date: attributes["w:date"] ?? null,
        resolved: states.get(id)?.resolved ?? false,
        text: childElements(comment, "w:p")
          .filter((paragraph) => !isRemark(paragraph))
          .map(paragraphText)
          .join("\n")
          .trim(),
      };
    });
}

/**
 * Returns whether a paragraph contains only text that we generated on export, such as the comment's number, type and
 * decision.
 */
function isRemark(paragraph: XmlElement): boolean {
  const runs = childElements(paragraph, "w:r").filter((run) => childElements(run, "w:t").length > 0);
  return runs.length > 0 && runs.every((run) => valueOf(child(run, "w:rPr"), "w:rStyle") === generatedStyles.remark);
}

/**
 * Returns whether a comment is a generated pointer without replies: it refers to another comment on the same text, or
 * marks the change beside it as a proposal.
 */
function isSignpost(comment: XmlElement, answered: ReadonlySet<string | null>): boolean {
  const written = childElements(comment, "w:p").filter((paragraph) => paragraphText(paragraph).trim() !== "");
  return written.length > 0 && written.every(isRemark) && !answered.has(comment.attributes["w:id"] ?? "");
}

/** Returns a comment's plain text. Tabs and line breaks become spaces. */
function paragraphText(element: XmlElement): string {
  return childElements(element)
    .map((part) => {
      if (part.name === "w:t") return textBelow(part);
      if (part.name === "w:tab" || part.name === "w:br") return " ";
      return part.name === "w:del" || part.name === "w:pPr" || part.name === "w:rPr" ? "" : paragraphText(part);
    })
    .join("");
}

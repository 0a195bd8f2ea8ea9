import type { Node } from "prosemirror-model";
import { citationsOf } from "#core/text/citations/citation.ts";
import { type Clause, ClauseKind, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Returns the text and the clauses of a draft, in document order. */
export function versionTextOf(draft: Node): VersionText {
  const citations = citationsOf(draft);
  const texts: string[] = [];
  const clauses: Clause[] = [];
  let start = 0;
  draft.forEach((node, _offset, index) => {
    const text = node.textContent;
    texts.push(text);
    clauses.push({
      id: String(node.attrs["id"]),
      kind: ClauseKind.parse(node.attrs["kind"]),
      label: node.attrs["label"] as string | null,
      citation: citations[index] ?? "",
      depth: Number(node.attrs["depth"]),
      start,
      end: start + text.length,
    });
    start += text.length + 1;
  });
  return { text: texts.join("\n"), language: String(draft.attrs["language"]), clauses };
}

/**
 * Converts plain texts to version texts without interpretation. Line ends become "\n", paragraphs become clauses, and
 * labels remain in the text.
 *
 * If all texts have blank lines, paragraphs are separated by them; otherwise every line is a paragraph. The choice is
 * made once for all texts, so that two texts are always divided the same way. Clauses exclude the blank lines between
 * them, so they do not cover the whole text.
 */
export function plainTexts(files: readonly string[]): VersionText[] {
  const texts = files.map((text) => text.replace(/\r\n?/gu, "\n"));
  const spaced = texts.every((text) => text.trim() === "" || /\S[^\S\n]*\n[^\S\n]*\n\s*\S/u.test(text));
  return texts.map((text) => plainText(text, spaced));
}

function plainText(text: string, spaced: boolean): VersionText {
  const clauses: Clause[] = [];
  let start = -1;
  let end = 0;
  const close = (): void => {
    if (start < 0) return;
    const id = `p${String(clauses.length + 1)}`;
    clauses.push({ id, kind: "paragraph", label: null, citation: id, depth: 0, start, end });
    start = -1;
  };
  for (let line = 0; line <= text.length;) {
    const stop = text.indexOf("\n", line);
    const lineEnd = stop < 0 ? text.length : stop;
    const blank = text.slice(line, lineEnd).trim() === "";
    if (blank || !spaced) close();
    if (!blank) {
      if (start < 0) start = line;
      end = lineEnd;
    }
    line = lineEnd + 1;
  }
  close();
  return { text, language: "und", clauses };
}

/** Creates a draft from a plain text's clauses, for rendering. Its own text may differ between the clauses. */
export function plainDraft({ text, language, clauses }: VersionText): Node {
  return draftSchema.node(
    "doc",
    { language },
    clauses.map(({ id, kind, start, end }) =>
      draftSchema.node("clause", { id, kind }, start < end ? [draftSchema.text(text.slice(start, end))] : []),
    ),
  );
}

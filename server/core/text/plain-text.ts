import type { Node } from "prosemirror-model";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

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

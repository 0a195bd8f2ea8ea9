import { TextRun, type FileChild } from "docx";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { threadsBySource } from "#core/compile/threads-by-source.ts";
import { sayDate } from "#core/messages/dates.ts";
import type { ContentsBook } from "./docx-contents.ts";
import { line } from "./docx-cover.ts";
import { paragraphOf } from "./docx-element.ts";
import { replyParagraphs, threadParagraphs } from "./docx-thread.ts";
import { spokenBy, wordingOf } from "./thread-words.ts";
import { readsRightToLeft, word } from "./words.ts";

/** All that one source says together, after a line that says how much it is; each comment under the clause it speaks of. */
export function bySourceLayout(compilation: Compilation, contents: ContentsBook): FileChild[] {
  const wording = wordingOf(compilation);
  const { language } = wording;
  const citations = new Map(compilation.clauses.map(({ id, citation }) => [id, citation]));
  const general = new Set(compilation.general);
  return threadsBySource(compilation).flatMap(({ source, threads }) => [
    sourceHeading(spokenBy(source, wording), contents),
    line("BodyText", coverLine(threads)),
    ...threads.flatMap((thread) => [
      line("Source", [placeOf(thread), sayDate(thread.createdAt, language)].join(" · ")),
      ...threadParagraphs(thread, wording, "SourceText"),
      ...replyParagraphs(thread, wording),
    ]),
  ]);

  function sourceHeading(text: string, contents: ContentsBook): FileChild {
    const rightToLeft = readsRightToLeft(text);
    const words = contents.heading(0, null, text, [new TextRun({ text, rightToLeft })]);
    return paragraphOf({ style: "Heading1", bidirectional: rightToLeft, indent: { start: 0, firstLine: 0 } }, words);
  }

  function coverLine(threads: readonly CompiledThread[]): string {
    const proposals = threads.filter(({ kind }) => kind === "proposal").length;
    return [
      word("export-count-comments", language, { count: threads.length - proposals }),
      word("export-count-proposals", language, { count: proposals }),
    ].join(", ");
  }

  function placeOf(thread: CompiledThread): string {
    if (general.has(thread)) return word("export-general", language);
    const cited = [...new Set(thread.places.map(({ clause }) => citations.get(clause) ?? ""))].filter(Boolean);
    return cited.join("; ") || word("export-orphans", language);
  }
}

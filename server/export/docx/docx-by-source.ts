import { TextRun, type FileChild } from "docx";
import type { Compilation } from "#core/compile/compilation.ts";
import { threadsBySource } from "#core/compile/threads-by-source.ts";
import { sayDate } from "#core/messages/dates.ts";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import type { ContentsBook } from "./contents.ts";
import { line } from "./cover.ts";
import { paragraphOf } from "./docx-element.ts";
import { replyParagraphs, threadParagraphs } from "./docx-thread.ts";
import { citationsById, coverLine, placeName } from "../shared/layout-phrases.ts";
import { spokenBy, wordingOf } from "../shared/thread-phrases.ts";

/** All that one source says together, after a line that says how much it is; each comment under the clause it speaks of. */
export function bySourceLayout(compilation: Compilation, contents: ContentsBook): FileChild[] {
  const wording = wordingOf(compilation);
  const { language } = wording;
  const citations = citationsById(compilation);
  return threadsBySource(compilation).flatMap(({ source, threads }) => [
    sourceHeading(spokenBy(source, wording), contents),
    line("BodyText", coverLine(threads, language)),
    ...threads.flatMap((thread) => [
      line("Source", [placeName(thread, citations, language), sayDate(thread.createdAt, language)].join(" · ")),
      ...threadParagraphs(thread, wording, "SourceText"),
      ...replyParagraphs(thread, wording),
    ]),
  ]);

  function sourceHeading(text: string, contents: ContentsBook): FileChild {
    const rightToLeft = readsRightToLeft(text);
    const words = contents.list(0, null, text)([new TextRun({ text, rightToLeft })]);
    return paragraphOf({ style: "Heading1", bidirectional: rightToLeft, indent: { start: 0, firstLine: 0 } }, words);
  }
}

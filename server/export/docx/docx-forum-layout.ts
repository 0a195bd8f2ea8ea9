import type { FileChild } from "docx";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { draftBlocks } from "./draft-blocks.ts";
import type { ContentsBook } from "./contents.ts";
import { line } from "./cover.ts";
import { remarkParagraph } from "./docx-said.ts";
import { replyParagraphs, sourceLine, threadParagraphs } from "./docx-thread.ts";
import { citationsById, citedPlaces, isThroughout } from "../shared/layout-phrases.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * The layout of the Secretary-General's second draft of August 2012: at the front what is said on the whole document and
 * throughout it, then clause by clause the text, and under it in date order "Comments from SOURCE (DATE)" with the comment
 * or the clause retyped with its changes; at the end what has no place on this draft.
 */
export function forumLayout(compilation: Compilation, contents: ContentsBook): FileChild[] {
  const wording = wordingOf(compilation);
  const { language } = wording;
  const section = (heading: Parameters<typeof word>[0], threads: readonly CompiledThread[]): FileChild[] =>
    threads.length === 0 ? [] : [line("AnnexHeading", word(heading, language)), ...threads.flatMap(threadBlock)];
  const threadBlock = (thread: CompiledThread): FileChild[] => [
    sourceLine(thread, wording, "Source"),
    ...threadParagraphs(thread, wording, "SourceText"),
    ...replyParagraphs(thread, wording),
  ];
  const citations = citationsById(compilation);
  const throughout = compilation.clauses.flatMap(({ threads }) => threads).filter(isThroughout);
  const front = throughout.flatMap((thread) => [
    ...threadBlock(thread),
    remarkParagraph(citedPlaces(thread, citations), "SourceText"),
  ]);
  return [
    ...section("export-general", compilation.general),
    ...(front.length === 0 ? [] : [line("AnnexHeading", word("export-throughout", language)), ...front]),
    ...draftBlocks(compilation, contents).flatMap(({ children, clauses }) => [
      ...children,
      ...clauses.flatMap(({ threads }) => threads.filter((thread) => !isThroughout(thread)).flatMap(threadBlock)),
    ]),
    ...section("export-orphans", compilation.orphans),
  ];
}

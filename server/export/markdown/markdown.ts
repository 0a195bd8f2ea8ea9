import type { Fragment } from "prosemirror-model";
import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { isolatedParts } from "#core/text/direction.ts";
import { optionOf } from "#core/text/labels/option.ts";
import { symbolOf } from "#core/text/version.ts";
import { styleLevels } from "../shared/clause-levels.ts";
import { draftName, sentenceCase, word } from "../shared/export-phrases.ts";
import { inlineRunsOf, type InlineRun, type RunMarks } from "../shared/inline-runs.ts";
import { stepsOf, type Piece, type Steps } from "../shared/steps.ts";
import { threadViewer, type ProposedClauseView, type ReplyView, type ThreadView } from "../shared/thread-view.ts";
import { closingFacts, type TitleFact, titleFacts, withdrawnNotice } from "../shared/title-facts.ts";

/**
 * Writes a commented text as Markdown (CommonMark with GitHub's tables, footnotes and strike-through). Each clause is a
 * paragraph with its label, each comment is a block quote below its clause, and each reply is a quote inside it.
 */
export function* markdown(compilation: Compilation): Generator<Piece, void> {
  const steps = stepsOf(compilation);
  let before = "";
  for (const block of blocksOf(compilation, steps)) {
    yield steps.piece(before + block);
    before = "\n\n";
  }
  yield steps.piece("\n");
}

function* blocksOf(compilation: Compilation, steps: Steps): Generator<string, void> {
  const { forum, document, version, general, clauses, orphans } = compilation;
  const view = threadViewer(compilation);
  const notice = withdrawnNotice(compilation);
  const symbol = symbolOf(document, version);
  if (symbol !== undefined) yield `**${markdownText(symbol)}**`;
  yield paragraphLine(markdownText(forum.name));
  yield `# ${markdownText(document.title)}`;
  yield paragraphLine(markdownText(draftName(version, version.language)));
  if (notice !== null) yield `**${markdownText(notice)}**`;
  yield factLines(titleFacts(compilation));
  yield "---";
  yield* section("export-general", general);
  yield* textBlocks(clauses, threadBlocks, steps);
  yield* section("export-orphans", orphans);
  yield "---";
  yield factLines(closingFacts(compilation));

  function* section(
    heading: "export-general" | "export-orphans",
    threads: readonly CompiledThread[],
  ): Generator<string, void> {
    if (threads.length === 0) return;
    yield `## ${markdownText(word(heading, version.language))}`;
    yield* threadBlocks(threads);
  }

  function* threadBlocks(threads: readonly CompiledThread[]): Generator<string, void> {
    for (const thread of threads) {
      steps.advance();
      yield threadBlock(view(thread));
    }
  }
}

function factLines(facts: readonly TitleFact[]): string {
  return facts.map(({ label, value }) => `- ${markdownText(label)}: ${markdownText(value)}`).join("\n");
}

/** Yields the draft's clauses and tables, each followed by the blocks of its threads. */
function* textBlocks(
  clauses: readonly CompiledClause[],
  blocksOfThreads: (threads: readonly CompiledThread[]) => Iterable<string>,
  steps: Steps,
): Generator<string, void> {
  const noteNames = new Map(
    clauses.filter(({ kind }) => kind === "footnote").map(({ id }, index) => [id, `n${String(index + 1)}`]),
  );
  const levels = styleLevels(clauses);
  const note = (clause: string, label: string): string => {
    const name = noteNames.get(clause);
    return name === undefined ? `<sup>${markdownText(label)}</sup>` : `[^${name}]`;
  };
  const written = (clause: CompiledClause): string => markdownContent(fragmentOf(clause.content), note);
  for (let index = 0; index < clauses.length; index += 1) {
    const clause = clauses[index];
    if (!clause) continue;
    if (clause.table) {
      const cells = clauses.slice(index).filter(({ table }) => table?.id === clause.table?.id);
      steps.advance(cells.length);
      yield table(cells, written);
      yield* blocksOfThreads(cells.flatMap(({ threads }) => threads));
      index += cells.length - 1;
      continue;
    }
    const noteName = noteNames.get(clause.id);
    steps.advance();
    yield noteName === undefined
      ? clauseBlock(clause, levels[index] ?? 0, written(clause))
      : `[^${noteName}]: ${written(clause)}`;
    yield* blocksOfThreads(clause.threads);
  }
}

/**
 * Writes a label. The mark after an option keeps it apart from text that begins with a small letter: "Option 1: shall".
 */
function writtenLabel(label: string, text: string): string {
  return `${markdownText(label)}${text !== "" && optionOf(label) ? ":" : ""}`;
}

function clauseBlock({ kind, printed: label }: CompiledClause, level: number, content: string): string {
  const labelled = label === null ? content : `${writtenLabel(label, content)} ${content}`.trimEnd();
  if (kind === "title") return `## ${oneLine(labelled)}`;
  if (kind === "heading") return `${"#".repeat(Math.min(level + 3, 6))} ${oneLine(labelled)}`;
  if (kind === "verb") return content === "" ? "" : `*${content.replaceAll("*", "")}*`;
  const indent = kind === "item" ? "&emsp;".repeat(level) : "";
  return indent + paragraphLine(labelled);
}

/** Replaces hard breaks by spaces, because a heading has only one line. */
function oneLine(content: string): string {
  return content.replaceAll("\\\n", " ");
}

/** Formats cells as a table. Without a header row its head is empty, because Markdown has no table without a head. */
function table(cells: readonly CompiledClause[], written: (cell: CompiledClause) => string): string {
  const columns = Math.max(1, ...cells.map((cell) => cell.table?.column ?? 1));
  const rows = new Map<number, { header: boolean; cells: string[] }>();
  for (const cell of cells) {
    if (!cell.table) continue;
    const row = rows.get(cell.table.row) ?? { header: true, cells: Array.from({ length: columns }, () => "") };
    rows.set(cell.table.row, row);
    row.header &&= cell.table.header;
    const before = row.cells[cell.table.column - 1] ?? "";
    row.cells[cell.table.column - 1] = [before, oneLine(written(cell))].filter(Boolean).join("<br>");
  }
  const [first, ...rest] = rows.values();
  const head = first?.header ? first.cells : Array.from({ length: columns }, () => "");
  const body = first && !first.header ? [first, ...rest] : rest;
  const line = (texts: readonly string[]): string => `| ${texts.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map((row) => line(row.cells))].join("\n");
}

function threadBlock(thread: ThreadView): string {
  const head = [
    `**${markdownText(thread.name)}**`,
    ...[thread.source.name, thread.date, ...thread.remarks].map(markdownText),
  ].join(" · ");
  return quoted([
    head,
    ...(thread.about === "" ? [] : [`*${markdownText(thread.about)}*`]),
    ...thread.paragraphs.map(markdownParagraph),
    ...thread.proposal.flatMap(proposedBlocks),
    ...thread.positions.map((line) => paragraphLine(markdownText(sentenceCase(line)))),
    ...thread.decision.map((line) => paragraphLine(markdownText(line))),
    ...thread.replies.map(replyBlock),
  ]);
}

function replyBlock({ source, date, position, paragraphs }: ReplyView): string {
  const head = [date, ...(position === null ? [] : [position])].map(markdownText);
  return quoted([[`**${markdownText(source.name)}**`, ...head].join(" · "), ...paragraphs.map(markdownParagraph)]);
}

function proposedBlocks({ heading, label, segments }: ProposedClauseView): string[] {
  const text = segments
    .map(({ kind, content }) => {
      const written = markdownContent(fragmentOf(content), (_clause, mark) => `<sup>${markdownText(mark)}</sup>`);
      if (kind === "inserted") return `<ins>${written}</ins>`;
      return kind === "deleted" ? `<del>${written}</del>` : written;
    })
    .join("");
  return [
    paragraphLine(markdownText(`${heading}:`)),
    paragraphLine(label === null ? text : `${writtenLabel(label, text)} ${text}`),
  ];
}

/** Joins blocks into one block quote. */
function quoted(blocks: readonly string[]): string {
  return blocks
    .filter((block) => block !== "")
    .join("\n\n")
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}

/**
 * Escapes text as inline Markdown, so that it reads literally. Escapes every character that can start markup, a link,
 * an entity or HTML (CommonMark 2.4 allows a backslash before any ASCII punctuation). Also escapes a "!" before a
 * bracket, or at the end where a link may follow, because it would make an image. Collapses whitespace and line breaks
 * to one space. Wraps isolated text in HTML's element for that.
 */
export function markdownText(text: string): string {
  return isolatedParts(text)
    .map((part) => (part.isolated ? `<bdi>${escaped(part.text)}</bdi>` : escaped(part.text)))
    .join("");
}

function escaped(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, (blanks) => (/^[\u00A0\u2007\u202F]+$/u.test(blanks) ? blanks : " "))
    .replace(/[\\`*_[\]<>#|~&$^]|!(?=\[|$)/gu, "\\$&");
}

/**
 * Makes a line a paragraph whatever it starts with: "1." and "-" would start lists, "===" would make a heading of the
 * previous line, and four spaces would start code.
 */
function paragraphLine(line: string): string {
  return line
    .trimStart()
    .replace(/^(\d+)([.)])/u, "$1\\$2")
    .replace(/^[-+=:]/u, "\\$&");
}

/** Formats a paragraph of plain text. Its line breaks become hard breaks. */
function markdownParagraph(text: string): string {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => paragraphLine(markdownText(line)));
  return lines.filter((line) => line.trim() !== "").join("\\\n");
}

/** Formats content with its marks. Marks without Markdown syntax become HTML elements, which Markdown allows. */
function markdownContent(content: Fragment, note: (clause: string, label: string) => string): string {
  return inlineRunsOf(content)
    .map((run) => markdownRun(run, note))
    .join("");
}

function markdownRun(run: InlineRun, note: (clause: string, label: string) => string): string {
  if (run.kind === "break") return "\\\n";
  if (run.kind === "note") return note(run.clause, run.label);
  // Markdown ignores emphasis markers next to spaces, so spaces at the edges stay outside.
  const text = run.text.trim();
  if (text === "") return run.text;
  const start = run.text.length - run.text.trimStart().length;
  const [before, after] = [run.text.slice(0, start), run.text.slice(start + text.length)];
  return before + marked(markdownText(text), run.marks) + after;
}

function marked(markdown: string, marks: RunMarks): string {
  const signs = [
    [marks.superscript, "<sup>", "</sup>"],
    [marks.subscript, "<sub>", "</sub>"],
    [marks.underline, "<u>", "</u>"],
    [marks.strike, "~~", "~~"],
    [marks.emphasis, "*", "*"],
    [marks.strong, "**", "**"],
  ] as const;
  const signed = signs.reduce((text, [set, open, close]) => (set ? open + text + close : text), markdown);
  // An address inside <…> ends only at ">" or a line break. Both are percent-encoded, as is anything that could open a
  // tag.
  const href = marks.href?.replace(/[<>\s\\]/gu, (character) => encodeURIComponent(character));
  return href === undefined ? signed : `[${signed}](<${href}>)`;
}

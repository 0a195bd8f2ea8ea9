import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  TextRun,
  type ICommentOptions,
  type IRunOptions,
  type Paragraph,
} from "docx";
import { fragmentOf } from "#core/annotate/inline-content.ts";
import type { ProposedClause } from "#core/annotate/proposal-segment.ts";
import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { paragraphOf, type ParagraphPart } from "./docx-element.ts";
import { directionRuns, runParts } from "./docx-runs.ts";
import { inlineRunsOf } from "./inline-runs.ts";
import {
  dispositionLines,
  positionLines,
  proposedHeading,
  replyPosition,
  sourceInitials,
  sourceName,
  spokenParagraphs,
  threadName,
  threadRemarks,
  type ThreadWording,
} from "./thread-words.ts";
import { readsRightToLeft, sentenceCase, word } from "./words.ts";

/** Added and taken-out words inside a comment, where Word tracks nothing: told apart by line and by colour. */
const proposedLooks = {
  kept: {},
  inserted: { underline: {}, color: "1B6E3C" },
  deleted: { strike: true, color: "A3263C" },
} as const;

/**
 * The Word comments of a file, numbered from 0 as they are added.
 *
 * A thread is a comment and its replies are replies to it. Word gives a comment one range only, so a thread that speaks
 * of several places ("throughout the document") has at each further place a short comment that names it.
 */
export class CommentBook {
  readonly comments: ICommentOptions[] = [];
  readonly #wording: ThreadWording;

  constructor(wording: ThreadWording) {
    this.#wording = wording;
  }

  /**
   * Adds a thread and gives back the numbers of its comments, which all stand on the same words. `about` says what it
   * speaks of where the words themselves cannot carry it (a footnote's, an orphan's).
   */
  add(thread: CompiledThread, about: string | null): number[] {
    const { language } = this.#wording;
    const remarks = [threadName(thread, language), ...threadRemarks(thread, this.#wording)].join(" · ");
    const parent = this.#push(thread, {
      resolved: thread.standing !== "open",
      children: [
        remarkParagraph(remarks),
        ...(about === null ? [] : [remarkParagraph(about)]),
        ...spokenParagraphs(thread, this.#wording).map(wordsParagraph),
        ...thread.proposal.flatMap((proposed) => this.#proposal(proposed)),
        ...positionLines(thread, this.#wording).map((line) => remarkParagraph(sentenceCase(line))),
        ...dispositionLines(thread, this.#wording).map(remarkParagraph),
      ],
    });
    const replies = thread.replies.map((reply) => {
      const position = replyPosition(reply, this.#wording);
      const paragraphs = spokenParagraphs(reply, this.#wording).map(wordsParagraph);
      return this.#push(reply, {
        parentId: parent,
        children: [...(position ? [remarkParagraph(sentenceCase(position))] : []), ...paragraphs],
      });
    });
    return [parent, ...replies];
  }

  /** Adds the short comment that stands at a thread's further places. */
  addAlso(thread: CompiledThread): number {
    const { language } = this.#wording;
    const text = word("export-also", language, { thread: threadName(thread, language) });
    return this.#push(thread, { resolved: thread.standing !== "open", children: [remarkParagraph(text)] });
  }

  #push(
    said: CompiledThread | CompiledReply,
    comment: { children: Paragraph[]; parentId?: number; resolved?: boolean },
  ): number {
    const id = this.comments.length;
    this.comments.push({
      id,
      author: sourceName(said.source, this.#wording),
      initials: sourceInitials(said.source, this.#wording),
      date: new Date(said.createdAt),
      // docx writes what is resolved only where some comment names a parent; -1 is the parent of none.
      parentId: -1,
      ...comment,
      // A comment without a paragraph is damage to Word.
      children: comment.children.length > 0 ? comment.children : [wordsParagraph("")],
    });
    return id;
  }

  /** What a proposal makes of one clause: a line that says so, and the clause with what goes and what comes. */
  #proposal(proposed: ProposedClause): Paragraph[] {
    const label = proposed.proposedLabel ?? proposed.label;
    const parts: ParagraphPart[] = label === null ? [] : [new TextRun({ text: `${label} ` })];
    let text = label ?? "";
    for (const { kind, content } of proposed.segments) {
      for (const run of inlineRunsOf(fragmentOf(content))) {
        if (run.kind === "text") {
          text += run.text;
          parts.push(...textParts(run.text, { ...run.marks, look: kind }));
        } else {
          parts.push(...runParts(run, { rightToLeft: false, language: null, bookmarks: new Set(), note: printedMark }));
        }
      }
    }
    return [
      remarkParagraph(sentenceCase(proposedHeading(proposed, this.#wording))),
      paragraphOf({ style: "CommentText", bidirectional: readsRightToLeft(text) }, parts),
    ];
  }
}

function printedMark({ label }: { label: string }): ParagraphPart[] {
  return [new TextRun({ text: label, superScript: true })];
}

function textParts(
  text: string,
  { look, emphasis, strong }: { look: keyof typeof proposedLooks; emphasis?: true; strong?: true },
): ParagraphPart[] {
  const runs = readsRightToLeft(text) ? directionRuns(text) : [{ text, rightToLeft: false }];
  const format: IRunOptions = {
    ...(emphasis ? { italics: true, italicsComplexScript: true } : {}),
    ...(strong ? { bold: true, boldComplexScript: true } : {}),
    ...proposedLooks[look],
  };
  return runs.map((run) => new TextRun({ ...format, ...run }));
}

function wordsParagraph(text: string): Paragraph {
  const options = { style: "CommentText", bidirectional: readsRightToLeft(text) };
  return paragraphOf(options, textParts(text, { look: "kept" }));
}

function remarkParagraph(text: string): Paragraph {
  return paragraphOf({ style: "CommentText" }, [new TextRun({ style: "CommentMeta", text })]);
}

/** Where comments begin. */
export function commentStarts(numbers: readonly number[]): ParagraphPart[] {
  return numbers.map((number) => new CommentRangeStart(number));
}

/** Where they end, with the references that Word hangs them on; replies stand on the same words as what they answer. */
export function commentEnds(numbers: readonly number[]): ParagraphPart[] {
  return numbers.flatMap((number) => [
    new CommentRangeEnd(number),
    new TextRun({ style: "CommentReference", children: [new CommentReference(number)] }),
  ]);
}

import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  TextRun,
  type IContext,
  type ICommentOptions,
  type Paragraph,
} from "docx";
import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { DocxElement, paragraphOf, type ParagraphPart, xmlable } from "./element.ts";
import { proposedParagraphs, remarkParagraph, wordsParagraph } from "./thread.ts";
import { noProposals, type ProposalPlan } from "../shared/proposal-plan.ts";
import {
  dispositionLines,
  drawingWords,
  positionLines,
  replyPosition,
  sourceInitials,
  sourceName,
  spokenParagraphs,
  threadName,
  threadRemarks,
  type ThreadWording,
} from "../shared/thread-phrases.ts";
import { sentenceCase, word } from "../shared/export-phrases.ts";

/** The style of what stands in a comment. */
const style = "CommentText";

/**
 * The Word comments of a file, numbered from 0 as they are added.
 *
 * A thread is a comment and its replies are replies to it. Word gives a comment one range only, so a thread that speaks
 * of several places ("throughout the document") has at each further place a short comment that names it.
 */
export class CommentBook {
  /** Each with a place in place of its words: what they are is known to `words`. */
  readonly comments: ICommentOptions[] = [];
  /** The XML of each one's paragraphs: ten thousand comments as components take more memory than the longest text. */
  readonly words: string[] = [];
  readonly #wording: ThreadWording;
  readonly #proposals: Pick<ProposalPlan<unknown>, "drawn" | "undrawn">;

  /**
   * Proposals that stand in the text as tracked changes are not retyped in their comments; of those that could not be drawn
   * their comments say why.
   */
  constructor(wording: ThreadWording, proposals: Pick<ProposalPlan<unknown>, "drawn" | "undrawn"> = noProposals) {
    this.#wording = wording;
    this.#proposals = proposals;
  }

  /**
   * Adds a thread and gives back the numbers of its comments, which all stand on the same words. `about` says what it
   * speaks of where the words themselves cannot carry it (a footnote's, an orphan's).
   */
  add(thread: CompiledThread, about: string | null): number[] {
    const { language } = this.#wording;
    const remarks = [threadName(thread, language), ...threadRemarks(thread, this.#wording)].join(" · ");
    const { drawn, undrawn } = this.#proposals;
    const why = undrawn.get(thread.number);
    const parent = this.#push(thread, {
      resolved: isSettled(thread),
      children: [
        remarkParagraph(remarks, style),
        ...(about === null ? [] : [remarkParagraph(about, style)]),
        ...spokenParagraphs(thread, this.#wording).map((text) => wordsParagraph(text, style)),
        ...(why && thread.proposal.length > 0 ? [remarkParagraph(drawingWords(why, language), style)] : []),
        ...(drawn.has(thread.number) ? [] : thread.proposal).flatMap((proposed) =>
          proposedParagraphs(proposed, this.#wording, style),
        ),
        ...positionLines(thread, this.#wording).map((line) => remarkParagraph(sentenceCase(line), style)),
        ...dispositionLines(thread, this.#wording).map((line) => remarkParagraph(line, style)),
      ],
    });
    const replies = thread.replies.map((reply) => {
      const position = replyPosition(reply, this.#wording);
      const paragraphs = spokenParagraphs(reply, this.#wording).map((text) => wordsParagraph(text, style));
      return this.#push(reply, {
        parentId: parent,
        children: [...(position ? [remarkParagraph(sentenceCase(position), style)] : []), ...paragraphs],
      });
    });
    return [parent, ...replies];
  }

  /** Adds the short comment that stands at a thread's further places. */
  addAlso(thread: CompiledThread): number {
    const { language } = this.#wording;
    const text = word("export-also", language, { thread: threadName(thread, language) });
    return this.#push(thread, { resolved: isSettled(thread), children: [remarkParagraph(text, style)] });
  }

  #push(
    said: CompiledThread | CompiledReply,
    comment: { children: Paragraph[]; parentId?: number; resolved?: boolean },
  ): number {
    const id = this.comments.length;
    // A comment without a paragraph is damage to Word.
    const paragraphs = comment.children.length > 0 ? comment.children : [wordsParagraph("", style)];
    this.words.push(paragraphs.map((paragraph) => xmlable(paragraph.prepForXml(noContext) ?? {})).join(""));
    this.comments.push({
      id,
      author: sourceName(said.source, this.#wording),
      initials: sourceInitials(said.source, this.#wording),
      date: new Date(said.createdAt),
      // docx writes what is resolved only where some comment names a parent; -1 is the parent of none.
      parentId: -1,
      ...comment,
      children: [paragraphOf({}, [new DocxElement(wordsPlace, { "w:id": id })])],
    });
    return id;
  }
}

const wordsPlace = "w:wordsPlace";
/** A comment's paragraphs have plain runs: nothing in them asks for the document they are in. */
const noContext = { stack: [] } as unknown as IContext;

/** The part of a file that holds the comments, with each one's words in their place. */
export function withWords(part: string, words: readonly string[]): string {
  // What Word knows a comment by stands on its last paragraph.
  return part.replace(
    new RegExp(`<w:p( [^>]*)><${wordsPlace} w:id="(\\d+)"/></w:p>`, "gu"),
    (_place, known: string, id: string) => {
      const xml = words[Number(id)] ?? "";
      const last = xml.lastIndexOf("<w:p>") + "<w:p".length;
      return xml.slice(0, last) + known + xml.slice(last);
    },
  );
}

/** What Word shows as resolved: what was ticked off in the file it came in, and what no longer stands. */
function isSettled({ resolved, standing }: CompiledThread): boolean {
  return resolved || standing !== "open";
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

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

/** The style of text in a comment. */
const style = "CommentText";

/**
 * The Word comments of a file, numbered from 0 as they are added.
 *
 * A thread is a comment, and its replies are replies to that comment. Word gives a comment one range only. A thread
 * with several positions ("throughout the document") therefore gets a short comment that names it at each further
 * position.
 */
export class CommentBook {
  /** Each has a placeholder instead of its text, which is in `words`. */
  readonly comments: ICommentOptions[] = [];
  /**
   * The XML of each comment's paragraphs. As components, ten thousand comments would need more memory than the longest
   * text.
   */
  readonly words: string[] = [];
  readonly #wording: ThreadWording;
  readonly #proposals: Pick<ProposalPlan<unknown>, "drawn" | "undrawn">;

  /**
   * A proposal shown in the text as tracked changes is not repeated in its comment. For a proposal that could not be
   * shown, the comment says why.
   */
  constructor(wording: ThreadWording, proposals: Pick<ProposalPlan<unknown>, "drawn" | "undrawn"> = noProposals) {
    this.#wording = wording;
    this.#proposals = proposals;
  }

  /**
   * Adds a thread and returns the numbers of its comments, which all have the same range. `about` names the subject if
   * the range cannot show it (in a footnote, or for an orphan).
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

  /** Adds the short comment for a further position of a thread. */
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
    // Word reports a comment without a paragraph as damage.
    const paragraphs = comment.children.length > 0 ? comment.children : [wordsParagraph("", style)];
    this.words.push(paragraphs.map((paragraph) => xmlable(paragraph.prepForXml(noContext) ?? {})).join(""));
    this.comments.push({
      id,
      author: sourceName(said.source, this.#wording),
      initials: sourceInitials(said.source, this.#wording),
      date: new Date(said.createdAt),
      // docx writes `resolved` only if some comment has a parent; -1 is the id of no comment.
      parentId: -1,
      ...comment,
      children: [paragraphOf({}, [new DocxElement(wordsPlace, { "w:id": id })])],
    });
    return id;
  }
}

const wordsPlace = "w:wordsPlace";
/** A comment's paragraphs have plain runs, which never use the document context. */
const noContext = { stack: [] } as unknown as IContext;

/** Replaces the placeholders in the comments part with each comment's text. */
export function withWords(part: string, words: readonly string[]): string {
  // Word identifies a comment by an attribute of its last paragraph.
  return part.replace(
    new RegExp(`<w:p( [^>]*)><${wordsPlace} w:id="(\\d+)"/></w:p>`, "gu"),
    (_place, known: string, id: string) => {
      const xml = words[Number(id)] ?? "";
      const last = xml.lastIndexOf("<w:p>") + "<w:p".length;
      return xml.slice(0, last) + known + xml.slice(last);
    },
  );
}

/** Returns true if Word should show the thread as resolved: it was resolved in the imported file, or it is not open. */
function isSettled({ resolved, standing }: CompiledThread): boolean {
  return resolved || standing !== "open";
}

/** Returns the parts that start comments. */
export function commentStarts(numbers: readonly number[]): ParagraphPart[] {
  return numbers.map((number) => new CommentRangeStart(number));
}

/**
 * Returns the parts that end comments, with the references that Word needs. Replies have the same range as the comment
 * they answer.
 */
export function commentEnds(numbers: readonly number[]): ParagraphPart[] {
  return numbers.flatMap((number) => [
    new CommentRangeEnd(number),
    new TextRun({ style: "CommentReference", children: [new CommentReference(number)] }),
  ]);
}

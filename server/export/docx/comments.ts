import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  TextRun,
  type IContext,
  type ICommentOptions,
  type Paragraph,
} from "docx";
import type { CompiledThread } from "#core/compile/compilation.ts";
import { componentXml, DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import { headParagraph, proposedParagraphs, remarkParagraph, wordsParagraph } from "./thread.ts";
import type { ReplyView, ThreadView, ThreadViewer } from "../shared/thread-view.ts";
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
  /** Each has a placeholder instead of its text, which is in `texts`. */
  readonly comments: ICommentOptions[] = [];
  /**
   * The XML of each comment's paragraphs. As components, ten thousand comments would need more memory than the longest
   * text.
   */
  readonly texts: string[] = [];
  readonly #view: ThreadViewer;
  readonly #language: string;

  /** `language` is that of the file. */
  constructor(view: ThreadViewer, language: string) {
    this.#view = view;
    this.#language = language;
  }

  /**
   * Adds a thread and returns the numbers of its comments, which all have the same range. `about` names the subject if
   * the range cannot show it (in a footnote, or for an orphan).
   */
  add(compiled: CompiledThread, about: string | null): number[] {
    const thread = this.#view(compiled);
    const { inText } = thread;
    const parent = this.#push(thread, {
      resolved: thread.isSettled,
      children: [
        headParagraph(thread, style),
        ...(about === null ? [] : [remarkParagraph(about, style)]),
        ...thread.paragraphs.map((text) => wordsParagraph(text, style)),
        ...(inText && !inText.isShown ? [remarkParagraph(inText.remark, style)] : []),
        // The text shows the proposal, so the comment need not repeat it.
        ...(inText?.isShown ? [] : thread.proposal).flatMap((proposed) => proposedParagraphs(proposed, style)),
        ...thread.positions.map((line) => remarkParagraph(sentenceCase(line), style)),
        ...thread.decision.map((line) => remarkParagraph(line, style)),
      ],
    });
    const replies = thread.replies.map((reply) => {
      const { position, paragraphs } = reply;
      const children = [
        ...(position ? [remarkParagraph(sentenceCase(position), style)] : []),
        ...paragraphs.map((text) => wordsParagraph(text, style)),
      ];
      return this.#push(reply, { parentId: parent, children });
    });
    return [parent, ...replies];
  }

  /** Adds the short comment for a further position of a thread. */
  addAlso(compiled: CompiledThread): number {
    const thread = this.#view(compiled);
    const text = word("export-also", this.#language, { thread: thread.name });
    return this.#push(thread, { resolved: thread.isSettled, children: [remarkParagraph(text, style)] });
  }

  /** Adds a remark at the end of a comment. */
  addRemark(comment: number, text: string): void {
    const remark = componentXml(remarkParagraph(text, style), noContext);
    this.texts[comment] = (this.texts[comment] ?? "") + remark;
  }

  #push(
    { source, clockTime }: ThreadView | ReplyView,
    comment: { children: Paragraph[]; parentId?: number; resolved?: boolean },
  ): number {
    const id = this.comments.length;
    // Word reports a comment without a paragraph as damage.
    const paragraphs = comment.children.length > 0 ? comment.children : [wordsParagraph("", style)];
    this.texts.push(paragraphs.map((paragraph) => componentXml(paragraph, noContext)).join(""));
    this.comments.push({
      id,
      author: source.name,
      initials: source.initials,
      // Word shows these digits to everybody, although the file calls them UTC.
      date: new Date(`${clockTime}Z`),
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
export function withWords(part: string, texts: readonly string[]): string {
  // Word identifies a comment by an attribute of its last paragraph.
  return part.replace(
    new RegExp(`<w:p( [^>]*)><${wordsPlace} w:id="(\\d+)"/></w:p>`, "gu"),
    (_place, attributes: string, id: string) => {
      const xml = texts[Number(id)] ?? "";
      const last = xml.lastIndexOf("<w:p>") + "<w:p".length;
      return xml.slice(0, last) + attributes + xml.slice(last);
    },
  );
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

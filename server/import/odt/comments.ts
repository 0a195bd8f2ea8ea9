import type { CommentText } from "../shared/markup-recorder.ts";
import { childElements, type XmlElement } from "../shared/xml.ts";
import { textOf } from "./changes.ts";
import { paragraphTexts } from "./odt-text.ts";

/** Collects the comments of an OpenDocument text, which are stored in the text at their start. */
export class OdtComments {
  /** Ids of comments with an end element. The others mark a single position. */
  readonly ending: ReadonlySet<string>;
  readonly #comments: CommentText[] = [];

  constructor(body: XmlElement) {
    this.ending = new Set(endsIn(body));
  }

  get count(): number {
    return this.#comments.length;
  }

  /** Adds a comment and returns its id. */
  add(element: XmlElement): string {
    const { attributes } = element;
    const id = attributes["office:name"] ?? `comment ${String(this.#comments.length + 1)}`;
    this.#comments.push({
      id,
      parent: attributes["loext:parent-name"] ?? null,
      author: textOf(element, "dc:creator"),
      initials: textOf(element, "meta:creator-initials") || textOf(element, "loext:sender-initials"),
      date: textOf(element, "dc:date") || null,
      resolved: attributes["loext:resolved"] === "true",
      text: paragraphTexts(element).join("\n").trim(),
    });
    return id;
  }

  /**
   * Returns the comments, each followed by its replies, although a file may list replies first. A reply to a missing
   * comment becomes a comment of its own.
   */
  inThreads(): CommentText[] {
    const ids = new Set(this.#comments.map(({ id }) => id));
    const comments = this.#comments.map((comment) =>
      comment.parent !== null && !ids.has(comment.parent) ? { ...comment, parent: null } : comment,
    );
    const answers = (id: string): CommentText[] =>
      comments.filter(({ parent }) => parent === id).sort((left, right) => compare(left.date ?? "", right.date ?? ""));
    const listed = new Set<CommentText>();
    const list = (comment: CommentText): void => {
      if (listed.has(comment)) return;
      listed.add(comment);
      answers(comment.id).forEach(list);
    };
    comments.filter(({ parent }) => parent === null).forEach(list);
    comments.forEach(list);
    return [...listed];
  }
}

function endsIn(element: XmlElement): string[] {
  return childElements(element).flatMap((part) =>
    part.name === "office:annotation-end" ? [part.attributes["office:name"] ?? ""] : endsIn(part),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

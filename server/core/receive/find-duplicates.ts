import type { Annotation } from "#core/discuss/annotation.ts";
import type { ContributionItem, SetAside } from "#core/receive/contribution.ts";
import { textOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { Reply } from "#core/discuss/reply.ts";

/** What was said in the forum, with its answers; what was taken back or hidden has the words our files have instead. */
export interface SaidThread {
  isOpen: boolean;
  annotation: Pick<Annotation, "id" | "text" | "operations" | "speaker" | "kind">;
  replies: readonly Pick<Reply, "text" | "speaker">[];
}

/** What our files say of their own. */
export interface FileWords {
  /** What they call somebody who is not to be known. */
  unnamed: string;
  /**
   * What they say at the further places of a comment, with 0 for its number. Saved anew by another program, such words have
   * lost the style by which a reader leaves them out.
   */
  signposts: ReadonlySet<string>;
}

/**
 * What a file holds beside what is said in the forum already. People mark up the files they are given: a commented draft
 * comes back with everybody's comments and proposals in it, under the names of those who made them. These are set aside;
 * what was answered to them in the file stays, as answers to what is in the forum.
 */
export function withoutSaid(
  items: readonly ContributionItem[],
  said: readonly SaidThread[],
  { unnamed, signposts }: FileWords,
): { items: ContributionItem[]; setAside: SetAside[] } {
  const left: ContributionItem[] = [];
  const setAside: SetAside[] = [];
  const put = (author: string, words: string, marks: string[]): void => {
    setAside.push({ code: "said-already", params: {}, words, author, marks });
  };
  for (const item of items) {
    if (item.replies.length === 0 && signposts.has(item.text.replace(/\d+/gu, "0"))) {
      put(item.author, item.text, item.marks);
      continue;
    }
    const same = said.filter(({ annotation }) => isSame(item, annotation, unnamed));
    const threads = same.length > 0 ? same : said.filter(({ annotation }) => isWording(item, annotation, unnamed));
    if (threads.length === 0) {
      left.push(item);
      continue;
    }
    // Of what was taken back all that is told is that it was, and of others the wording alone: there several look alike.
    const answered = same.find(({ isOpen }) => isOpen) ?? (threads.length === 1 ? threads[0] : undefined);
    const answers = new Set(item.replies.map(({ id }) => id));
    put(
      item.author,
      item.text || item.words,
      item.marks.filter((mark) => !answers.has(mark)),
    );
    for (const reply of item.replies) {
      if (threads.some(({ replies }) => replies.some((known) => isSaid(reply, known, unnamed))))
        put(reply.author, reply.text, [reply.id]);
      else left.push(answerOf(item, reply, answered?.isOpen === true ? answered.annotation.id : null));
    }
  }
  return { items: left, setAside };
}

function answerOf(
  item: ContributionItem,
  { id, author, at, text }: ContributionItem["replies"][number],
  answersId: string | null,
): ContributionItem {
  return {
    ...item,
    ...{ id: id.replace(" ", "-"), kind: "comment", operations: [], author, at, text, answersId },
    ...{ replies: [], marks: [id], doubt: null, resolved: false },
  };
}

function isSame(
  item: ContributionItem,
  { text, operations, speaker }: SaidThread["annotation"],
  unnamed: string,
): boolean {
  if (item.operations.length === 0) return isSaid(item, { text, speaker }, unnamed);
  return isBy(item.author, speaker, unnamed) && item.operations.every((step) => isAmong(step, operations));
}

/** Where a proposal says nothing beside its steps, our files have its wording, wherever its place has gone. */
function isWording(
  { operations, author }: ContributionItem,
  { text, kind, speaker }: SaidThread["annotation"],
  unnamed: string,
): boolean {
  return operations.length === 0 && kind === "proposal" && text === "" && isBy(author, speaker, unnamed);
}

/**
 * Whether a step is one of a proposal, or what our files drew of one: of words that were replaced they show only those that
 * changed, in several places.
 */
function isAmong(step: ProposalOperation, steps: readonly ProposalOperation[]): boolean {
  if (step.kind === "insert") {
    // How deep a clause stands is not to be read from every file.
    return steps.some(
      (other) =>
        other.kind === "insert" &&
        other.after === step.after &&
        other.clause.column === step.clause.column &&
        plain(textOf(other.clause.content)) === plain(textOf(step.clause.content)) &&
        hasNotesOf(other, step),
    );
  }
  if (step.kind !== "replace") return steps.some((other) => JSON.stringify(other) === JSON.stringify(step));
  return steps.some(
    (other) =>
      other.kind === "replace" &&
      other.start.clause === step.start.clause &&
      other.start.offset <= step.start.offset &&
      step.end.offset <= other.end.offset &&
      textOf(other.content).includes(textOf(step.content).trim()) &&
      hasNotesOf(other, step),
  );
}

/** Whether a step puts in all the footnotes that another does. */
function hasNotesOf({ notes: known = [] }: WithNotes, { notes = [] }: WithNotes): boolean {
  return notes.every(({ content }) => known.some((other) => plain(textOf(other.content)) === plain(textOf(content))));
}

type WithNotes = Pick<ReplaceOperation, "notes">;

/**
 * Whether whole paragraphs of what a file says are what was said. Our files have more in a comment: what it is, the proposed
 * wording, what was decided; and a word processor that saves them forgets which paragraphs those were.
 */
function isSaid(
  item: { author: string; text: string },
  { text, speaker }: Pick<Reply, "text" | "speaker">,
  unnamed: string,
): boolean {
  return plain(text) !== "" && paragraphs(item.text).includes(paragraphs(text)) && isBy(item.author, speaker, unnamed);
}

/** Each between line ends, so that none is found within another. */
function paragraphs(text: string): string {
  const lines = text.split("\n").map(plain).filter(Boolean);
  return `\n${lines.join("\n")}\n`;
}

/**
 * Our files have the organisation after the name, in brackets, or no name where sources are not shown. Whoever writes in a
 * file is named by their program as they are: they may say again what they said, and others the very same.
 */
function isBy(author: string, { name }: Reply["speaker"], unnamed: string): boolean {
  return author.startsWith(`${name} (`) || author === unnamed;
}

function plain(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

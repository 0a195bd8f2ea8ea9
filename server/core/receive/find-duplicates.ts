import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import type { ContributionItem, SetAside } from "#core/receive/contribution.ts";
import type { ReceivedItem } from "#core/receive/markup-items.ts";
import { textOf } from "#core/discuss/content-text.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart, Reply } from "#core/discuss/reply.ts";
import { amendedTexts, isRejection } from "#core/propose/amendment.ts";

/**
 * An annotation in the forum with its replies. If it was withdrawn or hidden, its text is the one that exported files
 * show instead.
 */
export interface ForumThread {
  isOpen: boolean;
  annotation: Pick<Annotation, "id" | "text" | "operations" | "speaker" | "kind">;
  replies: readonly Pick<Reply, "text" | "speaker" | "amendment">[];
}

/** Texts that exported files add themselves. */
export interface ExportedTexts {
  /** The name given to a person whose identity is hidden. */
  unnamed: string;
  /**
   * The texts at a comment's further locations, with 0 in place of each number. If another program saves the file,
   * these texts lose the style by which readers skip them.
   */
  signposts: ReadonlySet<string>;
  /** Returns an amendment in words: the text that it replaces, and the text that replaces it. */
  amendment: (parts: readonly AmendedPart[]) => string;
}

/**
 * Removes items that the forum already has. People mark up the files they are given. A commented draft comes back with
 * everybody's comments and proposals in it, under their authors' names. These are set aside. New replies to them in the
 * file are kept, as replies to the annotations in the forum. Changes inside the text of a proposal in the forum are
 * amendments to that proposal by their own authors. Changes inside any other text are part of it, so it has several
 * authors, and a person decides on it.
 *
 * Yields after each thread and item, so that a caller can do other work in between.
 */
export function* removingDuplicates(
  items: readonly ReceivedItem[],
  forumThreads: readonly ForumThread[],
  { unnamed, signposts, amendment }: ExportedTexts,
): Generator<undefined, { items: ContributionItem[]; setAside: SetAside[] }> {
  const kept: ContributionItem[] = [];
  const setAside: SetAside[] = [];
  const putAside = (author: string, text: string, marks: string[]): void => {
    setAside.push({ code: "said-already", params: {}, words: text, author, marks });
  };
  const index = new ThreadIndex(unnamed);
  for (const thread of forumThreads) {
    index.add(thread);
    yield undefined;
  }
  for (const { inner, ...item } of items) {
    yield undefined;
    if (item.replies.length === 0 && signposts.has(item.text.replace(/\d+/gu, "0"))) {
      putAside(item.author, item.text, item.marks);
      continue;
    }
    const sameThreads = index.sameAs(item);
    const threads = sameThreads.length > 0 ? sameThreads : index.wordingsOf(item);
    if (threads.length === 0 && index.isReply(item)) {
      putAside(item.author, item.text, item.marks);
      continue;
    }
    if (threads.length === 0) {
      const joint = inner ? jointItem(item, inner) : item;
      if (joint) kept.push(joint);
      else setAside.push({ code: "changes-nothing", params: {}, words: item.words, author: "", marks: item.marks });
      continue;
    }
    // A withdrawn thread shows only that it was withdrawn, and other matches show only a proposal's wording. Several
    // threads may then look alike.
    const answered = sameThreads.find(({ isOpen }) => isOpen) ?? (threads.length === 1 ? threads[0] : undefined);
    const answersId = answered?.isOpen === true ? answered.annotation.id : null;
    const answers = new Set(item.replies.map(({ id }) => id));
    putAside(
      item.author,
      item.text || item.words,
      item.marks.filter((mark) => !answers.has(mark)),
    );
    for (const [index, { author, at, parts }] of (inner?.by ?? []).entries()) {
      const text = amendment(parts);
      const reply = { id: `${item.id}-amended-${String(index + 1)}`, author, at, text, replyId: null };
      const amended = amendedTexts(item.operations, parts);
      const isKnown = (earlier: ForumThread["replies"][number]): boolean =>
        isSameStatement(reply, earlier, unnamed) ||
        (isBy(author, earlier.speaker, unnamed) && amended !== null && hasTexts(earlier.amendment ?? [], amended));
      if (threads.some(({ replies }) => replies.some(isKnown))) continue;
      const position = isRejection(parts) ? ("oppose" as const) : ("support-with-amendment" as const);
      const amendments = [{ author, parts }];
      const answer = answerOf(item, reply, answersId);
      kept.push({ ...answer, ...{ marks: item.marks.slice(0, 1), position, amendments } });
    }
    for (const reply of item.replies) {
      if (threads.some(({ replies }) => replies.some((earlier) => isSameStatement(reply, earlier, unnamed))))
        putAside(reply.author, reply.text, [reply.id]);
      else kept.push(answerOf(item, reply, answersId));
    }
  }
  return { items: kept, setAside };
}

/**
 * Returns a proposal that several people wrote, as one with the final text. It is excluded until a person includes it.
 * Undefined if the others deleted all of it.
 */
function jointItem(
  item: ContributionItem,
  { by, applied }: NonNullable<ReceivedItem["inner"]>,
): ContributionItem | undefined {
  if (!applied) return undefined;
  const authors = [...new Set([item.author, ...by.map(({ author }) => author)])].join(", ");
  const doubt = applied.doubt ?? { code: "several-authors" as const, params: { authors } };
  const amendments = by.map(({ author, parts }) => ({ author, parts }));
  return { ...item, ...applied, author: authors, doubt, amendments, included: false };
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

/**
 * The threads of a forum by what an item must share with one to be the same. A file of 10 000 remarks is compared with a
 * forum of as many.
 */
class ThreadIndex {
  readonly #threads: ForumThread[] = [];
  readonly #unnamed: string;
  /** Indexes of threads by the first paragraph of their text. */
  readonly #byParagraph = new Map<string, number[]>();
  /** Replies by the first paragraph of their text. */
  readonly #replies = new Map<string, ForumThread["replies"][number][]>();
  /** Indexes of threads by the place of each of their operations. */
  readonly #byPlace = new Map<string, number[]>();
  /** Indexes of the threads that show only a proposal's wording. */
  readonly #wordings: number[] = [];
  readonly #wordingsByName = new Map<string, number[]>();

  constructor(unnamed: string) {
    this.#unnamed = unnamed;
  }

  add(thread: ForumThread): void {
    const { annotation } = thread;
    const at = this.#threads.push(thread) - 1;
    const [first] = paragraphsOf(annotation.text);
    if (first !== undefined) add(this.#byParagraph, first, at);
    for (const reply of thread.replies) {
      const [opening] = paragraphsOf(reply.text);
      if (opening !== undefined) add(this.#replies, opening, reply);
    }
    for (const place of new Set(annotation.operations.map(placeOf))) add(this.#byPlace, place, at);
    if (!hasOperations(annotation) || annotation.text !== "") return;
    this.#wordings.push(at);
    add(this.#wordingsByName, annotation.speaker.name, at);
  }

  /** Returns the threads that the item repeats, in the forum's order. */
  sameAs(item: ContributionItem): ForumThread[] {
    const [step] = item.operations;
    const candidates = step
      ? (this.#byPlace.get(placeOf(step)) ?? [])
      : [...new Set(paragraphsOf(item.text))].flatMap((paragraph) => this.#byParagraph.get(paragraph) ?? []);
    return this.#inOrder(candidates).filter(({ annotation }) => isSame(item, annotation, this.#unnamed));
  }

  /**
   * Returns the threads whose wording the item may show without a justification, as exported files do even if the
   * proposal's place has changed.
   */
  wordingsOf({ operations, author }: ContributionItem): ForumThread[] {
    if (operations.length > 0) return [];
    if (author === this.#unnamed) return this.#inOrder(this.#wordings);
    const names = [...author.matchAll(/ \(/gu)].map(({ index }) => author.slice(0, index));
    return this.#inOrder(names.flatMap((name) => this.#wordingsByName.get(name) ?? []));
  }

  /**
   * Returns whether the item, a comment, and the replies below it are replies in the forum. The comment of a proposal
   * without a justification has no text in exported files, so replies to it have no comment above them.
   */
  isReply(item: ContributionItem): boolean {
    return item.operations.length === 0 && [item, ...item.replies].every((one) => this.#isKnownReply(one));
  }

  #isKnownReply(statement: Pick<ContributionItem, "author" | "text">): boolean {
    return paragraphsOf(statement.text).some((paragraph) =>
      this.#replies.get(paragraph)?.some((reply) => isSameStatement(statement, reply, this.#unnamed)),
    );
  }

  #inOrder(indexes: readonly number[]): ForumThread[] {
    return indexes
      .toSorted((left, right) => left - right)
      .flatMap((at) => {
        const thread = this.#threads[at];
        return thread ? [thread] : [];
      });
  }
}

function add<Entry>(indexes: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = indexes.get(key);
  if (known) known.push(entry);
  else indexes.set(key, [entry]);
}

/** Returns what two operations share if one is the other or a part of it. */
function placeOf(step: ProposalOperation): string {
  if (step.kind === "insert") return `insert ${step.after}`;
  return step.kind === "replace" ? `replace ${step.start.clause}` : JSON.stringify(step);
}

function isSame(
  item: ContributionItem,
  { text, operations, speaker }: ForumThread["annotation"],
  unnamed: string,
): boolean {
  if (item.operations.length === 0) return isSameStatement(item, { text, speaker }, unnamed);
  return isBy(item.author, speaker, unnamed) && item.operations.every((step) => isAmong(step, operations));
}

/**
 * Whether an operation is one of a proposal's, or a part of one as exported files show it. Of replaced text they show
 * only the parts that changed, in several places.
 */
function isAmong(step: ProposalOperation, steps: readonly ProposalOperation[]): boolean {
  if (step.kind === "insert") {
    // Not every file format shows a clause's depth.
    return steps.some(
      (existing) =>
        existing.kind === "insert" &&
        existing.after === step.after &&
        existing.clause.column === step.clause.column &&
        plain(textOf(existing.clause.content)) === plain(textOf(step.clause.content)) &&
        hasNotesOf(existing, step),
    );
  }
  if (step.kind !== "replace") return steps.some((existing) => JSON.stringify(existing) === JSON.stringify(step));
  return steps.some(
    (existing) =>
      existing.kind === "replace" &&
      existing.start.clause === step.start.clause &&
      existing.start.offset <= step.start.offset &&
      step.end.offset <= existing.end.offset &&
      textOf(existing.content).includes(textOf(step.content).trim()) &&
      hasNotesOf(existing, step),
  );
}

/** Whether an operation inserts all the footnotes that another inserts. */
function hasNotesOf({ notes: knownNotes = [] }: WithNotes, { notes = [] }: WithNotes): boolean {
  return notes.every(({ content }) =>
    knownNotes.some((existing) => plain(textOf(existing.content)) === plain(textOf(content))),
  );
}

type WithNotes = Pick<ReplaceOperation, "notes">;

/**
 * Whether some whole paragraphs of an item are the text of a statement in the forum. A comment in an exported file also
 * has its kind, the proposed wording and the decision. Word processors do not keep track of these extra paragraphs when
 * they save the file.
 */
function isSameStatement(
  item: { author: string; text: string },
  { text, speaker }: Pick<Reply, "text" | "speaker">,
  unnamed: string,
): boolean {
  return (
    isBy(item.author, speaker, unnamed) &&
    plain(text) !== "" &&
    betweenLineEnds(paragraphsOf(item.text)).includes(betweenLineEnds(paragraphsOf(text)))
  );
}

/** Whether an amendment results in these texts. A file also has the labels of new clauses in an amendment's words. */
function hasTexts(amendment: readonly AmendedPart[], texts: readonly string[]): boolean {
  const wording = amendment.map(({ kind, text }) => (kind === "deleted" ? "" : text)).join("");
  return amendment.length > 0 && plain(wording) === plain(texts.join(""));
}

function paragraphsOf(text: string): string[] {
  return text.split("\n").map(plain).filter(Boolean);
}

/** Puts each paragraph between line ends, so that no paragraph matches inside another. */
function betweenLineEnds(paragraphs: readonly string[]): string {
  return `\n${paragraphs.join("\n")}\n`;
}

/**
 * Exported files add the organisation in brackets after the name, or give no name if sources are hidden. A person who
 * writes in a file has their plain name from their program. So they may repeat their own comment, and others may write
 * the same one.
 */
function isBy(author: string, { name }: Reply["speaker"], unnamed: string): boolean {
  return author.startsWith(`${name} (`) || author === unnamed;
}

function plain(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

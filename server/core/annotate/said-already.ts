import type { Annotation } from "#core/annotate/annotation.ts";
import type { ContributionItem, SetAside } from "#core/annotate/contribution.ts";
import { textOf } from "#core/annotate/inline-content.ts";
import type { ProposalOperation } from "#core/annotate/proposal-operation.ts";
import type { Reply } from "#core/annotate/reply.ts";

/** What was said in the forum, with its answers. */
export interface SaidThread {
  annotation: Pick<Annotation, "id" | "text" | "operations" | "speaker" | "kind">;
  replies: readonly Pick<Reply, "text" | "speaker">[];
}

/**
 * What a file holds beside what is said in the forum already. People mark up the files they are given: a commented draft
 * comes back with everybody's comments and proposals in it, under the names of those who made them. These are set aside;
 * what was answered to them in the file stays, as answers to what is in the forum. `unnamed` is what our files call
 * somebody who is not to be known.
 */
export function withoutSaid(
  items: readonly ContributionItem[],
  said: readonly SaidThread[],
  unnamed: string,
): { items: ContributionItem[]; setAside: SetAside[] } {
  const left: ContributionItem[] = [];
  const setAside: SetAside[] = [];
  const put = (author: string, words: string, marks: string[]): void => {
    setAside.push({ code: "said-already", params: {}, words, author, marks });
  };
  for (const item of items) {
    const thread = said.find(({ annotation }) => isSame(item, annotation, unnamed));
    if (!thread) {
      left.push(item);
      continue;
    }
    const answers = new Set(item.replies.map(({ id }) => id));
    put(
      item.author,
      item.text || item.words,
      item.marks.filter((mark) => !answers.has(mark)),
    );
    for (const reply of item.replies) {
      if (thread.replies.some((known) => isSaid(reply, known, unnamed))) put(reply.author, reply.text, [reply.id]);
      else left.push(answerOf(item, reply, thread.annotation.id));
    }
  }
  return { items: left, setAside };
}

function answerOf(
  item: ContributionItem,
  { id, author, at, text }: ContributionItem["replies"][number],
  answersId: string,
): ContributionItem {
  return {
    ...item,
    ...{ id: id.replace(" ", "-"), kind: "comment", operations: [], author, at, text, answersId },
    ...{ replies: [], marks: [id], doubt: null, resolved: false },
  };
}

function isSame(
  item: ContributionItem,
  { text, operations, speaker, kind }: SaidThread["annotation"],
  unnamed: string,
): boolean {
  if (item.operations.length > 0) {
    return isBy(item.author, speaker, unnamed) && item.operations.every((step) => isAmong(step, operations));
  }
  // Beneath a proposal's explanation our files have the proposed wording.
  const own = kind === "proposal" && text !== "" && item.text.startsWith(`${text}\n`) ? { ...item, text } : item;
  return isSaid(own, { text, speaker }, unnamed);
}

/**
 * Whether a step is one of a proposal, or what our files drew of one: of words that were replaced they show only those that
 * changed, in several places.
 */
function isAmong(step: ProposalOperation, steps: readonly ProposalOperation[]): boolean {
  if (step.kind !== "replace") return steps.some((other) => JSON.stringify(other) === JSON.stringify(step));
  return steps.some(
    (other) =>
      other.kind === "replace" &&
      other.start.clause === step.start.clause &&
      other.start.offset <= step.start.offset &&
      step.end.offset <= other.end.offset &&
      textOf(other.content).includes(textOf(step.content).trim()),
  );
}

function isSaid(
  item: { author: string; text: string },
  { text, speaker }: Pick<Reply, "text" | "speaker">,
  unnamed: string,
): boolean {
  return item.text !== "" && plain(item.text) === plain(text) && isBy(item.author, speaker, unnamed);
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

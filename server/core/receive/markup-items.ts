import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { hasOnlyClause } from "#core/place/placement.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { clusterChanges } from "#core/receive/change-clusters.ts";
import { clusterOperations } from "#core/receive/cluster-operations.ts";
import type { ContributionItem, SetAside } from "#core/receive/contribution.ts";
import { amendedParts, innerAuthors, innerDate, withInnerApplied } from "#core/receive/inner-changes.ts";
import { describe } from "#core/place/anchor.ts";
import type { MarkedDraft, ReadChange, ReadComment } from "#core/receive/file-markup.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { planProposal } from "#core/propose/plan-proposal.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import { hasRowPlace } from "#core/receive/block-operations.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import type { Target } from "#core/discuss/target.ts";
import { clauseAt } from "#core/text/clause.ts";

/** A change in a file, with its mark's name and its origin. */
export interface NamedChange extends ReadChange {
  mark: string;
  origin: "tracked" | "by-hand";
}

/** A comment in a file, with its mark's name. */
export interface NamedComment extends ReadComment {
  mark: string;
}

/** A file's marks, and the draft they were made in. */
export interface FileMarks {
  marked: MarkedDraft;
  changes: readonly NamedChange[];
  /** `change` is an index into the changes. */
  comments: readonly NamedComment[];
}

/** An item, with the changes that other people made inside the text that it inserts. */
export type ReceivedItem = ContributionItem & { inner?: InnerShares };

/** Changes inside a proposal's inserted text. */
export interface InnerShares {
  /** Each author's own changes, in the order of the text. */
  by: (Pick<ContributionItem, "author" | "at"> & { parts: AmendedPart[] })[];
  /** The proposal with all of them applied; null if that changes nothing visible. */
  applied: Pick<ContributionItem, "targets" | "operations" | "words" | "doubt"> | null;
}

/** The result of reading a file: items, and the parts that were set aside with their reasons. */
export interface Received {
  items: ReceivedItem[];
  setAside: SetAside[];
}

/**
 * Turns the marks of a file into items on a version. `mapping` maps the file's text to the version's. `believed`
 * returns a mark's date if it is credible.
 *
 * - Changes that a reader sees as one form one proposal (`clusterChanges`).
 * - A comment and its replies form one comment on the commented text. Text that a change inserts is not in the version,
 *   so a comment on it belongs to the proposal. It is the proposal's justification if the same person wrote both,
 *   otherwise a reply to the proposal.
 * - Changes with no visible effect and comments without text are set aside.
 *
 * Every change and comment ends up in exactly one item or is set aside.
 */
export function itemsOfMarks(
  { marked, changes, comments }: FileMarks,
  mapping: TextMapping,
  believed: (date: string | null) => string | null,
): Received {
  const setAside: SetAside[] = [];
  const byChange = new Map<number, ContributionItem>();
  const items: ReceivedItem[] = [];
  for (const origin of ["tracked", "by-hand"] as const) {
    const own = changes.flatMap((change, index) => (change.origin === origin ? [{ change, index }] : []));
    const list = own.map(({ change }) => change);
    for (const { author, changes: members } of clusterChanges(list, marked.text)) {
      const cluster = members.flatMap((member) => own[member] ?? []);
      const proposal = proposalOf(
        cluster.map(({ change }) => change),
        marked,
        mapping,
      );
      const marks = cluster.map(({ change }) => change.mark);
      if (!proposal) {
        const text = cluster.map(({ change }) => change.text).join(" ");
        setAside.push({ code: "changes-nothing", params: {}, words: text, author, marks });
        continue;
      }
      const last = cluster
        .map(({ change }) => believed(change.date))
        .sort((left, right) => order(left, right))
        .at(-1);
      const inner = innerShares(
        cluster.map(({ change }) => change),
        believed,
        (applied) => proposalOf(applied, marked, mapping),
      );
      const item = { ...blank, ...proposal, id: idOf(marks), origin, author, at: last ?? null, marks, ...inner };
      items.push(item);
      for (const { index } of cluster) byChange.set(index, item);
    }
  }
  for (const thread of threadsOf(comments)) {
    const [root, ...answers] = thread.filter(({ text }) => text !== "");
    for (const { author, mark } of thread.filter(({ text }) => text === "")) {
      setAside.push({ code: "without-words", params: {}, words: "", author, marks: [mark] });
    }
    if (!root) continue;
    const statements = [root, ...answers].map(({ author, date, text, mark }) => ({
      id: mark,
      author,
      at: believed(date),
      text,
      replyId: null,
    }));
    const onPut = root.change !== null && root.start === root.end ? byChange.get(root.change) : undefined;
    if (onPut) {
      const explains = onPut.text === "" && onPut.author === root.author;
      if (explains) onPut.text = root.text;
      onPut.replies.push(...statements.slice(explains ? 1 : 0));
      onPut.marks.push(...statements.map(({ id }) => id));
      onPut.resolved ||= root.resolved;
      continue;
    }
    items.push({
      ...blank,
      ...placeOf(root, marked, mapping),
      id: idOf([root.mark]),
      origin: "comment",
      kind: "comment",
      author: root.author,
      at: believed(root.date),
      text: root.text,
      resolved: root.resolved,
      replies: statements.slice(1),
      marks: statements.map(({ id }) => id),
    });
  }
  return { items, setAside };
}

const blank = {
  kind: "proposal",
  type: "general",
  targets: [],
  operations: [],
  words: "",
  text: "",
  doubt: null,
  resolved: false,
  included: true,
  edited: false,
  answersId: null,
  annotationId: null,
} satisfies Partial<ContributionItem>;

function idOf([first = ""]: readonly string[]): string {
  return first.replace(" ", "-");
}

function order(left: string | null, right: string | null): number {
  return (left ?? "").localeCompare(right ?? "");
}

type Proposal = Pick<ContributionItem, "kind" | "targets" | "operations" | "words" | "doubt" | "text" | "replies">;

/** Turns some changes into a proposal on the version; undefined if they change nothing visible. */
function proposalOf(changes: readonly ReadChange[], marked: MarkedDraft, mapping: TextMapping): Proposal | undefined {
  const steps = clusterOperations(changes, marked);
  if (steps.length === 0) return undefined;
  const words = changes
    .flatMap(({ text, notes = [] }) => [text.trim().replaceAll("\t", " | "), ...notes.map((note) => note.text)])
    .filter(Boolean)
    .join(" … ");
  const proposal = { kind: "proposal" as const, words, text: "", replies: [] };
  if (!changes.every((change) => hasRowPlace(change, marked.text))) {
    return { ...proposal, operations: [], targets: [], doubt: { code: "place-unknown", params: {} } };
  }
  if (steps.every((step) => isOfBlanks(step, marked))) {
    if (readsAlike(marked.draft, applyOperations(marked.draft, steps).draft)) return undefined;
  }
  const [collision] = planProposal(marked.draft, steps).problems;
  if (collision) {
    const doubt = { code: "steps-collide" as const, params: { operation: collision.operation + 1 } };
    return { ...proposal, operations: [], targets: [], doubt };
  }
  const rebased = rebaseOperations(steps, mapping);
  const [problem] = rebased.problems;
  if (problem) {
    const citation = String(problem.params["citation"] ?? "");
    return { ...proposal, operations: [], targets: [], doubt: { code: "words-differ", params: { citation } } };
  }
  const { operations } = rebased;
  return { ...proposal, operations, targets: operationTargets(operations, mapping.revised), doubt: null };
}

/** Returns the changes that other people made inside some changes. */
function innerShares(
  changes: readonly ReadChange[],
  believed: (date: string | null) => string | null,
  proposed: (changes: readonly ReadChange[]) => Proposal | undefined,
): { inner?: InnerShares } {
  const authors = innerAuthors(changes);
  if (authors.length === 0) return {};
  const by = authors.map((author) => ({
    ...{ author, at: believed(innerDate(changes, author)), parts: amendedParts(changes, author) },
  }));
  const remaining = changes.map(withInnerApplied).filter(({ kind, text }) => kind !== "insert" || text !== "");
  const proposal = proposed(remaining);
  if (!proposal) return { inner: { by, applied: null } };
  const { targets, operations, words, doubt } = proposal;
  return { inner: { by, applied: { targets, operations, words, doubt } } };
}

/** Whether an operation replaces text by the same text, whitespace aside. */
function isOfBlanks(step: ProposalOperation, { text }: MarkedDraft): boolean {
  if (step.kind !== "replace" || step.notes) return false;
  const start = text.clauses.find(({ id }) => id === step.start.clause)?.start ?? 0;
  const deletedText = text.text.slice(start + step.start.offset, start + step.end.offset);
  return deletedText.replace(/\s+/gu, "") === textOf(step.content).replace(/\s+/gu, "");
}

/** Whether two drafts with the same clauses differ only in whitespace. */
function readsAlike(left: Node, right: Node): boolean {
  const plain = (node: Node): string => node.textContent.replace(/\s+/gu, " ").trim();
  return left.children.every((node, index) => {
    const counterpart = right.maybeChild(index);
    return node === counterpart || (counterpart !== null && plain(node) === plain(counterpart));
  });
}

/**
 * Groups comments and their replies into threads, in file order. A reply to an unknown comment begins its own thread.
 */
function threadsOf(comments: readonly NamedComment[]): NamedComment[][] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const rootOf = (comment: NamedComment): NamedComment => {
    const seen = new Set<string>();
    let at = comment;
    for (;;) {
      const parent = at.parent === null || seen.has(at.id) ? undefined : byId.get(at.parent);
      if (!parent) return at;
      seen.add(at.id);
      at = parent;
    }
  };
  const threads = new Map<NamedComment, NamedComment[]>();
  for (const comment of comments) {
    const root = rootOf(comment);
    threads.set(root, [...(threads.get(root) ?? []), comment]);
  }
  return [...threads.values()];
}

function placeOf(
  { start, end, isPlaceless }: ReadComment,
  { text }: MarkedDraft,
  mapping: TextMapping,
): Pick<ContributionItem, "targets" | "words" | "doubt"> {
  const words = text.text.slice(start, end);
  if (isPlaceless) return { targets: [], words, doubt: { code: "place-unknown", params: {} } };
  const clause = clauseAt(text.clauses, start);
  const target: Target = start === end && clause ? { kind: "clause", clause: clause.id } : describe(text, start, end);
  const { state, score, targets } = carryForward({ id: "", targets: [target] }, mapping, "");
  if (state === "orphan") return { targets: [], words, doubt: { code: "place-unknown", params: {} } };
  // A comment in a file may be on text that its sender added, so a person checks the clause.
  const isLikely = state === "approximate" || hasOnlyClause(state);
  const doubt = isLikely ? { code: "place-likely" as const, params: { score } } : null;
  return { targets, words, doubt };
}

import type { NewNote, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import {
  noteReferences,
  trackedProposals,
  type HiddenReason,
  type ProposalsInText,
} from "#core/compile/tracked-proposals.ts";

type Step<Kind extends ProposalOperation["kind"]> = Extract<ProposalOperation, { kind: Kind }>;

/**
 * The changes that proposals make inside a clause that stays in position, or to the whole clause. A `Tracker` writes
 * the changes of one proposal in one file format.
 */
export interface ClauseEdits<Tracker> {
  /** Ordered by start. They do not overlap. */
  replaced: { step: Step<"replace">; tracker: Tracker }[];
  relabelled: { step: Step<"relabel">; tracker: Tracker } | null;
  deleted: Tracker | null;
  moved: Move<Tracker> | null;
}

/** A clause's move from one position to another. */
interface Move<Tracker> {
  /** Links the old position with the new one. */
  key: string;
  /** The footnotes that move with it, as they appear at its new position, by the ids of their clauses. */
  notes: ReadonlyMap<string, NewNote>;
  tracker: Tracker;
}

/** A clause that a proposal inserts or moves after another clause. */
export type Follower<Tracker> =
  | { inserted: Step<"insert">["clause"]; notes: readonly NewNote[]; tracker: Tracker }
  | ({ moved: string } & Move<Tracker>);

type Inserted<Tracker> = Extract<Follower<Tracker>, { inserted: unknown }>;

/** Returns the new rows that follow a clause, each with its cells. */
export function newRows<Tracker>(followers: readonly Follower<Tracker>[] = []): Inserted<Tracker>[][] {
  const rows: Inserted<Tracker>[][] = [];
  for (const follower of followers) {
    if (!isCell(follower)) continue;
    const last = rows.at(-1)?.at(-1);
    const continues = last?.tracker === follower.tracker && columnOf(last) < columnOf(follower);
    if (continues) rows.at(-1)?.push(follower);
    else rows.push([follower]);
  }
  return rows;
}

/** Returns the followers of a clause that are not table cells. */
export function withoutRows<Tracker>(followers: readonly Follower<Tracker>[] = []): Follower<Tracker>[] {
  return followers.filter((follower) => !isCell(follower));
}

function isCell<Tracker>(follower: Follower<Tracker>): follower is Inserted<Tracker> {
  return "inserted" in follower && follower.inserted.kind === "cell";
}

/** Returns the column of a new cell, counted from 1. */
export function columnOf<Tracker>({ inserted }: Inserted<Tracker>): number {
  return inserted.column ?? 1;
}

/** The proposals shown in a compilation's text, clause by clause. */
export interface ProposalPlan<Tracker> {
  /** Numbers of the threads that are shown. */
  shown: ReadonlySet<number>;
  /** Reasons why the others are not shown, by thread number. */
  hidden: ReadonlyMap<number, HiddenReason>;
  edits: ReadonlyMap<string, ClauseEdits<Tracker>>;
  /** By the clause they follow, "" for the start of the text. In the order they were proposed. */
  followers: ReadonlyMap<string, Follower<Tracker>[]>;
}

/** A plan without proposals. */
export const noProposals: ProposalPlan<never> = {
  shown: new Set(),
  hidden: new Map(),
  edits: new Map(),
  followers: new Map(),
};

/**
 * Plans the tracked changes of a text. `trackersOf` returns the trackers of a proposal, for changes of words and of
 * whole clauses. `proposals` are those to show, by default all that a new file can show.
 */
export function planProposals<Tracker>(
  compilation: Compilation,
  trackersOf: (thread: CompiledThread) => { ofWords: Tracker; ofWholeClauses: Tracker },
  proposals: ProposalsInText = trackedProposals(compilation),
): ProposalPlan<Tracker> {
  const edits = new Map<string, ClauseEdits<Tracker>>();
  const followers = new Map<string, Follower<Tracker>[]>();
  const editsOf = (clause: string): ClauseEdits<Tracker> => {
    const clauseEdits = edits.get(clause) ?? { replaced: [], relabelled: null, deleted: null, moved: null };
    edits.set(clause, clauseEdits);
    return clauseEdits;
  };
  const follow = (after: string, follower: Follower<Tracker>): void => {
    followers.set(after, [...(followers.get(after) ?? []), follower]);
  };
  const byId = new Map(compilation.clauses.map((clause) => [clause.id, clause]));
  const notesOf = (id: string): ReadonlyMap<string, NewNote> => {
    const clause = byId.get(id);
    return new Map(
      (clause ? noteReferences(clause) : []).flatMap(({ note }) => {
        const footnote = byId.get(note);
        return footnote ? [[note, { label: footnote.label ?? "", content: footnote.content }]] : [];
      }),
    );
  };
  const { shown, hidden } = proposals;
  for (const { thread, operations } of shown) {
    const { ofWords, ofWholeClauses } = trackersOf(thread);
    for (const step of operations) {
      if (step.kind === "replace") editsOf(step.start.clause).replaced.push({ step, tracker: ofWords });
      else if (step.kind === "relabel") editsOf(step.clause).relabelled = { step, tracker: ofWords };
      else if (step.kind === "delete") editsOf(step.clause).deleted = ofWholeClauses;
      else if (step.kind === "insert") {
        follow(step.after, { inserted: step.clause, notes: step.notes ?? [], tracker: ofWholeClauses });
      } else {
        const key = `${String(thread.number)} ${step.clause}`;
        const move = { key, notes: notesOf(step.clause), tracker: ofWholeClauses };
        editsOf(step.clause).moved = move;
        follow(step.after, { moved: step.clause, ...move });
      }
    }
  }
  for (const { replaced } of edits.values()) {
    replaced.sort((left, right) => left.step.start.offset - right.step.start.offset);
  }
  return { shown: new Set(shown.map(({ thread }) => thread.number)), hidden, edits, followers };
}

/** Returns how a clause leaves its position, by deletion or by a move. Null if it stays. */
export function leavingBy<Tracker>(
  edits: ClauseEdits<Tracker> | undefined,
): { kind: "deleted" | "moved-away"; tracker: Tracker } | null {
  if (edits?.deleted) return { kind: "deleted", tracker: edits.deleted };
  return edits?.moved ? { kind: "moved-away", tracker: edits.moved.tracker } : null;
}

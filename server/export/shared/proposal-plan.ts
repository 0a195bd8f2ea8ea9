import type { NewNote, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { noteReferences, trackedProposals, type Undrawn } from "#core/compile/tracked-proposals.ts";

type Step<Kind extends ProposalOperation["kind"]> = Extract<ProposalOperation, { kind: Kind }>;

/**
 * What proposals do inside a clause that keeps its place, or to it as a whole. A `Tracker` writes the changes of one
 * proposal in the way of one form of file.
 */
export interface ClauseEdits<Tracker> {
  /** By where they begin; they do not overlap. */
  replaced: { step: Step<"replace">; tracker: Tracker }[];
  relabelled: { step: Step<"relabel">; tracker: Tracker } | null;
  deleted: Tracker | null;
  moved: Move<Tracker> | null;
}

/** A clause's way from one place to another. */
interface Move<Tracker> {
  /** Pairs the place it leaves with the one it goes to. */
  key: string;
  /** The footnotes it takes along, as they are to stand at its new place, by their clauses' ids. */
  notes: ReadonlyMap<string, NewNote>;
  tracker: Tracker;
}

/** What proposals put after a clause: a new one, or one from elsewhere. */
export type Follower<Tracker> =
  | { inserted: Step<"insert">["clause"]; notes: readonly NewNote[]; tracker: Tracker }
  | ({ moved: string } & Move<Tracker>);

type Inserted<Tracker> = Extract<Follower<Tracker>, { inserted: unknown }>;

/** The rows among what follows a clause, each with its new cells. */
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

/** What follows a clause and is no row. */
export function withoutRows<Tracker>(followers: readonly Follower<Tracker>[] = []): Follower<Tracker>[] {
  return followers.filter((follower) => !isCell(follower));
}

function isCell<Tracker>(follower: Follower<Tracker>): follower is Inserted<Tracker> {
  return "inserted" in follower && follower.inserted.kind === "cell";
}

/** The column of a new cell, counted from 1. */
export function columnOf<Tracker>({ inserted }: Inserted<Tracker>): number {
  return inserted.column ?? 1;
}

/** The proposals of a compilation that are drawn into its text, clause by clause. */
export interface ProposalPlan<Tracker> {
  /** Numbers of the threads that are drawn. */
  drawn: ReadonlySet<number>;
  /** Why others are not, by their threads' numbers. */
  undrawn: ReadonlyMap<number, Undrawn>;
  edits: ReadonlyMap<string, ClauseEdits<Tracker>>;
  /** By the clause they follow, "" for the very front; in the order they were proposed. */
  followers: ReadonlyMap<string, Follower<Tracker>[]>;
}

/** Nothing proposed, or nothing to be drawn. */
export const noProposals: ProposalPlan<never> = {
  drawn: new Set(),
  undrawn: new Map(),
  edits: new Map(),
  followers: new Map(),
};

/** Plans the tracked changes of a text; `trackersOf` gives what writes a proposal's changes of words and of whole clauses. */
export function planProposals<Tracker>(
  compilation: Compilation,
  trackersOf: (thread: CompiledThread) => { ofWords: Tracker; ofWholeClauses: Tracker },
): ProposalPlan<Tracker> {
  const edits = new Map<string, ClauseEdits<Tracker>>();
  const followers = new Map<string, Follower<Tracker>[]>();
  const editsOf = (clause: string): ClauseEdits<Tracker> => {
    const known = edits.get(clause) ?? { replaced: [], relabelled: null, deleted: null, moved: null };
    edits.set(clause, known);
    return known;
  };
  const follow = (after: string, follower: Follower<Tracker>): void => {
    followers.set(after, [...(followers.get(after) ?? []), follower]);
  };
  const byId = new Map(compilation.clauses.map((clause) => [clause.id, clause]));
  const notesOf = (id: string): ReadonlyMap<string, NewNote> => {
    const clause = byId.get(id);
    return new Map(
      (clause ? noteReferences(clause) : []).flatMap(({ note }) => {
        const said = byId.get(note);
        return said ? [[note, { label: said.label ?? "", content: said.content }]] : [];
      }),
    );
  };
  const { drawn, undrawn } = trackedProposals(compilation);
  for (const { thread, operations } of drawn) {
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
    replaced.sort((one, other) => one.step.start.offset - other.step.start.offset);
  }
  return { drawn: new Set(drawn.map(({ thread }) => thread.number)), undrawn, edits, followers };
}

/** What takes a clause from its place, out or elsewhere; null where it stays. */
export function leavingBy<Tracker>(
  edits: ClauseEdits<Tracker> | undefined,
): { kind: "deleted" | "moved-away"; tracker: Tracker } | null {
  if (edits?.deleted) return { kind: "deleted", tracker: edits.deleted };
  return edits?.moved ? { kind: "moved-away", tracker: edits.moved.tracker } : null;
}

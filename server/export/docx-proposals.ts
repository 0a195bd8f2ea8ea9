import type { ProposalOperation } from "#core/annotate/proposal-operation.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { trackedProposals } from "#core/compile/tracked-proposals.ts";
import { ChangeTracker } from "./docx-tracking.ts";
import { sourceName, type ThreadWording } from "./thread-words.ts";

type Step<Kind extends ProposalOperation["kind"]> = Extract<ProposalOperation, { kind: Kind }>;

/** What proposals do inside a clause that keeps its place, or to it as a whole. */
export interface ClauseEdits {
  /** By where they begin; they do not overlap. */
  replaced: { step: Step<"replace">; tracker: ChangeTracker }[];
  relabelled: { step: Step<"relabel">; tracker: ChangeTracker } | null;
  deleted: ChangeTracker | null;
  /** `key` pairs the place it leaves with the one it goes to. */
  moved: { key: string; tracker: ChangeTracker } | null;
}

/** What proposals put after a clause: a new one, or one from elsewhere. */
export type Follower =
  | { inserted: Step<"insert">["clause"]; tracker: ChangeTracker }
  | { moved: string; key: string; tracker: ChangeTracker };

/** The proposals of a compilation that are drawn into its text, clause by clause. */
export interface ProposalPlan {
  /** Numbers of the threads that are drawn. */
  drawn: ReadonlySet<number>;
  edits: ReadonlyMap<string, ClauseEdits>;
  /** By the clause they follow, "" for the very front; in the order they were proposed. */
  followers: ReadonlyMap<string, Follower[]>;
}

/** Nothing proposed, or nothing to be drawn. */
export const noProposals: ProposalPlan = { drawn: new Set(), edits: new Map(), followers: new Map() };

/** Plans the tracked changes of a text, each under the name of who proposes it and the day it was proposed. */
export function planProposals(compilation: Compilation, wording: ThreadWording): ProposalPlan {
  const edits = new Map<string, ClauseEdits>();
  const followers = new Map<string, Follower[]>();
  const file = { next: 1, moveNames: new Map<string, string>() };
  const editsOf = (clause: string): ClauseEdits => {
    const known = edits.get(clause) ?? { replaced: [], relabelled: null, deleted: null, moved: null };
    edits.set(clause, known);
    return known;
  };
  const follow = (after: string, follower: Follower): void => {
    followers.set(after, [...(followers.get(after) ?? []), follower]);
  };
  const proposals = trackedProposals(compilation);
  for (const { thread, operations } of proposals) {
    const tracker = new ChangeTracker(sourceName(thread.source, wording), thread.createdAt.slice(0, 10), file);
    for (const step of operations) {
      if (step.kind === "replace") editsOf(step.start.clause).replaced.push({ step, tracker });
      else if (step.kind === "relabel") editsOf(step.clause).relabelled = { step, tracker };
      else if (step.kind === "delete") editsOf(step.clause).deleted = tracker.ofWholeClauses;
      else if (step.kind === "insert") follow(step.after, { inserted: step.clause, tracker: tracker.ofWholeClauses });
      else {
        const key = `${String(thread.number)} ${step.clause}`;
        editsOf(step.clause).moved = { key, tracker: tracker.ofWholeClauses };
        follow(step.after, { moved: step.clause, key, tracker: tracker.ofWholeClauses });
      }
    }
  }
  for (const { replaced } of edits.values()) {
    replaced.sort((one, other) => one.step.start.offset - other.step.start.offset);
  }
  return { drawn: new Set(proposals.map(({ thread }) => thread.number)), edits, followers };
}

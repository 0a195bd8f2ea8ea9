import * as z from "zod";
import { CommentType, Standing } from "#core/discuss/annotation.ts";
import {
  CompiledDisposition,
  CompiledReply,
  type Compilation,
  type CompiledThread,
  Origin,
  Wording,
} from "#core/compile/compilation.ts";
import { Placement } from "#core/place/placement.ts";
import { ClauseKind } from "#core/text/clause-kind.ts";

/** A row of the comment form used by ISO, IEC and CEN: one for each comment or proposal. */
export const CommentRow = z.object({
  number: z.int().positive(),
  /** Short names of all who say it, joined by ", "; the person's name where none; null where not shown. */
  source: z.string().nullable(),
  /** The clause it speaks of; for an orphan, where it stood. Null for a remark on the whole document ("General"). */
  clause: z.string().nullable(),
  /** What that clause is ("Paragraph/Figure/Table/Note"); null where it speaks of the whole document or is an orphan. */
  element: ClauseKind.nullable(),
  /** Printed as ge, te or ed: `say({ code: "type-code-" + type })`. */
  type: CommentType,
  /** The comment or justification; null where it may not be shown. */
  comment: z.string().nullable(),
  /** The words it speaks of, as they stood; "" where it speaks of whole clauses. */
  quote: z.string(),
  /** What is proposed, a step each; empty for a comment. */
  proposedChange: z.array(Wording),
  /** The secretariat's observation; null where nothing was decided. */
  disposition: CompiledDisposition.nullable(),
  standing: Standing,
  standingReason: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  placement: Placement.pick({ state: true, score: true, reason: true }),
  origin: Origin,
  replies: z.array(CompiledReply),
});
export type CommentRow = z.infer<typeof CommentRow>;

/** The rows of a compilation, in its order: remarks on the whole, clause by clause, what lost its place. */
export function commentRows(compilation: Compilation): CommentRow[] {
  return [
    ...compilation.general.map((thread) => row(thread, null, null)),
    ...compilation.clauses.flatMap(({ citation, kind, threads }) =>
      threads.map((thread) => row(thread, citation, kind)),
    ),
    ...compilation.orphans.map((thread) => row(thread, thread.origin.citations.join(", ") || null, null)),
  ];
}

function row(thread: CompiledThread, clause: string | null, element: ClauseKind | null): CommentRow {
  const { source } = thread;
  return {
    number: thread.number,
    source: source && (source.organisations.map(({ shortName }) => shortName).join(", ") || source.name),
    clause,
    element,
    type: thread.type,
    comment: thread.text,
    quote: thread.origin.quotes.join(" […] "),
    proposedChange: thread.proposedChange,
    disposition: thread.disposition,
    standing: thread.standing,
    standingReason: thread.standingReason,
    createdAt: thread.createdAt,
    placement: thread.placement,
    origin: thread.origin,
    replies: thread.replies,
  };
}

import type { Node } from "prosemirror-model";
import type {
  Compilation,
  CompiledDecision,
  CompiledReply,
  CompiledThread,
  Origin,
  Place,
  Source,
  SourcesShown,
} from "#core/compile/compilation.ts";
import { wordProposal } from "#core/compile/word-proposal.ts";
import { type Annotation, inOrder, type Standing } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import type { Decision } from "#core/outcome/decision.ts";
import { groupedPositions, holderPositions } from "#core/outcome/holder-position.ts";
import type { Placement } from "#core/place/placement.ts";
import { withRowsJoined } from "#core/propose/proposal-segment.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";

/** The version an annotation was made on. */
export interface ThreadOrigin {
  version: Version;
  address: string;
  /** Both are null if the stored text is damaged. */
  draft: Node | null;
  text: VersionText | null;
  /** Whether this is the compiled version. */
  here: boolean;
}

/** The decision currently in force, with the draft that shows it. */
export type ShownDecision = Omit<Decision, "shownIn"> & Pick<CompiledDecision, "shownIn">;

interface Statement {
  speaker: Speaker;
  text: string;
  standing: Standing;
  standingReason: string | null;
  createdAt: string;
  editedAt: string | null;
}

/**
 * Compiles one annotation into a thread. Includes the text only while the annotation is open, and the source only if
 * sources are shown.
 */
export function compileThread(
  entry: {
    annotation: Annotation;
    placement: Placement;
    replies: readonly Reply[];
    places: Place[];
    rebased?: readonly ProposalOperation[] | null;
    decision?: ShownDecision | null;
    late?: boolean;
    change?: CompiledThread["change"];
    outcomeText?: CompiledThread["outcomeText"];
  },
  origin: ThreadOrigin,
  sources: SourcesShown,
  number: number,
): CompiledThread {
  const { annotation, placement, places } = entry;
  const { operations } = annotation;
  const proposes = annotation.standing === "open" && operations.length > 0;
  const made = origin.draft && origin.text && { draft: origin.draft, text: origin.text };
  const operationsHere = origin.here ? operations : (entry.rebased ?? null);
  return {
    ...compiledStatement(annotation, sources),
    number,
    id: sources === "shown" ? annotation.id : null,
    kind: annotation.kind,
    type: annotation.type,
    visibility: annotation.visibility,
    origin: originOf(annotation, origin),
    change: entry.change ?? null,
    late: entry.late ?? false,
    resolved: annotation.resolved,
    ...(sources === "shown" && annotation.importedFrom && { importedFrom: annotation.importedFrom }),
    placement: {
      state: placement.state,
      score: placement.score,
      reason: placement.reason,
      ...(placement.gone && { gone: true }),
    },
    targets: placement.targets,
    places,
    proposal: proposes && made ? withRowsJoined(proposedClauses(made.draft, made.text, operations)) : [],
    proposedChange: proposes && made ? wordProposal(made.draft, operations) : [],
    operations: proposes && operationsHere ? [...operationsHere] : null,
    replies: inOrder(entry.replies).map((reply): CompiledReply => ({
      ...compiledStatement(reply, sources),
      position: reply.standing === "open" ? reply.position : null,
      ...(reply.standing === "open" && reply.amendment && { amendment: reply.amendment }),
      ...(reply.id === entry.decision?.amendedBy && { accepted: true as const }),
    })),
    positions: groupedPositions(holderPositions(entry.replies)).map(({ position, holders }) => ({
      position,
      holders: sources === "shown" ? holders.map(({ name }) => name) : [],
    })),
    decision: entry.decision ? compiledDecision(entry.decision) : null,
    ...(entry.outcomeText && { outcomeText: entry.outcomeText }),
  };
}

function compiledDecision({ outcome, reason, at, by, shownIn }: ShownDecision): CompiledDecision {
  return { outcome, reason, at, capacity: by.capacity, shownIn, mergedWith: null };
}

function compiledStatement(statement: Statement, sources: SourcesShown) {
  const { speaker, text, standing, standingReason, createdAt, editedAt } = statement;
  return {
    source: sources === "shown" && standing !== "erased" ? sourceOf(speaker) : null,
    text: standing === "open" ? text : null,
    standing,
    standingReason,
    createdAt,
    editedAt,
  };
}

function sourceOf({ name, capacity, group, organisation, jointly }: Speaker): Source {
  return {
    name,
    capacity,
    group,
    organisations: [...(organisation ? [organisation] : []), ...jointly].map((signatory) => ({
      id: signatory.id,
      name: signatory.name,
      shortName: signatory.shortName,
    })),
  };
}

function originOf({ targets }: Annotation, { version, address, text, here }: ThreadOrigin): Origin {
  const citations = targets.flatMap((target) => {
    const clause = clauseOfTarget(target);
    return clause === undefined || !text ? [] : (clauseById(text, clause)?.citation ?? []);
  });
  return {
    versionId: version.id,
    address,
    round: version.round,
    label: version.label,
    date: version.date,
    language: version.language,
    here,
    citations: [...new Set(citations)],
    quotes: targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : [])),
  };
}

/** All the threads of one source: an organisation, several organisations jointly, or a person without one. */
export interface SourceThreads {
  /** As in the first of the threads. Null for erased annotations, whose source is not shown. */
  source: Source | null;
  /** In the order of the compilation. */
  threads: CompiledThread[];
}

/**
 * Groups the threads of a compilation by source. Organisations that co-sign form a source of their own, separate from
 * each of them alone. Sources are sorted by name; threads without a source come last.
 */
export function threadsBySource(compilation: Compilation): SourceThreads[] {
  const groups = new Map<string, SourceThreads>();
  const all = [
    ...compilation.general,
    ...compilation.clauses.flatMap(({ threads }) => threads),
    ...compilation.orphans,
  ];
  for (const thread of all) {
    const key = keyOf(thread.source);
    const group = groups.get(key) ?? { source: thread.source, threads: [] };
    groups.set(key, group);
    group.threads.push(thread);
  }
  return [...groups.values()].sort((left, right) => compareNames(nameOf(left.source), nameOf(right.source)));
}

function keyOf(source: Source | null): string {
  if (!source) return "";
  const ids = source.organisations.map(({ id }) => id).sort();
  return JSON.stringify(ids.length > 0 ? ids : [source.name]);
}

function nameOf(source: Source | null): string | null {
  if (!source) return null;
  return source.organisations.map(({ shortName }) => shortName).join(", ") || source.name;
}

function compareNames(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left < right ? -1 : Number(left > right);
}

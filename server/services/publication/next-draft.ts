import type { Node } from "prosemirror-model";
import type { Actor } from "#core/access/permissions.ts";
import { CompiledClause } from "#core/compile/compilation.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { PrepareQuery, Preview } from "#core/contract/version-operations.ts";
import type { RebasedProposal, WorkingText } from "#core/contract/working-text-operations.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import { inclusionOf } from "#core/outcome/decision.ts";
import { applyProposals } from "#core/propose/apply-proposals.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import { footnotesOf } from "#core/text/clause.ts";
import { nameClauses } from "#core/text/citations/citation.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { Version } from "#core/text/version.ts";
import { decidedOperations } from "../annotations/open-amendments.ts";
import { placingMapping } from "../annotations/placement.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { visibleAnnotation } from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { buildPreview, readSubmitted } from "./preview.ts";
import { keepDraft } from "./upload.ts";

/**
 * Returns a published version with proposals applied to it. These are the named proposals, or by default all accepted
 * ones that no version shows yet. Each is first rebased to the version, and has the wording of the amendment with which
 * it was accepted. Nothing is stored.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state
 */
export async function getWorkingText(
  context: Context,
  actor: Actor,
  input: { version: string; proposals?: readonly string[] | undefined },
  signal: AbortSignal | null,
): Promise<WorkingText> {
  authorise(actor, "prepare-version");
  const { found, submitted } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { found, submitted: await readSubmitted(context, reader, actor, found) };
  });
  const { version } = found;
  if (version.state !== "published") throw new ProblemError("wrong-state", { state: version.state });
  const chosen = chosenProposals(submitted.threads, input.proposals);
  const compared = comparerOnce(context, signal);
  const rebased = await Promise.all(
    chosen.map(async (thread): Promise<RebasedProposal> => {
      const operations = decidedOperations(submitted.viewer, thread);
      if (operations) return rebasedTo({ ...thread.annotation, operations }, submitted.line, compared);
      return { operations: [], problems: [{ operation: 0, code: "amendment-gone", params: {} }] };
    }),
  );
  const fitting = chosen.flatMap(({ annotation: { id } }, index) => {
    const proposal = rebased[index];
    return proposal?.problems.length === 0 ? [{ id, operations: proposal.operations }] : [];
  });
  const content = await loadContent(context, version);
  const result = applyProposals(content, fitting);
  return {
    base: version.id,
    proposals: chosen.map(({ annotation, decision }, index) => ({
      annotation: visibleAnnotation(submitted.viewer, annotation),
      outcome: decision?.current?.outcome ?? null,
      amendedBy: decision?.current?.amendedBy ?? null,
      taken: result.applied.includes(annotation.id),
      rebased: rebased[index] ?? { operations: [], problems: [] },
      collisions: [...(result.collisions.get(annotation.id) ?? [])],
    })),
    draft: result.draft.toJSON() as Record<string, unknown>,
    changes: proposedClauses(content.draft, content.text, result.operations),
  };
}

function chosenProposals(threads: readonly KeptThread[], named: readonly string[] | undefined): KeptThread[] {
  const proposals = threads.filter(({ annotation }) => hasOperations(annotation));
  if (named === undefined) {
    return proposals.filter(({ decision }) => inclusionOf(decision?.current ?? null) === "by-default");
  }
  const unknown = named.findIndex((id) => !proposals.some(({ annotation }) => annotation.id === id));
  if (unknown !== -1) {
    const wrong = fieldProblem(["query", "proposals", unknown], "annotation-unknown");
    throw new ProblemError("invalid-request", {}, [wrong]);
  }
  return proposals.filter(({ annotation }) => named.includes(annotation.id));
}

/** Rebases a proposal to the last version of a line. */
async function rebasedTo(
  annotation: Annotation,
  line: readonly Version[],
  compared: Comparer,
): Promise<RebasedProposal> {
  const { operations, versionId } = annotation;
  if (versionId === line.at(-1)?.id) return { operations, problems: [] };
  return rebaseOperations(operations, await placingMapping(annotation, line, compared));
}

/**
 * Stores a working text as the next version, unpublished, and returns the preview of publishing it, as for an uploaded
 * file. Its language is that of the version it is based on.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, already-published
 */
export async function prepareWorkingText(
  context: Context,
  actor: Actor,
  input: { version: string; draft: Record<string, unknown>; proposals?: readonly string[] } & Pick<
    PrepareQuery,
    "round" | "label" | "date"
  >,
): Promise<Preview> {
  authorise(actor, "prepare-version");
  const base = await context.store.read((reader) => findVersion(reader, actor, input.version));
  if (base.version.state !== "published") throw new ProblemError("wrong-state", { state: base.version.state });
  const draft = JSON.stringify(readWorkingText(input.draft, base.version.language).toJSON());
  const { round, label, date, proposals = [] } = input;
  await checkProposals(context, actor, base, proposals);
  const kept = await keepDraft(context, actor, base, {
    ...(await context.files.describeDraft(draft)),
    draft,
    round,
    label,
    date,
    notices: [],
    source: {
      fileName: `${base.document.id}.${round}.json`,
      format: "working-text",
      proposals: [...proposals],
      bytes: new TextEncoder().encode(draft),
    },
  });
  const submitted = await context.store.read((reader) => readSubmitted(context, reader, actor, kept));
  return buildPreview(context, kept, submitted, null);
}

/**
 * @throws ProblemError invalid-request if one is not an open, submitted proposal on the base version or an earlier one
 */
async function checkProposals(
  context: Context,
  actor: Actor,
  base: FoundVersion,
  proposals: readonly string[],
): Promise<void> {
  if (proposals.length === 0) return;
  const { threads } = await context.store.read((reader) => readSubmitted(context, reader, actor, base));
  const proposalIds = new Set(
    threads.filter(({ annotation }) => hasOperations(annotation)).map(({ annotation }) => annotation.id),
  );
  const unknown = proposals.findIndex((id) => !proposalIds.has(id));
  if (unknown !== -1) {
    throw new ProblemError("invalid-request", {}, [fieldProblem(["body", "proposals", unknown], "annotation-unknown")]);
  }
}

/**
 * Parses a draft from a request. Rejects as not a draft:
 *
 * - content that the schema does not allow, that has no clause, or that is in another language than the base;
 * - two clauses with the same id, or a cell without its position in a table;
 * - a reference to a missing footnote.
 * @throws ProblemError invalid-request
 */
function readWorkingText(json: Record<string, unknown>, language: string): Node {
  try {
    const draft = parseDraft(json);
    if (isWhole(draft) && draft.attrs["language"] === language) return nameClauses(draft);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalidField("draft", "not-a-draft");
}

function isWhole(draft: Node): boolean {
  const clauses = draft.children;
  const notes = new Set(
    clauses.filter(({ attrs }) => attrs["kind"] === "footnote").map(({ attrs }) => String(attrs["id"])),
  );
  return (
    clauses.length > 0 &&
    clauses.every(({ attrs }) => TablePlace.safeParse(attrs["table"]).success) &&
    clauses.every(({ attrs }) => (attrs["kind"] === "cell") === (attrs["table"] !== null)) &&
    [...footnotesOf(clauses.flatMap((clause) => clause.children))].every((id) => notes.has(id))
  );
}

/** A cell's position in its table; null for other clauses. */
const TablePlace = CompiledClause.shape.table;

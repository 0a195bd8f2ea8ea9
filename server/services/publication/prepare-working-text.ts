import type { Node } from "prosemirror-model";
import type { Actor } from "#core/access/permissions.ts";
import { footnotesOf } from "#core/text/clause-block.ts";
import { CompiledClause } from "#core/compile/compilation.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { PrepareQuery, Preview } from "#core/contract/version-operations.ts";
import { nameClauses } from "#core/text/name-clauses.ts";
import { parseDraft } from "#core/text/schema.ts";
import { authorise } from "../kernel/authorise.ts";
import { buildPreview, readSubmitted } from "./build-preview.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { invalidField } from "../kernel/invalid-field.ts";
import { keepDraft } from "./keep-draft.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Keeps a draft that was worked out here as the next version, unpublished, and answers with what publishing it would do,
 * as for one that was read from a file. Its language is that of the version it was made of.
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
  const draft = readWorkingText(input.draft, base.version.language);
  const { round, label, date, proposals = [] } = input;
  await checkProposals(context, actor, base, proposals);
  const kept = await keepDraft(context, actor, base, {
    draft,
    round,
    label,
    date,
    notices: [],
    source: {
      fileName: `${base.document.id}.${round}.json`,
      format: "working-text",
      proposals: [...proposals],
      bytes: new TextEncoder().encode(JSON.stringify(draft.toJSON())),
    },
  });
  const submitted = await context.store.read((reader) => readSubmitted(context, reader, actor, kept));
  return buildPreview(context, kept, submitted);
}

/** @throws ProblemError invalid-request where one is no proposal of the document that was submitted */
async function checkProposals(
  context: Context,
  actor: Actor,
  base: FoundVersion,
  proposals: readonly string[],
): Promise<void> {
  if (proposals.length === 0) return;
  const { threads } = await context.store.read((reader) => readSubmitted(context, reader, actor, base));
  const known = new Set(
    threads.filter(({ annotation }) => annotation.kind === "proposal").map(({ annotation }) => annotation.id),
  );
  const unknown = proposals.findIndex((id) => !known.has(id));
  if (unknown !== -1) {
    throw new ProblemError("invalid-request", {}, [fieldProblem(["body", "proposals", unknown], "annotation-unknown")]);
  }
}

/**
 * What was sent as a draft. Refused, as no draft:
 *
 * - what the schema does not allow, what has no clause, and what is in another language than the base;
 * - two clauses of one id; a cell that does not say where in its table it stands;
 * - a reference that leads to no footnote.
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

/** Where a cell stands; null for what is no cell. */
const TablePlace = CompiledClause.shape.table;

import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewDecision } from "#core/contract/decision-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { revise, previousStatement } from "#core/discuss/revisable.ts";
import { type Decision, type DecisionRecord, decisionOutcomes } from "#core/outcome/decision.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { findAnnotation, type FoundAnnotation } from "../annotations/find-annotation.ts";
import { openAmendments } from "../annotations/open-amendments.ts";
import { presentAnnotation } from "../annotations/present-annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { decisionEvent } from "../kernel/events.ts";
import { checkOpen, checkRevision, invalidField, ProblemError, unsaved } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { versionAmong } from "../versions/find-version.ts";
import { earlierOf } from "../versions/version-order.ts";

/**
 * Records or revises the decision on a submitted, open annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function decideAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string } & NewDecision,
): Promise<PlacedAnnotation> {
  return changeDecision(context, actor, input, (found, writer) =>
    newDecision(context, writer, actor, { found, input }),
  );
}

/**
 * Returns a decision of the actor on an annotation, without storing it.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function newDecision(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  { found, input }: { found: FoundAnnotation; input: Omit<NewDecision, "revision"> },
): Promise<Decision> {
  const { outcome, reason, mergedWith, amendedBy = null } = input;
  return {
    outcome,
    mergedWith,
    ...(amendedBy !== null && { amendedBy }),
    reason,
    shownIn: await checkDecision(reader, found, input),
    by: await freezeSpeaker(reader, actor, {}),
    at: context.now().toISOString(),
  };
}

/** The parts of a found annotation by which a decision on it is checked. */
export type Decidable = Pick<
  FoundAnnotation,
  "document" | "version" | "versions" | "viewer" | "annotation" | "replies"
>;

/**
 * Checks a decision on an annotation. Returns the id of the version in which it shows, or null.
 * @throws ProblemError invalid-request
 */
export async function checkDecision(
  reader: Reader,
  found: Decidable,
  input: Omit<NewDecision, "revision">,
): Promise<string | null> {
  if (decisionOutcomes[input.outcome].needsReason && input.reason === "")
    throw invalidField("reason", "outcome-without-reason");
  await checkMerging(reader, found.annotation, input);
  checkAmendment(found, input);
  return shownIn(found, input.shownIn);
}

/**
 * Revokes the decision on an annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function revokeDecision(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: number },
): Promise<PlacedAnnotation> {
  return changeDecision(context, actor, input, ({ decision }) => {
    if (!decision?.current) throw new ProblemError("wrong-state", { state: "undecided" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a decision. This restores the previous decision with its author and text.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoDecision(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: number },
): Promise<PlacedAnnotation> {
  return changeDecision(context, actor, input, ({ decision }) => {
    if (!decision) throw new ProblemError("wrong-state", { state: "undecided" });
    return Promise.resolve(previousStatement(decision));
  });
}

async function changeDecision(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: number },
  decided: (found: FoundAnnotation, writer: Writer) => Promise<Decision | null>,
): Promise<PlacedAnnotation> {
  authorise(actor, "decide");
  const found = await context.store.transact(async (writer) => {
    const found = await findAnnotation(context, writer, actor, input.annotation);
    const { annotation, decision: before } = found;
    if (annotation.visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
    checkOpen(annotation);
    checkRevision(before ?? unsaved, input);
    const next = await decided(found, writer);
    return { ...found, decision: await storeDecision(context, writer, actor, { annotation, before, next }) };
  });
  return presentAnnotation(context, found);
}

/**
 * Stores the next decision on an annotation, or that there is none. The caller checks it.
 * @param changeId shared by the decisions of one act, which are mailed together
 */
export async function storeDecision(
  { now }: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  {
    annotation: { id, documentId },
    before,
    next,
    changeId,
  }: {
    annotation: Pick<Annotation, "id" | "documentId">;
    before: DecisionRecord | null;
    next: Decision | null;
    changeId?: string;
  },
): Promise<DecisionRecord> {
  const at = now().toISOString();
  const after: DecisionRecord = { id, documentId, ...revise(before, next, at) };
  await writer.put("dispositions", after);
  await writer.append({ ...decisionEvent(actor, before, after, at), ...(changeId !== undefined && { changeId }) });
  return after;
}

/**
 * Checks `mergedWith`, which is required if the outcome names another annotation and not allowed otherwise. It must be a
 * submitted annotation of the same document. Following merges from there must not lead back to this annotation.
 * @throws ProblemError invalid-request
 */
async function checkMerging(
  reader: Reader,
  annotation: Annotation,
  { outcome, mergedWith }: Pick<NewDecision, "outcome" | "mergedWith">,
): Promise<void> {
  if (decisionOutcomes[outcome].namesAnother !== (mergedWith !== null)) {
    throw invalidField("mergedWith", "merged-with-and-outcome-differ");
  }
  if (mergedWith === null) return;
  const mergeTarget = await reader.get("annotations", mergedWith);
  if (mergeTarget?.visibility !== "submitted" || mergeTarget.documentId !== annotation.documentId) {
    throw invalidField("mergedWith", "annotation-unknown");
  }
  const passed = new Set<string>();
  for (let id: string | null = mergedWith; id !== null && !passed.has(id);) {
    if (id === annotation.id) throw invalidField("mergedWith", "merged-with-itself");
    passed.add(id);
    id = (await reader.get("dispositions", id))?.current?.mergedWith ?? null;
  }
}

/**
 * Checks `amendedBy`: only a decision that takes the proposal up may name an amendment, and only one that is open and
 * that everybody who sees the proposal may see.
 * @throws ProblemError invalid-request
 */
function checkAmendment(
  { viewer, annotation, replies }: Decidable,
  { outcome, amendedBy = null }: Pick<NewDecision, "outcome" | "amendedBy">,
): void {
  if (amendedBy === null) return;
  if (!decisionOutcomes[outcome].takesUp) throw invalidField("amendedBy", "amended-by-and-outcome-differ");
  const open = openAmendments(viewer, annotation, replies);
  if (!open.some(({ reply }) => reply.id === amendedBy)) throw invalidField("amendedBy", "amendment-unknown");
}

/**
 * Resolves the version in which a decision shows. It must be a public version of the same document and not earlier than
 * the annotation's own.
 * @throws ProblemError invalid-request
 */
function shownIn({ document, version: home, versions }: Decidable, named: string | null): string | null {
  if (named === null) return null;
  const version = versionAmong(document.id, versions, named);
  if (!version || version.state === "prepared") {
    throw invalidField("shownIn", "version-unknown");
  }
  if (earlierOf(home, versions).some(({ id }) => id === version.id)) {
    throw invalidField("shownIn", "version-before-annotation");
  }
  return version.id;
}

/**
 * Records, when a version made from proposals is published, that the decisions on these proposals show in it. This
 * applies to decisions that accept a proposal, wholly or in part, and show in no version yet. Their authors and other
 * fields do not change.
 */
export async function showDecisions(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  version: Version,
): Promise<void> {
  const { id } = version;
  await changeShownIn(context, actor, writer, {
    version,
    next: ({ outcome, shownIn }) => (shownIn === null && decisionOutcomes[outcome].takesUp ? id : undefined),
  });
}

/** Reverses `showDecisions` when the version is withdrawn. Decisions that show in it then show in no version. */
export async function hideDecisions(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  version: Version,
): Promise<void> {
  const { id } = version;
  await changeShownIn(context, actor, writer, {
    version,
    next: ({ shownIn }) => (shownIn === id ? null : undefined),
  });
}

/**
 * Changes the version in which the decisions on the proposals behind a version show. `next` returns the new version id,
 * or undefined to leave a decision unchanged.
 */
async function changeShownIn(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { version, next }: { version: Version; next: (decision: Decision) => string | null | undefined },
): Promise<void> {
  for (const proposal of new Set(version.source.proposals)) {
    const before = await writer.get("dispositions", proposal);
    const shownIn = before?.current ? next(before.current) : undefined;
    if (!before?.current || shownIn === undefined) continue;
    await storeDecision(context, writer, actor, { annotation: before, before, next: { ...before.current, shownIn } });
  }
}

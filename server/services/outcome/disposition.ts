import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewDecision } from "#core/contract/disposition-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { revise, saidBefore } from "#core/discuss/revisable.ts";
import { type Decision, type Disposition, needsReason } from "#core/outcome/disposition.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { findAnnotation, type FoundAnnotation } from "../annotations/find-annotation.ts";
import { showAtHome } from "../annotations/present-annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { dispositionEvent } from "../kernel/events.ts";
import { checkOpen, checkRevision, invalidField, ProblemError, unsaid } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { versionAmong } from "../versions/find-version.ts";
import { earlierOf } from "../versions/version-order.ts";

/**
 * Decides on an annotation that was submitted and stands, or revises what was decided.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function decideAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string } & NewDecision,
): Promise<PlacedAnnotation> {
  return changeDisposition(context, actor, input, async (found, writer) => {
    const { outcome, reason, mergedWith } = input;
    if (needsReason(outcome) && reason === "") throw invalidField("reason", "outcome-without-reason");
    await checkMerging(writer, found.annotation, input);
    return {
      outcome,
      mergedWith,
      reason,
      shownIn: shownIn(found, input.shownIn),
      by: await freezeSpeaker(writer, actor, {}),
      at: context.now().toISOString(),
    };
  });
}

/**
 * Takes the decision on an annotation back.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function revokeDecision(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: number },
): Promise<PlacedAnnotation> {
  return changeDisposition(context, actor, input, ({ disposition }) => {
    if (!disposition?.current) throw new ProblemError("wrong-state", { state: "undecided" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a decision: what held before holds again, in the words of whoever decided it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoDecision(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: number },
): Promise<PlacedAnnotation> {
  return changeDisposition(context, actor, input, ({ disposition }) => {
    if (!disposition) throw new ProblemError("wrong-state", { state: "undecided" });
    return Promise.resolve(saidBefore(disposition));
  });
}

async function changeDisposition(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: number },
  next: (found: FoundAnnotation, writer: Writer) => Promise<Decision | null>,
): Promise<PlacedAnnotation> {
  authorise(actor, "decide");
  const found = await context.store.transact(async (writer) => {
    const found = await findAnnotation(context, writer, actor, input.annotation);
    const { annotation, disposition: before } = found;
    if (annotation.visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
    checkOpen(annotation);
    checkRevision(before ?? unsaid, input);
    const at = context.now().toISOString();
    const { id, documentId } = annotation;
    const after: Disposition = { id, documentId, ...revise(before, await next(found, writer), at) };
    await writer.put("dispositions", after);
    await writer.append(dispositionEvent(actor, before, after, at));
    return { ...found, disposition: after };
  });
  return showAtHome(context, found);
}

/**
 * Merged names the one it is merged with, and nothing else does: another annotation of the document that was submitted,
 * and that is not itself, over however many steps, merged with this one.
 */
async function checkMerging(
  reader: Reader,
  annotation: Annotation,
  { outcome, mergedWith }: NewDecision,
): Promise<void> {
  if ((outcome === "merged") !== (mergedWith !== null)) {
    throw invalidField("mergedWith", "merged-with-and-outcome-differ");
  }
  if (mergedWith === null) return;
  const other = await reader.get("annotations", mergedWith);
  if (other?.visibility !== "submitted" || other.documentId !== annotation.documentId) {
    throw invalidField("mergedWith", "annotation-unknown");
  }
  const passed = new Set<string>();
  for (let id: string | null = mergedWith; id !== null && !passed.has(id);) {
    if (id === annotation.id) throw invalidField("mergedWith", "merged-with-itself");
    passed.add(id);
    id = (await reader.get("dispositions", id))?.current?.mergedWith ?? null;
  }
}

/** Where a decision shows: a version all may read, of the same document, that did not come before the annotation. */
function shownIn({ document, version: home, versions }: FoundAnnotation, named: string | null): string | null {
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
 * A working text is published: the decisions that accepted what it took in, and show in no version yet, show in it. They
 * stay as they were taken and by whom; on what was not accepted nothing is said.
 */
export async function showDecisions(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { id, source }: Version,
): Promise<void> {
  await changeDecisions(context, actor, writer, source, ({ outcome, shownIn }) =>
    shownIn === null && (outcome === "accepted" || outcome === "accepted-in-part") ? id : undefined,
  );
}

/** The working text is withdrawn: what was shown in it since it was published shows in no version again. */
export async function unshowDecisions(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { id, source }: Version,
): Promise<void> {
  await changeDecisions(context, actor, writer, source, ({ shownIn }) => (shownIn === id ? null : undefined));
}

async function changeDecisions(
  { now }: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { proposals = [] }: Version["source"],
  /** Where a decision is to show; undefined where it stays as it is. */
  next: (decision: Decision) => string | null | undefined,
): Promise<void> {
  const at = now().toISOString();
  for (const proposal of new Set(proposals)) {
    const before = await writer.get("dispositions", proposal);
    const shownIn = before?.current ? next(before.current) : undefined;
    if (!before?.current || shownIn === undefined) continue;
    const { id, documentId } = before;
    const after = { id, documentId, ...revise(before, { ...before.current, shownIn }, at) };
    await writer.put("dispositions", after);
    await writer.append(dispositionEvent(actor, before, after, at));
  }
}

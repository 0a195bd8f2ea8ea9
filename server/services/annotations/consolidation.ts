import { type Actor, represents } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Consolidation } from "#core/contract/circle-operations.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { invalidField } from "../kernel/problem.ts";
import { makeAnnotation } from "./annotation.ts";
import { storeAnnotation } from "./store-thread.ts";

/**
 * Consolidates drafts by members of the actor's organisation on one version into one annotation in its name. The drafts
 * remain visible to those who could read them. They cannot be edited unless the consolidated annotation is withdrawn.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, target-not-in-version,
 *   proposal-not-applicable, wrong-state, already-exists
 */
export async function consolidateDrafts(
  context: Context,
  actor: Actor,
  { drafts, ...input }: { version: string } & Consolidation,
): Promise<PlacedAnnotation> {
  authorise(actor, "consolidate");
  return makeAnnotation(context, actor, { ...input, capacity: "organisation" }, async (writer, created) => {
    for (const id of new Set(drafts)) {
      const { annotation: draft } = await findAnnotation(context, writer, actor, id);
      if (!isOwnDraft(actor, draft, created)) throw invalidField("drafts", "draft-unknown", { draft: id });
      await storeDraft(context, writer, actor, {
        kind: "annotation-consolidated",
        before: draft,
        consolidatedInto: created.id,
      });
    }
  });
}

/** Releases the drafts behind a consolidated annotation when it is withdrawn, so that they can be edited again. */
export async function releaseDrafts(
  context: Context,
  writer: Writer,
  actor: Actor,
  consolidated: string,
): Promise<void> {
  for (const draft of await writer.list("annotations", { consolidatedInto: consolidated })) {
    await storeDraft(context, writer, actor, {
      kind: "annotation-released",
      before: draft,
      consolidatedInto: null,
    });
  }
}

function isOwnDraft(actor: Actor, draft: Annotation, consolidated: Annotation): boolean {
  return (
    draft.versionId === consolidated.versionId &&
    represents(actor, draft.speaker.organisation?.id) &&
    (draft.visibility === "organisation" || draft.visibility === "circle") &&
    draft.standing === "open" &&
    !draft.consolidatedInto
  );
}

async function storeDraft(
  context: Context,
  writer: Writer,
  actor: Actor,
  {
    kind,
    before,
    consolidatedInto,
  }: {
    kind: "annotation-consolidated" | "annotation-released";
    before: Annotation;
    consolidatedInto: string | null;
  },
): Promise<void> {
  const after: Annotation = { ...before, consolidatedInto, revision: context.newRevision() };
  await storeAnnotation(context, writer, actor, { kind, before, after });
}

import { can } from "#core/access/permissions.ts";
import { type Annotation, kindWith } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Consolidation } from "#core/contract/circle-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { actorOf } from "../api/actor.ts";

/**
 * Returns the drafts on a version that a coordinator can consolidate: those of their organisation that are shared and
 * not yet consolidated.
 */
export function consolidatable(
  annotations: readonly PlacedAnnotation[],
  version: ListedVersion,
  me: Me,
): PlacedAnnotation[] {
  if (!can(actorOf(me), "consolidate") || version.state !== "published") return [];
  return annotations.filter(
    ({ annotation: { versionId, visibility, standing, consolidatedInto, speaker } }) =>
      versionId === version.id &&
      (visibility === "organisation" || visibility === "circle") &&
      standing === "open" &&
      consolidatedInto === null &&
      speaker.organisation?.id === me.organisation?.id,
  );
}

/** Joins the texts of several drafts, each as its own paragraphs. */
export function joinedText(drafts: readonly Annotation[]): string {
  return drafts
    .map(({ text }) => text.trim())
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Returns the combined content of several drafts: each target once, and the steps of their proposals in order. */
export function consolidationOf(
  drafts: readonly Annotation[],
  proposes: boolean,
): Pick<Consolidation, "kind" | "targets" | "operations" | "drafts" | "type"> {
  const targets = new Map<string, Target>();
  for (const target of drafts.flatMap((draft) => draft.targets)) targets.set(JSON.stringify(target), target);
  const operations = proposes ? drafts.flatMap((draft) => draft.operations) : [];
  return {
    kind: kindWith(operations),
    type: drafts[0]?.type ?? "general",
    targets: [...targets.values()],
    operations,
    drafts: drafts.map(({ id }) => id),
  };
}

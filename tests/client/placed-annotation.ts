import type { Annotation } from "../../server/core/discuss/annotation.ts";
import type { Speaker } from "../../server/core/discuss/speaker.ts";
import type { Target } from "../../server/core/discuss/target.ts";
import { mayNothing, type PlacedAnnotation } from "../../server/core/contract/annotation-operations.ts";

/** A speaker for Openline, a civil-society organisation. */
export const openline: Speaker = {
  participantId: "lucia",
  name: "Lucía Romero",
  capacity: "organisation",
  organisation: { id: "openline", name: "Openline", shortName: "Openline", group: "civil-society" },
  group: "civil-society",
  jointly: [],
  awaiting: [],
};

/** Returns an annotation that is placed where it was made, unless overridden. */
export function placedAnnotation(
  id: string,
  { targets = [{ kind: "document" }], ...more }: { targets?: Target[] } & Partial<Annotation> = {},
  placement: Partial<PlacedAnnotation["placement"]> = {},
): PlacedAnnotation {
  return {
    annotation: {
      id,
      documentId: "opinion-5",
      versionId: "v1",
      kind: "comment",
      type: "general",
      targets,
      change: null,
      text: `Words of ${id}`,
      operations: [],
      speaker: openline,
      visibility: "submitted",
      standing: "open",
      standingReason: null,
      createdAt: "2013-02-06T10:00:00Z",
      circleId: null,
      consolidatedInto: null,
      contributionId: null,
      resolved: false,
      submittedAt: "2013-02-06T10:00:00Z",
      editedAt: null,
      revision: "1",
      ...more,
    },
    madeOn: "opinion-5@1",
    late: false,
    placement: {
      annotationId: id,
      versionId: "v1",
      state: "exact",
      score: 1,
      reason: { code: "same-words", params: {} },
      targets,
      ...placement,
    },
    replies: [],
    positions: [],
    decision: null,
    settlement: null,
    may: mayNothing,
  };
}

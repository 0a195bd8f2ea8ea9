import type { Speaker } from "#core/discuss/speaker.ts";
import { mayNothing, type NewAnnotation, type PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { NewReply, ShownReply } from "#core/contract/reply-operations.ts";
import { clearedFirst } from "./audience.ts";
import type { Organisation } from "#core/access/people.ts";

/** Returns the speaker as the server will record it, to show until the server answers. */
function speakerOf(
  me: Me,
  capacity: NewAnnotation["capacity"],
  jointly: readonly string[],
  organisations: readonly Organisation[],
): Speaker {
  const organisation = capacity === "organisation" || capacity === "secretariat" ? me.organisation : null;
  return {
    participantId: me.participant?.id ?? "",
    name: me.participant?.name ?? "",
    capacity,
    organisation,
    group: organisation?.group ?? me.participant?.group ?? "other",
    jointly: [],
    awaiting: organisations.filter(({ id }) => jointly.includes(id)),
  };
}

/** Returns an annotation that was just sent, as the server will record it. */
export function annotationToBe(
  sent: NewAnnotation,
  {
    version,
    me,
    organisations,
    at,
  }: { version: ListedVersion; me: Me; organisations: readonly Organisation[]; at: string },
): PlacedAnnotation {
  const { capacity, jointly, circle = null, change = null, ...rest } = sent;
  return {
    annotation: {
      ...rest,
      change,
      documentId: version.documentId,
      versionId: version.id,
      speaker: speakerOf(me, capacity, jointly, organisations),
      standing: "open",
      standingReason: null,
      circleId: circle,
      consolidatedInto: null,
      contributionId: null,
      resolved: false,
      createdAt: at,
      submittedAt: sent.visibility === "submitted" ? at : null,
      editedAt: null,
      revision: "",
    },
    madeOn: version.address,
    late: false,
    placement: {
      annotationId: sent.id,
      versionId: version.id,
      state: "exact",
      score: 1,
      reason: { code: "same-words", params: { to: "" } },
      targets: sent.targets,
    },
    replies: [],
    positions: [],
    decision: null,
    settlement: null,
    // Nothing can be done with it until the server knows it.
    may: mayNothing,
  };
}

/** Returns a reply that was just sent, as the server will record it. */
export function replyToBe(sent: NewReply, { annotation }: PlacedAnnotation, me: Me, at: string): ShownReply {
  const capacity = me.organisation ? "organisation" : "personal";
  return {
    ...sent,
    clearance: clearedFirst(annotation.visibility, me, capacity) === annotation.visibility ? null : "awaiting",
    documentId: annotation.documentId,
    annotationId: annotation.id,
    speaker: speakerOf(me, capacity, [], []),
    standing: "open",
    standingReason: null,
    createdAt: at,
    editedAt: null,
    revision: "",
    may: mayNothing,
  };
}

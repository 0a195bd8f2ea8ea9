import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Speaker, SpeakingOrganisation } from "#core/discuss/speaker.ts";

/** Returns an organisation named after its id: "atlas" is ATLAS, Atlas Foundation, of civil society. */
export function organisationOf(id: string, overrides: Partial<SpeakingOrganisation> = {}): SpeakingOrganisation {
  const name = `${id.charAt(0).toUpperCase()}${id.slice(1)} Foundation`;
  return { id, name, shortName: id.toUpperCase(), group: "civil-society", ...overrides };
}

/** Returns a speaker for an organisation or, without one, in a personal capacity. */
export function speakerOf(organisation: SpeakingOrganisation | null, overrides: Partial<Speaker> = {}): Speaker {
  return {
    participantId: `of-${organisation?.id ?? "nobody"}`,
    name: "Sam Okoro",
    capacity: organisation ? "organisation" : "personal",
    organisation,
    group: organisation?.group ?? "academia",
    jointly: [],
    awaiting: [],
    ...overrides,
  };
}

/** Returns a submitted general comment on the whole document. */
export function annotationOf(overrides: Partial<Annotation> = {}): Annotation {
  return {
    id: "a1",
    documentId: "opinion-5",
    versionId: "v1",
    kind: "comment",
    type: "general",
    targets: [{ kind: "document" }],
    text: "A remark.",
    operations: [],
    speaker: speakerOf(organisationOf("atlas")),
    visibility: "submitted",
    circleId: null,
    change: null,
    consolidatedInto: null,
    contributionId: null,
    resolved: false,
    standing: "open",
    standingReason: null,
    createdAt: "2013-02-06T10:00:00Z",
    submittedAt: "2013-02-06T10:00:00Z",
    editedAt: null,
    revision: "1",
    ...overrides,
  };
}

/** Returns a reply to `annotationOf()` without a position. */
export function replyOf(overrides: Partial<Reply> = {}): Reply {
  return {
    id: "r1",
    documentId: "opinion-5",
    annotationId: "a1",
    text: "An answer.",
    position: null,
    speaker: speakerOf(organisationOf("birch")),
    standing: "open",
    standingReason: null,
    createdAt: "2013-02-07T10:00:00Z",
    editedAt: null,
    revision: "1",
    ...overrides,
  };
}

import * as z from "zod";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";

/** An organisation as it was named when somebody represented it. */
export const SpeakingOrganisation = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  group: StakeholderGroup,
  /** Version of its present logo, for the logo's address. Only in answers, never stored. Absent without a logo. */
  logoVersion: z.string().optional(),
});

export type SpeakingOrganisation = z.infer<typeof SpeakingOrganisation>;

/** The capacities in which people speak: for the organisation, personally, or for the forum itself. */
export const capacities = ["organisation", "personal", "chair", "secretariat"] as const;

/**
 * The author of a statement, as recorded at that time. A later change of name, employer or group changes no earlier
 * comment. A person in a personal capacity represents no organisation.
 */
export const Speaker = z.object({
  participantId: z.string(),
  name: z.string(),
  capacity: z.enum(capacities),
  /** Null in a personal capacity. */
  organisation: SpeakingOrganisation.nullable(),
  /** The organisation's group, or the person's own. */
  group: StakeholderGroup,
  /** The co-signatories beyond the author's own organisation. Each has confirmed this text. */
  jointly: z.array(SpeakingOrganisation),
  /**
   * Organisations that the author named as co-signatories and that have not confirmed. They do not count as
   * co-signatories until they do. Shown only to those concerned.
   */
  awaiting: z.array(SpeakingOrganisation),
});

export type Speaker = z.infer<typeof Speaker>;

/** The speaker of an erased statement, whose identity is erased with the text. */
export const nobody: Speaker = {
  participantId: "",
  name: "",
  capacity: "personal",
  organisation: null,
  group: "other",
  jointly: [],
  awaiting: [],
};

/** Whether a forum shows the sources of annotations. */
export type SourcesKept = "shown" | "hidden";

/** Returns every organisation behind a statement, the speaker's own first. */
export function organisationsBehind({
  organisation,
  jointly,
}: Pick<Speaker, "organisation" | "jointly">): SpeakingOrganisation[] {
  return [...(organisation ? [organisation] : []), ...jointly];
}

/** Returns the groups of the organisations behind a statement; the person's own group if there is no organisation. */
export function groupsBehind(speaker: Speaker): Set<StakeholderGroup> {
  const organisations = organisationsBehind(speaker);
  return new Set(organisations.length > 0 ? organisations.map(({ group }) => group) : [speaker.group]);
}

/**
 * Minimum number of speakers a group must have before anything is reported about it when sources are hidden. With two,
 * each would know what the other said; with one, everybody would.
 */
export const leastSpeakers = 3;

/**
 * Returns the groups that may be reported: all that commented or, when sources are hidden, those with enough speakers.
 */
export function largeEnough(speakers: readonly Speaker[], sources: SourcesKept): Set<StakeholderGroup> {
  const voices = new Map<StakeholderGroup, Set<string>>();
  const add = (group: StakeholderGroup, voice: string): void => {
    voices.set(group, (voices.get(group) ?? new Set()).add(voice));
  };
  for (const speaker of speakers) {
    const organisations = organisationsBehind(speaker);
    for (const { id, group } of organisations) add(group, `organisation ${id}`);
    if (organisations.length === 0) add(speaker.group, `participant ${speaker.participantId}`);
  }
  const least = sources === "hidden" ? leastSpeakers : 1;
  return new Set([...voices].filter(([, names]) => names.size >= least).map(([group]) => group));
}

/**
 * Whether the participant of a statement made it, instead of importing it for somebody else. `names` has the present
 * names of those who imported, by id.
 */
export function isBySpeaker(
  { speaker, contributionId }: { speaker: Speaker; contributionId: string | null },
  names: ReadonlyMap<string, string>,
): boolean {
  return contributionId === null || names.get(speaker.participantId) === speaker.name;
}

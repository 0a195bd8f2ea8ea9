import * as z from "zod";

/** The groups a forum's participants belong to. An organisation belongs to one; a person is not a group. */
export const stakeholderGroups = [
  "member-state",
  "sector-member",
  "technical-community",
  "academia",
  "civil-society",
  "international-organisation",
  "other",
] as const;
export const StakeholderGroup = z.enum(stakeholderGroups);
export type StakeholderGroup = z.infer<typeof StakeholderGroup>;

/** An organisation as it was named when somebody spoke for it. */
export const SpeakingOrganisation = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  group: StakeholderGroup,
});
export type SpeakingOrganisation = z.infer<typeof SpeakingOrganisation>;

/**
 * Who speaks, frozen at the moment of speaking: a later change of name, employer or group changes no earlier comment.
 * A person who speaks in a personal capacity speaks for no organisation.
 */
export const Speaker = z.object({
  participantId: z.string(),
  name: z.string(),
  /** In what capacity: for the organisation, in person, or for the forum itself. */
  capacity: z.enum(["organisation", "personal", "chair", "secretariat"]),
  /** Null in a personal capacity. */
  organisation: SpeakingOrganisation.nullable(),
  /** The group of the organisation; for a person, their own. */
  group: StakeholderGroup,
  /** Organisations that say the same jointly, beyond the speaker's own: each has said yes to these words. */
  jointly: z.array(SpeakingOrganisation),
  /**
   * Organisations the speaker names as saying the same, which have not said yes: nobody is taken to speak before they do.
   * Shown only to those it concerns.
   */
  awaiting: z.array(SpeakingOrganisation),
});
export type Speaker = z.infer<typeof Speaker>;

/** Who spoke what was erased: that is erased with the words. */
export const nobody: Speaker = {
  participantId: "",
  name: "",
  capacity: "personal",
  organisation: null,
  group: "other",
  jointly: [],
  awaiting: [],
};

/** Whether a forum shows who said what. */
export type SourcesKept = "shown" | "hidden";

/** Every organisation that says something, the speaker's own first. */
export function organisationsBehind({
  organisation,
  jointly,
}: Pick<Speaker, "organisation" | "jointly">): SpeakingOrganisation[] {
  return [...(organisation ? [organisation] : []), ...jointly];
}

/** Their groups; a person's own where they speak for themselves. */
export function groupsBehind(speaker: Speaker): Set<StakeholderGroup> {
  const organisations = organisationsBehind(speaker);
  return new Set(organisations.length > 0 ? organisations.map(({ group }) => group) : [speaker.group]);
}

/**
 * Where sources are hidden, of how many speakers a group must have spoken before anything is told of it: with two, either
 * would know what the other said, and with one everybody would.
 */
export const leastSpeakers = 3;

/** The groups of which something may be told: all that spoke, or, where sources are hidden, those with enough speakers. */
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

import type { Speaker, SpeakingOrganisation, StakeholderGroup } from "#core/discuss/speaker.ts";

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

import type { Annotation } from "#core/discuss/annotation.ts";
import {
  groupsBehind,
  largeEnough,
  organisationsBehind,
  type SourcesKept,
  type SpeakingOrganisation,
} from "#core/discuss/speaker.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import type { UptakeExtent } from "#core/outcome/uptake.ts";

/** A proposal with its uptake in later versions. */
interface AdoptedProposal {
  annotation: Pick<Annotation, "speaker">;
  uptakes: readonly { versionId: string; extent: UptakeExtent }[];
}

type Counts = { versionId: string } & Record<UptakeExtent, number>;

/** Counts the uptake of proposals per version, by organisation (in order of name) and by group (in the forum's order). */
export function summariseUptake(
  proposals: readonly AdoptedProposal[],
  { sources, groups }: { sources: SourcesKept; groups: readonly StakeholderGroup[] },
): {
  organisations: { organisation: SpeakingOrganisation; counts: Counts[] }[];
  groups: { group: StakeholderGroup; counts: Counts[] }[];
} {
  const organisations = new Map<string, SpeakingOrganisation>();
  for (const { annotation } of proposals) {
    for (const organisation of organisationsBehind(annotation.speaker))
      organisations.set(organisation.id, organisation);
  }
  const shownGroups = largeEnough(
    proposals.map(({ annotation }) => annotation.speaker),
    sources,
  );
  return {
    organisations:
      sources === "hidden"
        ? []
        : [...organisations.values()]
            .sort((left, right) => left.name.localeCompare(right.name, "en"))
            .map((organisation) => ({
              organisation,
              counts: countsOf(
                proposals.filter(({ annotation }) =>
                  organisationsBehind(annotation.speaker).some(({ id }) => id === organisation.id),
                ),
              ),
            })),
    groups: groups
      .filter((group) => shownGroups.has(group))
      .map((group) => ({
        group,
        counts: countsOf(proposals.filter(({ annotation }) => groupsBehind(annotation.speaker).has(group))),
      })),
  };
}

function countsOf(proposals: readonly AdoptedProposal[]): Counts[] {
  const counts = new Map<string, Counts>();
  for (const { versionId, extent } of proposals.flatMap(({ uptakes }) => uptakes)) {
    const count = counts.get(versionId) ?? { versionId, verbatim: 0, "in-part": 0, not: 0 };
    counts.set(versionId, { ...count, [extent]: count[extent] + 1 });
  }
  return [...counts.values()];
}

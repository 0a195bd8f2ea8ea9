import type { Actor } from "#core/access/permissions.ts";
import { isTaken, type Contribution } from "#core/receive/contribution.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findContribution, type FoundContribution } from "./find-contribution.ts";
import { loadContent } from "../versions/load-content.ts";
import { nameVersions } from "../versions/name-versions.ts";

/** A contribution as it is reviewed by the actor, as it stands now. */
export async function showContribution(context: Context, actor: Actor, id: string): Promise<ShownContribution> {
  const { found, organisations, versions } = await context.store.read(async (reader) => {
    const found = await findContribution(context, reader, actor, id);
    const { contribution } = found;
    return {
      found,
      organisations: await organisationsOf(reader, contribution),
      versions: await matchedVersions(reader, contribution),
    };
  });
  const { items, matches, ...contribution } = found.contribution;
  const named = new Map((await nameVersions(context, versions)).map((version) => [version.id, version]));
  const content = found.version && (await loadContent(context, found.version));
  return {
    ...contribution,
    organisations,
    version: named.get(contribution.versionId ?? "") ?? null,
    matches: matches.flatMap((match) => {
      const version = named.get(match.versionId);
      return version ? [{ ...match, version }] : [];
    }),
    items: items.map((item) => ({
      ...item,
      changes: content ? proposedClauses(content.draft, item.operations) : [],
      taken: isTaken(contribution, item),
    })),
    may: mayNow(found),
  };
}

function mayNow({ contribution, version }: FoundContribution): ShownContribution["may"] {
  const prepared = contribution.state === "prepared";
  return {
    edit: prepared,
    take:
      prepared &&
      version?.state === "published" &&
      contribution.organisationIds.length > 0 &&
      contribution.items.some((item) => isTaken(contribution, item)),
    undo: !prepared,
    discard: prepared,
  };
}

/** Who sent it, as they are named now. */
export async function organisationsOf(
  reader: Reader,
  { organisationIds }: Pick<Contribution, "organisationIds">,
): Promise<SpeakingOrganisation[]> {
  const organisations = await Promise.all(organisationIds.map((id) => reader.get("organisations", id)));
  return organisations.flatMap((organisation) => {
    if (!organisation) return [];
    const { id, name, shortName, group } = organisation;
    return [{ id, name, shortName, group }];
  });
}

async function matchedVersions(
  reader: Reader,
  { versionId, matches }: Pick<Contribution, "versionId" | "matches">,
): Promise<Version[]> {
  const ids = new Set([...matches.map((match) => match.versionId), ...(versionId === null ? [] : [versionId])]);
  const versions = await Promise.all([...ids].map((id) => reader.get("versions", id)));
  return versions.filter((version) => version !== undefined);
}

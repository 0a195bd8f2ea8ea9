import type { Reader } from "../../store/store.ts";
import type { SettingsCollection } from "../kernel/settings-change.ts";

/**
 * Returns whether other records name a record, so that it cannot be removed. `leaving` are the ids of deputies that the
 * same act removes.
 */
export async function isReferredTo(
  reader: Reader,
  collection: SettingsCollection,
  id: string,
  leaving: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  if (collection === "participants") return isPersonReferredTo(reader, id, leaving);
  if (collection === "organisations") return isOrganisationReferredTo(reader, id);
  if (collection === "documents") return (await reader.list("versions", { documentId: id })).length > 0;
  return false;
}

async function isPersonReferredTo(reader: Reader, id: string, leaving: ReadonlySet<string>): Promise<boolean> {
  const statements = [...(await reader.list("annotations")), ...(await reader.list("replies"))];
  if (statements.some(({ speaker }) => speaker.participantId === id)) return true;
  for (const collection of ["sessions", "identities", "passkeys"] as const)
    if ((await reader.list(collection, { participantId: id })).length > 0) return true;
  const asPrincipal = await reader.list("deputies", { principalId: id });
  const asDeputy = await reader.list("deputies", { deputyId: id });
  return [...asPrincipal, ...asDeputy].some((deputy) => !leaving.has(deputy.id));
}

async function isOrganisationReferredTo(reader: Reader, id: string): Promise<boolean> {
  const statements = [...(await reader.list("annotations")), ...(await reader.list("replies"))];
  const names = ({ speaker }: (typeof statements)[number]): boolean =>
    [speaker.organisation, ...speaker.jointly, ...speaker.awaiting].some((one) => one?.id === id);
  return (
    (await reader.list("participants", { organisationId: id })).length > 0 ||
    statements.some(names) ||
    (await reader.list("circles")).some(
      ({ organisationIds, madeBy }) => madeBy === id || organisationIds.includes(id),
    ) ||
    (await reader.list("contributions")).some(({ organisationIds }) => organisationIds.includes(id)) ||
    (await reader.list("organisations")).some(({ mergedInto }) => mergedInto === id)
  );
}

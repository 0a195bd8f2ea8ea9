import { isActive, type KeptParticipant } from "#core/access/kept-people.ts";
import { type Actor, can, representedBy } from "#core/access/permissions.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import type { Reader } from "../../store/store.ts";

/** Returns the keys of those whom an announcement is for. One about letters is for authors and coordinators. */
export function audienceKeys({
  group,
  organisationIds,
  people,
}: Pick<Announcement, "group" | "organisationIds" | "people">): string[] {
  if (people) return [...(organisationIds ?? []).map((id) => `letters/${id}`), ...people.map((id) => `letter/${id}`)];
  if (organisationIds) return organisationIds.map((id) => `members/${id}`);
  return [group === null ? "everybody" : `group/${group}`];
}

/** Returns the keys under which announcements reach the actor. */
export async function audiencesOf(reader: Reader, actor: Actor): Promise<string[]> {
  const { participantId, organisationId } = actor;
  if (participantId === null) return [];
  const grouped =
    organisationId === null
      ? await reader.get("participants", participantId)
      : await reader.get("organisations", organisationId);
  return [
    "everybody",
    ...(grouped ? [`group/${grouped.group}`] : []),
    ...representedBy(actor).map((id) => `members/${id}`),
    `letter/${participantId}`,
    ...(actor.role === "coordinator" ? representedBy(actor).map((id) => `letters/${id}`) : []),
  ];
}

/** Returns the active people whom an announcement under a key reaches. */
export async function peopleUnder(reader: Reader, key: string): Promise<KeptParticipant[]> {
  const slash = key.indexOf("/");
  const id = key.slice(slash + 1);
  if (slash === -1) return reader.list("participants", { state: "active" });
  if (key.startsWith("letter/")) {
    const person = await reader.get("participants", id);
    return person && isActive(person) ? [person] : [];
  }
  const membersOf = (organisation: string): Promise<KeptParticipant[]> =>
    reader.list("participants", { activeIn: organisation });
  if (key.startsWith("members/")) return membersOf((await reader.get("organisations", id))?.mergedInto ?? id);
  if (key.startsWith("letters/")) {
    const members = await membersOf((await reader.get("organisations", id))?.mergedInto ?? id);
    return members.filter(({ role }) => role === "coordinator");
  }
  const organisations = await reader.list("organisations", { group: id });
  const members = await Promise.all(organisations.map((organisation) => membersOf(organisation.id)));
  return [...members.flat(), ...(await reader.list("participants", { ownGroup: id, state: "active" }))];
}

/** Whether the actor, whom announcements reach under these keys, may read one. */
export function mayReadAnnouncement(actor: Actor, announcement: Announcement, keys: readonly string[]): boolean {
  const isRecipient = audienceKeys(announcement).some((key) => keys.includes(key));
  return can(actor, "read-announcement", { isSent: announcement.sentAt !== null, isRecipient });
}

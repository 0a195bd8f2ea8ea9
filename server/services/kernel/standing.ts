import {
  isActive,
  type KeptOrganisation,
  type KeptParticipant,
  type Standing,
  withoutLimits,
} from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

/** An organisation with the capacity in which a person reads its drafts. */
type Place = Pick<Standing, "organisationId" | "as">;

/** Returns the places of an active person: in their organisation and in those that were merged into it. */
export function placesOf(
  person: KeptParticipant,
  organisation: Pick<KeptOrganisation, "absorbed"> | undefined,
): Place[] {
  const { organisationId, role } = person;
  if (organisationId === null || !isActive(person)) return [];
  return [organisationId, ...(organisation?.absorbed ?? [])].flatMap((id): Place[] => [
    { organisationId: id, as: "member" },
    ...(role === "coordinator" ? [{ organisationId: id, as: "coordinator" } as const] : []),
  ]);
}

/** Returns a function that finds the limit of a place. */
export const isAt =
  ({ organisationId, as }: Place) =>
  (other: Place): boolean =>
    other.organisationId === organisationId && other.as === as;

/** A person with their places, before or after a change. */
interface Placed {
  person: KeptParticipant;
  places: readonly Place[];
}

/**
 * Returns the limits of a person after a change by others. Whatever the change was, a place that they did not have
 * before it, or that another mail address has now, begins at its time. A place that they lost is forgotten, so that it
 * begins anew if they get it back, also by an undo.
 */
async function standingAfter(
  hasDrafts: (organisationId: string) => Promise<boolean>,
  before: Placed | null,
  after: Placed,
  { by, at }: Pick<Standing, "by" | "at">,
): Promise<Standing[]> {
  const isReplaced = before !== null && !isSameAddress(before.person, after.person);
  const standing: Standing[] = [];
  for (const place of after.places) {
    const had = before?.places.some(isAt(place)) ?? false;
    const kept = before?.person.standing?.find(isAt(place));
    if (had && !isReplaced) {
      if (kept) standing.push(kept);
      continue;
    }
    const since = (await hasDrafts(place.organisationId)) ? at : null;
    standing.push({ ...place, since, cause: had ? "address" : "placed", at, by });
  }
  return standing;
}

function isSameAddress({ email: left }: KeptParticipant, { email: right }: KeptParticipant): boolean {
  return left === right || left?.toLowerCase() === right?.toLowerCase();
}

/** Whether anything was ever written for an organisation or shared with its circles, so that there may be a draft. */
async function hasDrafts(reader: Reader, organisationId: string): Promise<boolean> {
  for (const collection of ["annotations", "replies"] as const)
    if ((await reader.count(collection, { organisationId })) > 0) return true;
  for (const { id } of await reader.list("circles", { organisationId }))
    if ((await reader.count("annotations", { circleId: id })) > 0) return true;
  return false;
}

/** A person with the limits that a change gave them, of which their organisations must be told. */
export interface Limited {
  person: KeptParticipant;
  limits: Standing[];
}

/** A transaction that tells organisations of new limits after its commit (services/people/mail-person.ts). */
export type TellingWriter = Writer & { readonly limited: Limited[] };

/** A change of a person by others. `before` is null if they are new. */
interface PersonChange {
  before: KeptParticipant | null;
  after: KeptParticipant;
}

/**
 * Returns people with their limits after an act, and notes the new ones, of which their organisations are told.
 * @param merged The organisations that the act changes, by id
 * @throws Error if there are new ones and nobody would be told
 */
export async function limitPeople(
  writer: Writer & Partial<Pick<TellingWriter, "limited">>,
  people: readonly PersonChange[],
  made: Pick<Standing, "by" | "at">,
  merged: ReadonlyMap<string, KeptOrganisation | null> = new Map(),
): Promise<KeptParticipant[]> {
  const placed = async (person: KeptParticipant, isAfter: boolean): Promise<Placed> => {
    const { organisationId: id } = person;
    const organisation = id === null ? undefined : await writer.get("organisations", id);
    const changed = isAfter && id !== null ? merged.get(id) : undefined;
    return { person, places: placesOf(person, changed ?? organisation) };
  };
  const asked = new Map<string, Promise<boolean>>();
  const asksOnce = (id: string): Promise<boolean> => {
    const known = asked.get(id) ?? hasDrafts(writer, id);
    asked.set(id, known);
    return known;
  };
  const limited: KeptParticipant[] = [];
  for (const { before, after } of people) {
    const earlier = before && (await placed(before, false));
    const standing = await standingAfter(asksOnce, earlier, await placed(after, true), made);
    const hold = before?.addressHold;
    const person: KeptParticipant = {
      ...withoutLimits(after),
      ...(standing.length > 0 && { standing }),
      ...(hold && made.at < hold.until && { addressHold: hold }),
    };
    limited.push(person);
    const limits = standing.filter((limit) => !before?.standing?.includes(limit));
    if (limits.length === 0) continue;
    if (!writer.limited) throw new Error("A change of people must tell their organisations");
    writer.limited.push({ person, limits });
  }
  return limited;
}

/**
 * Calls the listener after each event that may change what an actor may do: one about them, their organisation, deputies
 * or the forum. Returns a function that unsubscribes.
 */
export function followStanding({ store }: Pick<Context, "store">, actor: Actor, changed: () => void): () => void {
  return store.subscribe((event) => {
    if (concerns(event, actor)) changed();
  });
}

function concerns(
  { subject: { collection, id } }: StoredEvent,
  { participantId, deputyId, organisationId }: Actor,
): boolean {
  if (collection === "deputies" || collection === "forum") return true;
  return [participantId, deputyId, organisationId].includes(id);
}

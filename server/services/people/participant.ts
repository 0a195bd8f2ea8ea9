import { isActive, type KeptParticipant, ownOrganisation, shownParticipant } from "#core/access/kept-people.ts";

import { defaultPreferences, type Preferences } from "#core/access/preferences.ts";
import type { Actor } from "#core/access/permissions.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { ListedParticipant, Me } from "#core/contract/forum-operations.ts";
import type { Part } from "#core/contract/fields.ts";
import { mentionKeys } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { ProblemError } from "../kernel/problem.ts";
import { searchPeople } from "./search.ts";

/** Returns the signed-in person. `participant` and `organisation` are null for the public. */
export async function getMe(context: Context, actor: Actor): Promise<Me> {
  return context.store.read((reader) => readMe(reader, actor));
}

/** Like `getMe`, within an existing read or transaction. */
export async function readMe(reader: Reader, { participantId, organisationId, role, deputyId }: Actor): Promise<Me> {
  const deputy = deputyId === undefined ? undefined : await reader.get("participants", deputyId);
  const participant = participantId === null ? undefined : await reader.get("participants", participantId);
  const organisation = organisationId === null ? undefined : await reader.get("organisations", organisationId);
  const isInPerson = participantId !== null && deputyId === undefined;
  const chosen = isInPerson ? await reader.get("preferences", participantId) : undefined;
  return {
    participant: participant ? shownParticipant(participant) : null,
    organisation: organisation ? ownOrganisation(organisation) : null,
    role,
    ...(deputy && { deputy: { id: deputy.id, name: deputy.name } }),
    ...(chosen && { preferences: preferencesOf(chosen) }),
  };
}

/** Returns a person's stored settings, with the default for those that are missing. */
export function preferencesOf({ id: _id, ...chosen }: { id: string } & Partial<Preferences>): Preferences {
  return { ...defaultPreferences, ...chosen };
}

/**
 * Lists the active participants of the forum by name, or by the word that a search found, without their e-mail
 * addresses. Or returns those with given ids, or those whom a text mentions.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getParticipants(
  context: Context,
  actor: Actor,
  input: {
    search?: string | undefined;
    ids?: readonly string[] | undefined;
    mentionedIn?: string | undefined;
    after?: string | undefined;
    size: number;
  },
): Promise<Part<ListedParticipant>> {
  authorise(actor, "read-participants");
  return context.store.read(async (reader) => {
    const { ids, mentionedIn } = input;
    const part = ids
      ? allOf(await Promise.all([...new Set(ids)].map((id) => reader.get("participants", id))))
      : mentionedIn === undefined
        ? await searched(reader, input)
        : allOf(await namedIn(reader, mentionedIn));
    return { ...part, items: await Promise.all(part.items.map((person) => shown(reader, person))) };
  });
}

async function searched(
  reader: Reader,
  { search = "", ...input }: { search?: string | undefined; after?: string | undefined; size: number },
): Promise<Part<KeptParticipant>> {
  const wanted = { collection: "participants", order: "name", scope: { state: "active" } } as const;
  return listRows(reader, { ...wanted, ...(await searchPeople(reader, search, { withAddresses: false })) }, input);
}

function allOf(people: readonly (KeptParticipant | undefined)[]): Part<KeptParticipant> {
  const items = people.filter((person) => person !== undefined).filter(isActive);
  return { items, next: null, total: items.length };
}

async function shown(
  reader: Reader,
  { id, name, organisationId, group, role }: KeptParticipant,
): Promise<ListedParticipant> {
  const organisation = organisationId === null ? undefined : await reader.get("organisations", organisationId);
  return { id, name, organisationId, group, role, organisation: organisation?.shortName ?? null };
}

/** Maximum number of signs "@" in a text that are looked up, and of people with the same name. */
const mostSigns = 50;
const mostNamesakes = 5;

/** Returns the people whose name follows an "@" in a text. Of a very long name, only the beginning counts. */
async function namedIn(reader: Reader, text: string): Promise<KeptParticipant[]> {
  if (text.split("@").length - 1 > mostSigns)
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "mentionedIn"], "field-not-of-this-form")]);
  const entries = await Promise.all(
    [...new Set(mentionKeys(text))].map(async (key) => {
      const begun = await reader.range("participants", { index: "mention", prefix: key, limit: mostNamesakes });
      return begun.filter((entry) => entry.key === key);
    }),
  );
  return [...new Map(entries.flat().map(({ row }) => [row.id, row])).values()];
}

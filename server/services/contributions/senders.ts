import type { Organisation, Participant } from "#core/access/people.ts";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { ContributionEdit } from "#core/contract/contribution-operations.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import { nameKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { ContributionFile } from "../kernel/file-tasks.ts";
import { invalidField } from "../kernel/problem.ts";
import { folded, namesIn, organisationsIn } from "./named-sources.ts";

/** Returns all authors named in a file, in order of first appearance. */
export function authorsIn(read: ContributionFile["read"]): string[] {
  return [...new Set(attributedMarks(read).map(({ author }) => author))];
}

/** Returns every mark in a file that has an author. `answers` is true for a reply to another mark. */
function attributedMarks(read: ContributionFile["read"]): { author: string; mark: string; answers: boolean }[] {
  const marks =
    read.form === "marked-text"
      ? [
          ...read.markup.changes.flatMap(({ author, inner = [] }, index) => [
            { author, mark: `change ${String(index + 1)}`, answers: false },
            // A change inside another counts for its author even if the forum already has the other.
            ...inner.map((change) => ({ author: change.author, mark: "", answers: false })),
          ]),
          ...read.markup.comments.map(({ author, parent }, index) => ({
            ...{ author, mark: `comment ${String(index + 1)}`, answers: parent !== null },
          })),
        ]
      : read.remarks.flatMap(({ id, author, replies }) => [
          { author, mark: id, answers: false },
          // Replies under a remark keep its mark, because they are set aside together with it.
          ...replies.map((reply) => ({ author: reply.author, mark: id, answers: true })),
        ]);
  return marks.filter(({ author }) => author !== "");
}

/** Matches each name to a participant. The match ignores case, accents and an organisation in brackets. */
export async function knownAuthors(reader: Reader, names: readonly string[]): Promise<Contribution["authors"]> {
  return Promise.all(
    names.map(async (name) => {
      const person = (await personNamed(reader, name)) ?? (await personNamed(reader, withoutOrganisation(name)));
      return { name, participantId: person?.id ?? null };
    }),
  );
}

/** Returns the people among the authors of a file, by id. */
export async function peopleAmong(
  reader: Reader,
  authors: Contribution["authors"],
): Promise<ReadonlyMap<string, Participant>> {
  const ids = new Set(authors.flatMap(({ participantId }) => participantId ?? []));
  const people = await Promise.all([...ids].map((id) => reader.get("participants", id)));
  return new Map(people.flatMap((person) => (person ? [[person.id, person] as const] : [])));
}

/** Finds the person with a name. If several have it, always the same one. */
async function personNamed(reader: Reader, name: string): Promise<KeptParticipant | undefined> {
  const people = await reader.list("participants", { name: nameKey(name) });
  return people
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .findLast((one) => folded(one.name) === folded(name));
}

/** Removes an organisation in brackets: "Lucía Romero (North)". */
function withoutOrganisation(name: string): string {
  const bracket = name.indexOf("(");
  return bracket >= 0 && name.endsWith(")") ? name.slice(0, bracket).trimEnd() : name;
}

/**
 * Guesses the senders of a file from its content.
 *
 * - The senders are the organisations whose people changed something or began a thread. The organisation with the most
 *   such people is first.
 * - People who only reply do not count. Marks that the forum already has do not count either, because every exported
 *   file contains them.
 * - If a file adds only replies to comments that the forum already has, the organisations of the repliers are the
 *   senders.
 * - If no organisation is found, the senders are those named in the sources of the remarks or on the cover.
 * - A file whose remarks name different sources has no senders, because each remark belongs to its own source.
 */
export async function likelySenders(
  reader: Reader,
  read: ContributionFile["read"],
  {
    authors,
    setAside,
    people,
  }: Pick<Contribution, "authors" | "setAside"> & { people: ReadonlyMap<string, Participant> },
): Promise<string[]> {
  const knownMarks = new Set(setAside.filter(({ code }) => code === "said-already").flatMap(({ marks }) => marks));
  const fresh = attributedMarks(read).filter(({ mark }) => !knownMarks.has(mark));
  const isBegun = knownMarks.size === 0 || fresh.some(({ answers }) => !answers);
  const speaking = new Set(fresh.filter(({ answers }) => !isBegun || !answers).map(({ author }) => author));
  const sources =
    read.form === "remarks"
      ? read.remarks.filter(({ id, source }) => source !== "" && !knownMarks.has(id)).map(({ source }) => source)
      : [];
  const called = await Promise.all(
    [...new Set(sources)].map(async (source) => {
      const found = await organisationsCalled(reader, [folded(source), ...namesIn(source)]);
      return { found, key: found.map(({ id }) => id).join() || folded(source) };
    }),
  );
  if (new Set(called.map(({ key }) => key)).size > 1) return [];
  const counts = new Map<string, number>();
  for (const { name, participantId } of authors) {
    const organisation = people.get(participantId ?? "")?.organisationId;
    if (organisation != null && speaking.has(name)) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  }
  if (counts.size > 0) return [...counts].sort(([, left], [, right]) => right - left).map(([id]) => id);
  const cover = folded(
    setAside
      .filter(({ code }) => code === "before-the-text")
      .map(({ words }) => words)
      .join("\n"),
  );
  const found = [...called.flatMap((one) => one.found), ...(await organisationsIn(reader, cover))];
  return [...new Set(found.map(({ id }) => id))];
}

/** Returns the organisations with one of these names as id, name or short name. */
async function organisationsCalled(reader: Reader, names: readonly string[]): Promise<Organisation[]> {
  const found = await Promise.all(
    [...new Set(names)].map((name) => reader.list("organisations", { name: nameKey(name) })),
  );
  return found
    .flat()
    .filter(({ id, name, shortName }) => [id, name, shortName].some((alias) => names.includes(folded(alias))));
}

/** Guesses the person responsible for a file: the first author who belongs to a sending organisation. */
export function likelyContributor(
  authors: Contribution["authors"],
  organisationIds: readonly string[],
  people: ReadonlyMap<string, Participant>,
): string | null {
  const organisationOf = (id: string | null): string | null => people.get(id ?? "")?.organisationId ?? null;
  return (
    authors.find(({ participantId }) => organisationIds.includes(organisationOf(participantId) ?? ""))?.participantId ??
    null
  );
}

/**
 * Rejects unknown senders and authors. Also rejects three edits by a coordinator: another organisation as sender, a
 * contributor from another organisation, and any date of sending. `edit` holds only the fields of the current edit.
 * @throws ProblemError invalid-request
 */
export async function checkSenders(
  reader: Reader,
  actor: Actor,
  { organisationIds, contributorId, authors }: Pick<Contribution, "organisationIds" | "contributorId" | "authors">,
  edit: Pick<ContributionEdit, "contributor" | "sentOn">,
): Promise<void> {
  for (const organisation of organisationIds) {
    if (await reader.get("organisations", organisation)) continue;
    throw invalidField("organisation", "organisation-unknown", { organisation });
  }
  const everywhere = can(actor, "date-contribution");
  if (edit.sentOn !== undefined && !everywhere) throw invalidField("sentOn", "day-of-another");
  if (!everywhere && organisationIds[0] !== actor.organisationId) {
    throw invalidField("organisation", "organisation-of-another");
  }
  const people = [contributorId, ...authors.map(({ participantId }) => participantId)].filter((id) => id !== null);
  for (const participant of new Set(people)) {
    const person = await reader.get("participants", participant);
    if (!person) throw invalidField("contributor", "participant-unknown", { participant });
    if (!everywhere && participant === edit.contributor && person.organisationId !== actor.organisationId) {
      throw invalidField("contributor", "organisation-of-another");
    }
  }
}

/**
 * Rejects unknown organisations for sources of rows. Only who may import for any organisation gives rows to others than the
 * senders.
 * @throws ProblemError invalid-request
 */
export async function checkSources(
  reader: Reader,
  actor: Actor,
  { organisationIds: senders }: Pick<Contribution, "organisationIds">,
  sources: NonNullable<ContributionEdit["sources"]>,
): Promise<void> {
  for (const { organisationIds } of sources) {
    const isSender = organisationIds.length === senders.length && senders.every((id) => organisationIds.includes(id));
    if (!isSender && !can(actor, "date-contribution")) throw invalidField("sources", "organisation-of-another");
    for (const organisation of organisationIds) {
      if (await reader.get("organisations", organisation)) continue;
      throw invalidField("sources", "organisation-unknown", { organisation });
    }
  }
}

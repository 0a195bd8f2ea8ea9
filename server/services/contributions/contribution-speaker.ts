import { can, type Actor } from "#core/access/permissions.ts";
import type { Participant } from "#core/access/participant.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { Speaker, SpeakingOrganisation } from "#core/discuss/speaker.ts";

/**
 * Who speaks what somebody wrote in a contribution.
 *
 * - A known person speaks for their own organisation where it is among those who sent it; one of another organisation, who
 *   answered in the margin of somebody else's file, speaks in person.
 * - Somebody unknown, or nobody in particular, speaks under the name in the file, for the organisation that sent it; what
 *   they said is managed by the contributor.
 * - The secretariat, which received the file, takes the others who sent it at their word; those whom a coordinator names
 *   are asked first. A coordinator lends nobody of another organisation a voice, whoever is said to answer for the file.
 */
export function speakerOf(
  actor: Actor,
  { authors, contributorId }: Pick<Contribution, "authors" | "contributorId">,
  organisations: readonly [SpeakingOrganisation, ...SpeakingOrganisation[]],
  people: ReadonlyMap<string, Participant>,
  author: string,
): Speaker {
  const received = can(actor, "date-contribution");
  const [first] = organisations;
  const answering = people.get(contributorId ?? "");
  const contributor = received || answering?.organisationId === first.id ? answering : undefined;
  const known =
    author === "" ? contributor : people.get(authors.find(({ name }) => name === author)?.participantId ?? "");
  const own = organisations.find(({ id }) => id === known?.organisationId);
  if (known && !own && received) {
    const { id, name, group } = known;
    return { participantId: id, name, capacity: "personal", organisation: null, group, jointly: [], awaiting: [] };
  }
  const isOwn = own !== undefined && (received || own.id === first.id);
  const organisation = isOwn ? own : first;
  const others = organisations.filter(({ id }) => id !== organisation.id);
  return {
    participantId: (isOwn ? known?.id : contributor?.id) ?? "",
    name: (isOwn ? known?.name : undefined) ?? (author || (contributor?.name ?? organisation.name)),
    capacity: "organisation",
    organisation,
    group: organisation.group,
    jointly: received ? others : [],
    awaiting: received ? [] : others,
  };
}

import type { Actor } from "../../server/core/access/permissions.ts";
import type { Forum } from "../../server/core/access/forum.ts";
import type { Organisation, Participant } from "../../server/core/access/people.ts";

/** Returns a public forum. */
export function forumOf(overrides: Partial<Forum> = {}): Forum {
  return {
    id: "forum",
    name: "A Policy Forum",
    shortName: "Forum",
    description: "",
    audience: "public",
    sources: "shown",
    calendar: [],
    ...overrides,
  };
}

/** Two organisations: one of a Member State and one of the technical community. */
export const organisations: readonly Organisation[] = [
  { id: "north", name: "Administration of North", shortName: "North", group: "member-state" },
  { id: "registry", name: "The Registry", shortName: "Registry", group: "technical-community" },
];

/**
 * Participants in every role, named after their ids. "coordinator", "member" and "colleague" are of North, "other" of
 * Registry.
 */
export const participants: readonly Participant[] = [
  person("secretariat", "secretariat", null),
  person("chair", "chair", null),
  person("coordinator", "coordinator", "north"),
  person("member", "member", "north"),
  person("colleague", "member", "north"),
  person("other", "member", "registry"),
  person("observer", "observer", null),
];

function person(id: string, role: Participant["role"], organisationId: string | null): Participant {
  const group = organisations.find((organisation) => organisation.id === organisationId)?.group ?? "other";
  return { id, name: `The ${id}`, email: `${id}@example.org`, organisationId, group, role };
}

/** Returns the actor for a participant of `participants`. */
export function actorOf(id: string): Actor {
  const found = participants.find((participant) => participant.id === id);
  if (!found) throw new Error(`Nobody is called ${id}`);
  return { participantId: found.id, organisationId: found.organisationId, role: found.role };
}

import { type Actor, can } from "#core/access/permissions.ts";
import { type Audience, isAmong, watchVisit } from "../../../server/http/pages/audience.ts";
import type { Visit } from "../../../server/http/middleware/visitor.ts";
import { actorOf, forumOf } from "../../support/people.ts";

const member = actorOf("member");

function visitOf(actor: Actor): Visit {
  const again = (): Promise<Actor> => Promise.resolve(actor);
  const visitor = { actor, session: "token", series: "series", scopes: null, refuseScope: null, again };
  return { visitor, response: {} as Visit["response"], signal: null, left: null };
}

/** Returns the audience of the result of some work on a visit. */
function audienceOf(look: (visitor: Visit["visitor"]) => unknown, actor = member): Audience | null {
  const { visit, audience } = watchVisit(visitOf(actor));
  look(visit.visitor);
  return audience();
}

test("everybody belongs to the audience of work that does not look at the actor", () => {
  const audience = audienceOf(({ actor }) => can(actor, "read-forum", forumOf({ audience: "public" })));
  expect(audience).toEqual([]);
});

test("people with the same values belong to the audience of work that reads these properties", () => {
  const audience = audienceOf(({ actor }) => can(actor, "read-forum", forumOf({ audience: "participants" })));
  expect(audience).toEqual([["role", '"member"']]);
  const among = (actor: Actor): boolean => isAmong(actor, audience ?? []);
  expect(["member", "other", "chair"].map((who) => among(actorOf(who)))).toEqual([true, true, false]);
});

test("an absent property and a list count by their values", () => {
  const since = "2013-02-01T00:00:00Z";
  const standing = [{ organisationId: "north", as: "member", since, cause: "placed", at: since, by: null }] as const;
  const limited: Actor = { ...member, standing };
  const audience = audienceOf(({ actor }) => [actor.standing, actor.deputyId], limited) ?? [];
  expect(isAmong({ ...actorOf("colleague"), standing: [...standing] }, audience)).toBe(true);
  expect(isAmong(member, audience)).toBe(false);
  expect(isAmong({ ...limited, deputyId: "other" }, audience)).toBe(false);
});

test.each<[string, (visitor: Visit["visitor"]) => unknown]>([
  ["the id of the participant", ({ actor }) => actor.participantId],
  ["a copy of the actor", ({ actor }) => ({ ...actor })],
  ["the names of the actor's properties", ({ actor }) => "deputyId" in actor],
  ["a property by its descriptor", ({ actor }) => Object.hasOwn(actor, "deputyId")],
  ["the actor as JSON", ({ actor }) => JSON.stringify(actor)],
  ["the session", ({ session }) => session],
  ["a copy of the visitor", (visitor) => ({ ...visitor })],
])("work that reads %s has no audience", (_name, look) => {
  expect(audienceOf(look)).toBeNull();
});

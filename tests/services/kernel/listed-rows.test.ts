import type { KeptParticipant } from "../../../server/core/access/kept-people.ts";
import { getPeople } from "../../../server/services/people/people.ts";
import { nameKey } from "../../../server/store/indexes.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { countReads } from "../../support/counted-reads.ts";
import { asActor, openForum } from "../../support/forum.ts";
import { participants } from "../../support/people.ts";

const secretariat = asActor("secretariat");
type Filter = Omit<Parameters<typeof getPeople>[2], "after" | "size">;

const organisations = ["north", "registry", null] as const;
const roles = ["member", "observer", "coordinator"] as const;

/** 1200 people with each combination of organisation, role and state, in another order of ids than of names. */
const crowd: KeptParticipant[] = Array.from({ length: 1200 }, (_, number) => ({
  ...participants[0]!,
  id: `p${String(9999 - number)}`,
  name: `${["Ana", "Änn", "Bo"][number % 3]!} ${number % 7 === 0 ? "Anders" : "Vaipulu"} ${String(number)}`,
  email: `mail${String(number)}@example.org`,
  organisationId: organisations[Math.floor(number / 3) % 3]!,
  role: roles[Math.floor(number / 9) % 3]!,
  ...(number % 5 === 0 && { deactivatedAt: "2013-01-01T00:00:00.000Z" }),
}));

async function openCrowd() {
  const counted = countReads(openMemoryStore());
  const forum = await openForum({}, counted.store);
  await forum.context.store.transact(async (writer) => {
    for (const { id } of await writer.list("participants"))
      if (id !== "secretariat") await writer.remove("participants", id);
    for (const person of crowd) await writer.put("participants", person);
    await writer.append({
      ...{ at: "2013-01-01T00:00:00.000Z", actor: null, onBehalfOf: null, kind: "person-added", documentId: null },
      ...{ subject: { collection: "participants", id: "p1" }, before: null, after: null },
    });
  });
  return { context: forum.context, counted };
}

let forum: Awaited<ReturnType<typeof openCrowd>>;
beforeAll(async () => (forum = await openCrowd()));

/** Reads a list to its end, and the most rows that one part of it read. */
async function readAll(filter: Filter, size = 40) {
  const ids: string[] = [];
  let [most, parts] = [0, 0];
  for (let next: string | null = ""; next !== null; parts += 1) {
    forum.counted.count();
    const after = next === "" ? undefined : next;
    const part: Awaited<ReturnType<typeof getPeople>> = await getPeople(forum.context, secretariat, {
      ...filter,
      after,
      size,
    });
    most = Math.max(most, forum.counted.count());
    expect(part.items.length).toBeLessThanOrEqual(size);
    ids.push(...part.items.map(({ id }) => id));
    ({ next } = part);
  }
  return { ids, most, parts };
}

const everyone = [...crowd, { ...participants[0]!, name: "The secretariat" }] as KeptParticipant[];

const isOf =
  ({ state, role, organisation }: Filter) =>
  (person: KeptParticipant): boolean =>
    (state === "all" || (person.deactivatedAt === undefined) === (state === "active")) &&
    (role === undefined || person.role === role) &&
    (organisation === undefined || (person.organisationId ?? "none") === organisation);

test.each<[string, Filter]>([
  ["nothing", { state: "all" }],
  ["a state that most have", { state: "active" }],
  ["a role and an organisation", { state: "all", role: "observer", organisation: "north" }],
  ["people without an organisation", { state: "deactivated", organisation: "none" }],
  ["a role that few have", { state: "all", role: "secretariat" }],
])("a list filtered by %s has everyone once, by name", async (_what, filter) => {
  const wanted = everyone
    .filter(isOf(filter))
    .sort((left, right) => (nameKey(left.name) < nameKey(right.name) ? -1 : 1));
  expect((await readAll(filter)).ids).toEqual(wanted.map(({ id }) => id));
});

test.each<[string, Filter, RegExp]>([
  ["a beginning that two of a person's words have", { state: "all", search: "an" }, /(?:^| )(?:an|än)/iu],
  ["several words in any order", { state: "active", search: "anders ÄNN" }, /^änn anders/iu],
  ["an address", { state: "all", search: "mail12@" }, / 12\d?$/u],
  ["a text without words", { state: "active", search: "—" }, /./u],
])("a search for %s finds everyone once", async (_what, filter, name) => {
  const wanted = everyone.filter((person) => isOf(filter)(person) && name.test(person.name));
  const { ids } = await readAll(filter);
  expect(ids.toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
});

test("a search finds the people of an organisation by its name", async () => {
  const { ids } = await readAll({ state: "all", search: "administration bo" });
  const wanted = crowd.filter(({ name, organisationId }) => name.startsWith("Bo") && organisationId === "north");
  expect(ids.toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
});

test("an answer reads a limited number of rows, and says where to go on although it found nobody", async () => {
  const { ids, most, parts } = await readAll({ state: "all", search: "ann mail778" });
  expect([ids, parts]).toEqual([["p9221"], 1]);
  const rare = await readAll({ state: "all", search: "vaipulu ander" });
  expect(rare.ids).toEqual([]);
  expect(rare.parts).toBeGreaterThan(1);
  expect(Math.max(most, rare.most)).toBeLessThan(1100);
});

test("refuses a cursor of another list", async () => {
  const { next } = await getPeople(forum.context, secretariat, { state: "all", search: "ana", size: 5 });
  for (const after of ["x", Buffer.from('["role","member","a"]').toString("base64url"), next ?? ""]) {
    const asked = getPeople(forum.context, secretariat, { state: "all", after, size: 5 });
    await expect(asked).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: "/query/after" }] });
  }
});

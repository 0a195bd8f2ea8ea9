import { getParticipants } from "../../../server/services/people/participant.ts";
import { addPerson, deactivatePerson } from "../../../server/services/people/people.ts";
import { asActor, openForum } from "../../support/forum.ts";

const observer = asActor("observer");

async function openNamed(...names: readonly string[]) {
  const { context } = await openForum();
  for (const name of names)
    await addPerson(context, asActor("secretariat"), {
      ...{ name, email: `who.${name.replaceAll(" ", ".")}@example.org`, organisationId: "registry", role: "member" },
    });
  const found = async (input: Omit<Parameters<typeof getParticipants>[2], "size">) =>
    (await getParticipants(context, observer, { ...input, size: 50 })).items.map(({ id }) => id);
  const mentioned = async (text: string) =>
    (await getParticipants(context, observer, { mentionedIn: text, size: 1 })).items.map(({ name }) => name).toSorted();
  return { context, found, mentioned };
}

test("the public does not see who takes part", async () => {
  const { context } = await openForum();
  for (const input of [{}, { ids: ["chair"] }, { mentionedIn: "@The chair" }]) {
    const asked = getParticipants(context, asActor("public"), { ...input, size: 5 });
    await expect(asked).rejects.toMatchObject({ code: "not-signed-in" });
  }
});

test("lists people by name, without their e-mail addresses", async () => {
  const { context } = await openForum();
  const { items } = await getParticipants(context, observer, { size: 3 });
  expect(items.map(({ id }) => id)).toEqual(["chair", "colleague", "coordinator"]);
  expect(items[2]).toEqual({
    ...{ id: "coordinator", name: "The coordinator", organisationId: "north", organisation: "North" },
    ...{ group: "member-state", role: "coordinator" },
  });
});

test("finds active people by the beginnings of words of their name and organisation, and never by their address", async () => {
  const { context, found } = await openNamed("Ana Vaipulu");
  expect(await found({ search: "vaip AN" })).toEqual(["ana-vaipulu"]);
  expect(await found({ search: "registry ana" })).toEqual(["ana-vaipulu"]);
  expect(await found({ search: "who" })).toEqual([]);
  expect(await found({ search: "ana who" })).toEqual([]);
  expect(await found({ search: "example" })).toEqual([]);
  await deactivatePerson(context, asActor("secretariat"), { person: "ana-vaipulu" });
  expect(await found({ search: "vaipulu" })).toEqual([]);
});

test("returns the active people with given ids", async () => {
  const { context, found } = await openNamed();
  await deactivatePerson(context, asActor("secretariat"), { person: "other" });
  expect(await found({ ids: ["member", "other", "nobody", "chair", "member"] })).toEqual(["member", "chair"]);
});

test("returns the people whose whole name follows an @ in a text", async () => {
  const { mentioned } = await openNamed("Ana", "Bo Li");
  expect(await mentioned("Thanks @Ana, and @Bo Li's office; not @Bo or ana@example.org.")).toEqual(["Ana", "Bo Li"]);
  expect(await mentioned("@Anabel agrees")).toEqual([]);
});

test("refuses a text with too many signs to look up", async () => {
  const { mentioned } = await openNamed();
  await expect(mentioned("@".repeat(51))).rejects.toMatchObject({ code: "invalid-request" });
});

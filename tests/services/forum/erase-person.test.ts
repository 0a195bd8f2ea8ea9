import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createAnnotation } from "../../../server/services/annotations/annotation.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { erasePerson, withoutPerson } from "../../../server/services/forum/erase-person.ts";
import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { saveFilter } from "../../../server/services/forum/saved-filters.ts";
import { makeToken } from "../../../server/services/people/access-tokens.ts";
import { setMailChoices } from "../../../server/services/mailing/choices.ts";
import { appointDeputy } from "../../../server/services/people/deputies.ts";
import { addPerson, changePerson, getPeople } from "../../../server/services/people/people.ts";
import { askEmailChange } from "../../../server/services/people/email-change.ts";
import { changeOrganisation } from "../../../server/services/people/organisations.ts";
import { changeProfile } from "../../../server/services/people/profile.ts";
import { askToSignIn } from "../../../server/services/people/sign-in-by-mail.ts";
import { createLink, resolveSession, signIn } from "../../../server/services/people/sign-in.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import type { Store } from "../../../server/store/store.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const scratch = scratchFolder();
const secretariat = asActor("secretariat");
const person = "ana-vaipulu";
const reason = "Court order 7.";
const ana = { participantId: person, organisationId: "north", role: "member" as const };

/** A forum in which Ana Vaipulu did everything that leaves her name somewhere. */
async function withAna(store?: Store): Promise<TestForum & { session: string; change: string }> {
  const forum = await openForum({}, store);
  const { context } = forum;
  await forum.publish("1", firstDraft);
  const fields = { name: "Ana Tupou", email: "tupou@example.org", organisationId: "north", role: "member" as const };
  await addPerson(context, secretariat, { ...fields, id: person });
  const renamed = { person, name: "Ana Vaipulu", email: "vaipulu@example.org" };
  const { change } = await changePerson(context, secretariat, renamed);
  const link = await createLink(context, { participant: person });
  const { session } = await signIn(context, asActor("public"), link);
  await changeProfile(context, ana, { language: "fr", name: "Ana V. Vaipulu" });
  await setMailChoices(context, ana, { times: [{ kind: "reply", time: "at-once" }] });
  await makeToken(context, ana, { name: "Ana Vaipulu’s script", scopes: ["read"], days: 30 });
  const view = { documentId: "opinion-5", name: "For Ana Vaipulu", query: "" };
  await saveFilter(context, ana, { filter: uuid(50), ...view });
  await appointDeputy(context, ana, { principal: person, deputy: "colleague", until: null });
  const contact = "Ana Vaipulu, Vaipulu@example.org, +676 23 400";
  await changeOrganisation(context, secretariat, { organisation: "north", contact });
  await askEmailChange(context, ana, { email: "ana.vaipulu@example.com" });
  await (await askToSignIn(context, asActor("public"), { email: "vaipulu@example.org", browser: null })).deliver();
  await linkedWith(context, "ana.vaipulu@example.net");
  await comment(forum, 1, { visibility: "submitted" });
  await comment(forum, 2, { visibility: "organisation" });
  await comment(forum, 3, { visibility: "private" });
  await comment(forum, 4, { visibility: "submitted", capacity: "personal" });
  const mention = "See @Ana V. Vaipulu, or write to Vaipulu@example.org. Not @Ana V. Vaipulus.";
  await forum.comment("other", { id: uuid(5), text: mention });
  await createReply(context, asActor("other"), { annotation: uuid(1), id: uuid(6), text: mention, position: null });
  await createReply(context, ana, { annotation: uuid(5), id: uuid(7), text: "Thank you.", position: "support" });
  return { ...forum, session, change: change ?? "" };
}

/** Links Ana's account with a provider at which she has another address. */
async function linkedWith(context: TestForum["context"], email: string): Promise<void> {
  const at = context.now().toISOString();
  await context.store.transact(async (writer) => {
    const identity = { participantId: person, issuer: "https://id.example", email, linkedAt: at, lastUsedAt: at };
    await writer.put("identities", { id: "identity", ...identity });
    const by = { at, actor: person, onBehalfOf: null, documentId: null, before: null, after: { id: "identity" } };
    await writer.append({ ...by, kind: "identity-linked", subject: { collection: "participants", id: person } });
  });
}

async function comment({ context }: TestForum, number: number, fields: object): Promise<void> {
  await createAnnotation(context, ana, {
    ...{ version: "opinion-5@1", id: uuid(number), kind: "comment", type: "general", targets: [{ kind: "document" }] },
    ...{ text: `Remark ${String(number)}.`, operations: [], circle: null, capacity: "organisation", jointly: [] },
    ...fields,
  } as never);
}

const read = async ({ context }: TestForum, number: number, who = "chair") =>
  (await getAnnotation(context, asActor(who), { annotation: uuid(number) })).annotation;

test.each([
  ["public", "not-signed-in"],
  ["chair", "not-allowed"],
  ["coordinator", "not-allowed"],
])("is refused to the %s: %s", async (who, code) => {
  const { context } = await openForum();
  await expect(erasePerson(context, asActor(who), { person: "member", reason })).rejects.toMatchObject({ code });
});

test("is refused to a deputy, and for the last member of the secretariat", async () => {
  const { context } = await openForum();
  const deputy = erasePerson(context, { ...secretariat, deputyId: "chair" }, { person: "member", reason });
  await expect(deputy).rejects.toMatchObject({ code: "not-allowed" });
  const last = erasePerson(context, secretariat, { person: "secretariat", reason });
  await expect(last).rejects.toMatchObject({ code: "last-secretariat" });
  const unknown = erasePerson(context, secretariat, { person: "nobody", reason });
  await expect(unknown).rejects.toMatchObject({ code: "not-found" });
});

test("leaves no name, address or id of the person in any file of the data folder", async () => {
  const folder = path.join(scratch, "data");
  const store = await openLowdbStore({ folder });
  const forum = await withAna(store);
  const traces = /ana-vaipulu|ana (?:v\. )?vaipulu(?!s)|ana tupou|(?:vaipulu|tupou)@example/iu;
  const hashed = sha256("vaipulu@example.org");
  expect(contentOf(folder)).toMatch(traces);
  expect(contentOf(folder)).toContain(hashed);
  await erasePerson(forum.context, secretariat, { person, reason });
  expect(contentOf(folder)).not.toMatch(traces);
  expect(contentOf(folder)).not.toContain(hashed);
  await store.close();
  const again = await openLowdbStore({ folder });
  expect(contentOf(folder)).not.toMatch(traces);
  await again.close();
});

function contentOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${name}\n${readFileSync(path.join(parentPath, name), "utf8")}`)
    .join("\n");
}

test("keeps submitted and shared text under the organisation, and erases private drafts", async () => {
  const forum = await withAna();
  const done = await erasePerson(forum.context, secretariat, { person, reason });
  expect(done).toMatchObject({ kept: 4, erased: 1 });
  expect(await read(forum, 1)).toMatchObject({
    text: "Remark 1.",
    standing: "open",
    speaker: { participantId: done.replacement, name: "", organisation: { id: "north" } },
  });
  expect((await read(forum, 2, "member")).text).toBe("Remark 2.");
  expect((await read(forum, 4)).speaker).toMatchObject({ name: "", organisation: null });
  const draft = await forum.context.store.read((reader) => reader.get("annotations", uuid(3)));
  expect(draft).toMatchObject({ text: "", standing: "erased", standingReason: reason });
});

test("erases the text too if the forum's rule says so", async () => {
  const forum = await withAna();
  await changeForum(forum.context, secretariat, { erasure: "erase-text" });
  expect(await erasePerson(forum.context, secretariat, { person, reason })).toMatchObject({ kept: 0, erased: 5 });
  expect(await read(forum, 1)).toMatchObject({ text: "", standing: "erased", standingReason: reason });
  const events = await forum.context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
  expect(JSON.stringify(events)).not.toContain("Remark 1.");
});

test("takes mentions out of what others wrote, and leaves the rest", async () => {
  const forum = await withAna();
  await erasePerson(forum.context, secretariat, { person, reason });
  const left = "See @…, or write to …. Not @Ana V. Vaipulus.";
  expect((await read(forum, 5)).text).toBe(left);
  expect((await forum.context.store.read((reader) => reader.get("replies", uuid(6))))?.text).toBe(left);
});

test("ends the account with everything that only it used", async () => {
  const forum = await withAna();
  const { context, session, change } = forum;
  await erasePerson(context, secretariat, { person, reason });
  expect((await resolveSession(context, session)).participantId).toBeNull();
  const left = await context.store.read(async (reader) => [
    ...(await reader.list("sessions")),
    ...(await reader.list("tokens")),
    ...(await reader.list("views")),
    ...(await reader.list("deputies")),
    ...(await reader.list("preferences")),
    ...(await reader.list("inboxes")),
    ...(await reader.list("mailings")),
    ...(await reader.list("accounts")),
  ]);
  expect(left).toEqual([]);
  const people = await getPeople(context, secretariat, { state: "all", search: "Ana", size: 10 });
  expect(people.items).toEqual([]);
  await expect(undoChange(context, secretariat, { event: change })).rejects.toMatchObject({ code: "changed-since" });
});

test("keeps the events of the document, in their order and with their ids", async () => {
  const forum = await withAna();
  const list = () => getEvents(forum.context, asActor("chair"), { document: "opinion-5", limit: 100 });
  const before = await list();
  const { replacement } = await erasePerson(forum.context, secretariat, { person, reason });
  const after = await list();
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.map(({ actor }) => actor)).toEqual(before.map(({ actor }) => (actor === person ? replacement : actor)));
});

test("leaves the rest of an organisation's contact, and empties addresses from the provider in what others wrote", async () => {
  const forum = await withAna();
  await forum.comment("other", { id: uuid(8), text: "Write to ana.vaipulu@example.net." });
  await erasePerson(forum.context, secretariat, { person, reason });
  const north = await forum.context.store.read((reader) => reader.get("organisations", "north"));
  expect(north?.contact).toBe("…, …, +676 23 400");
  expect((await read(forum, 8)).text).toBe("Write to ….");
});

test("takes the id out of lists of people", () => {
  const erased = { id: person, replacement: "erased-1", names: new Set<string>(), addresses: new Set<string>() };
  const event = { before: { people: ["secretariat", person] }, after: { done: [person] } };
  expect(withoutPerson(event, erased)).toEqual({
    before: { people: ["secretariat", "erased-1"] },
    after: { done: [person] },
  });
});

test("takes the name out of file names", () => {
  const erased = { id: person, replacement: "erased-1", names: new Set(["Ana Vaipulu"]), addresses: new Set<string>() };
  const source = (fileName: string) => withoutPerson({ source: { fileName } }, erased).source.fileName;
  expect(["Comments Ana Vaipulu.docx", "ANA_VAIPULU-2.odt", "Banana Vaipulus.docx"].map(source)).toEqual([
    "Comments ….docx",
    "…-2.odt",
    "Banana Vaipulus.docx",
  ]);
});

test("deletes the messages to the person, whatever addresses they had", async () => {
  const forum = await withAna();
  const forgotten: unknown[] = [];
  const context = { ...forum.context, forgetMails: (of: unknown) => Promise.resolve(void forgotten.push(of)) };
  await erasePerson(context, secretariat, { person, reason });
  expect(forgotten).toMatchObject([{ person }]);
  const [{ addresses }] = forgotten as [{ addresses: ReadonlySet<string> }];
  expect([...addresses].toSorted()).toEqual(["ana.vaipulu@example.net", "tupou@example.org", "vaipulu@example.org"]);
});

test("leaves a name to another person who has the same", async () => {
  const forum = await withAna();
  const other = { name: "Ana V. Vaipulu", email: null, organisationId: "registry", role: "member" as const };
  await addPerson(forum.context, secretariat, { ...other, id: "other-ana" });
  await erasePerson(forum.context, secretariat, { person, reason });
  expect((await read(forum, 5)).text).toContain("@Ana V. Vaipulu,");
  expect((await read(forum, 1)).speaker.name).toBe("");
});

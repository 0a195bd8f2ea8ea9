import type { ShownLink } from "../../../server/core/contract/comparison-operations.ts";
import { addLink, getLinks, revokeLink } from "../../../server/services/comparison/link.ts";
import { compareVersions } from "../../../server/services/comparison/comparison.ts";
import { createDocument } from "../../../server/services/forum/document.ts";
import { discardVersion, prepareVersion } from "../../../server/services/publication/upload.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const rewritten = "c) that the journey costs some more than a year of wages";
/** c) is rewritten; d) has nearly the text that c) had. */
const revisedDraft = firstDraft.replace(
  "c) that meetings are held far away,",
  `${rewritten};\n\nd) that meetings are held far away from most,`,
);
const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

async function forumOfTwo(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", revisedDraft);
  return forum;
}

const link = (
  { context }: TestForum,
  baseClause: string | null,
  revisedClause: string | null,
  more: { id?: string; base?: string; revised?: string; by?: string } = {},
): Promise<ShownLink> =>
  addLink(context, asActor(more.by ?? "secretariat"), {
    ...pair,
    id: uuid(50),
    baseClause,
    revisedClause,
    reason: "It is meant so.",
    ...more,
  });

/** Returns the revised clauses of considering c) of the base. */
async function became({ context }: TestForum, sides = pair, clause = "considering-c"): Promise<string[] | undefined> {
  const { comparison } = await compareVersions(context, asActor("public"), sides, null);
  return comparison.pairs.find(({ base }) => base.includes(clause))?.revised;
}

test("only the secretariat and the chair may add and revoke a link", async () => {
  const forum = await forumOfTwo();
  for (const by of ["public", "observer", "member", "coordinator"]) {
    const refused = { code: by === "public" ? "not-signed-in" : "not-allowed" };
    await expect(link(forum, "considering-c", "considering-c", { by })).rejects.toMatchObject(refused);
  }
  const created = await link(forum, "considering-c", "considering-c", { by: "chair" });
  const revoking = { link: created.link.id, reason: "No." };
  await expect(revokeLink(forum.context, asActor("member"), revoking)).rejects.toMatchObject({ code: "not-allowed" });
  const [seen] = await getLinks(forum.context, asActor("member"), pair, null);
  expect(seen).toMatchObject({ link: { by: { name: "The chair", capacity: "chair" } }, may: { revoke: false } });
});

test("a link applies in both directions until revoked, and the computed answer stays visible", async () => {
  const forum = await forumOfTwo();
  expect(await became(forum)).toEqual(["considering-d"]);
  const { computed, base, revised } = await link(forum, "considering-c", "considering-c");
  expect([base?.citation, revised?.citation]).toEqual(["considering c)", "considering c)"]);
  expect(computed).toMatchObject({
    base: { relation: "1:1", revised: ["considering-d"] },
    revised: { relation: "added", base: [] },
  });
  expect(await became(forum)).toEqual(["considering-c"]);
  expect(await became(forum, { base: pair.revised, revised: pair.base })).toEqual(["considering-c"]);
  const { links } = await compareVersions(forum.context, asActor("public"), pair, null);
  expect(links.map(({ link: { id } }) => id)).toEqual([uuid(50)]);

  await revokeLink(forum.context, secretariat, { link: uuid(50), reason: "It was d) after all." });
  expect(await became(forum)).toEqual(["considering-d"]);
  const again = revokeLink(forum.context, secretariat, { link: uuid(50), reason: "Again." });
  await expect(again).rejects.toMatchObject({ code: "wrong-state", params: { state: "revoked" } });
  const [kept] = await getLinks(forum.context, asActor("public"), pair, null);
  expect(kept?.link).toMatchObject({ reason: "It is meant so.", revoked: { reason: "It was d) after all." } });
});

test("a link moves a comment to the linked clause, and its revocation moves it back", async () => {
  const forum = await forumOfTwo();
  await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-c" }] });
  const place = async (): Promise<unknown> => {
    const [placed] = await getAnnotations(forum.context, asActor("member"), { version: pair.revised }, null);
    return placed?.placement.targets[0];
  };
  expect(await place()).toEqual({ kind: "clause", clause: "considering-d" });
  await link(forum, "considering-c", "considering-c");
  expect(await place()).toEqual({ kind: "clause", clause: "considering-c" });
  await revokeLink(forum.context, secretariat, { link: uuid(50), reason: "No." });
  expect(await place()).toEqual({ kind: "clause", clause: "considering-d" });
});

test("a link can leave a clause without counterpart, from either side", async () => {
  const forum = await forumOfTwo();
  await link(forum, null, "considering-d");
  expect(await became(forum)).not.toEqual(["considering-d"]);
  await link(forum, "considering-c", null, { id: uuid(51) });
  expect(await became(forum)).toEqual([]);
});

test("a link between two neighbouring drafts applies to more distant ones", async () => {
  const forum = await forumOfTwo();
  await forum.publish("3", revisedDraft.replace("some more", "some far more"));
  const far = { base: "opinion-5@1", revised: "opinion-5@3" };
  expect(await became(forum, far)).toEqual(["considering-d"]);
  await link(forum, "considering-c", "considering-c");
  expect(await became(forum, far)).toEqual(["considering-c"]);
  expect(await became(forum, { base: far.revised, revised: far.base })).toEqual(["considering-c"]);
});

test.each<[string, string | null, string | null, object]>([
  ["no clause", null, null, { pointer: "/body/baseClause", code: "link-without-clause" }],
  ["an unknown clause", "considering-z", null, { pointer: "/body/baseClause", code: "clause-unknown" }],
  [
    "a clause of the other version",
    "considering-c",
    "considering-z",
    { pointer: "/body/revisedClause", code: "clause-unknown" },
  ],
])("rejects a link that names %s", async (_, base, revised, error) => {
  const refused = link(await forumOfTwo(), base, revised);
  await expect(refused).rejects.toMatchObject({ code: "invalid-request", errors: [error] });
});

test("rejects a link within one version, a duplicate and a contradiction", async () => {
  const forum = await forumOfTwo();
  await expect(link(forum, "considering-c", null, { revised: pair.base })).rejects.toMatchObject({
    errors: [{ pointer: "/params/revised", code: "link-within-version" }],
  });
  await link(forum, "considering-c", "considering-c");
  await expect(link(forum, "considering-c", "considering-c")).resolves.toMatchObject({ link: { id: uuid(50) } });
  const twice = link(forum, "considering-c", "considering-c", { id: uuid(51) });
  await expect(twice).rejects.toMatchObject({ code: "already-exists" });
  const against = link(forum, "considering-c", null, { id: uuid(51) });
  await expect(against).rejects.toMatchObject({ errors: [{ code: "link-contradicted" }] });
  const elsewhere = link(forum, "considering-b", "considering-b");
  await expect(elsewhere).rejects.toMatchObject({ code: "already-exists" });
});

test("shows a link to a prepared version only to its readers, and discards both together", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const revised = await forum.prepare("2", revisedDraft);
  await link(forum, "considering-c", "considering-c", { revised });
  const eventKinds = async (who: string): Promise<string[]> =>
    (await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 500 })).map(({ kind }) => kind);
  expect(await eventKinds("chair")).toContain("link-added");
  expect(await eventKinds("member")).not.toContain("link-added");
  const links = getLinks(forum.context, asActor("member"), { base: pair.base, revised }, null);
  await expect(links).rejects.toMatchObject({ code: "not-found" });
  await discardVersion(forum.context, secretariat, { version: revised });
  expect(await forum.context.store.read((reader) => reader.list("links"))).toEqual([]);
});

test("reports a link between two documents and its revocation to the readers of both", async () => {
  const forum = await forumOfTwo();
  const { context } = forum;
  await createDocument(context, secretariat, {
    id: "opinion-6",
    title: "Opinion 6",
    shortTitle: "O6",
    kind: "opinion",
    relations: [],
  });
  const { version } = await prepareVersion(context, secretariat, {
    document: "opinion-6",
    bytes: new TextEncoder().encode(firstDraft),
    fileName: "opinion-6.1.md",
    round: "1",
    label: "Draft 1",
    date: "2013-02-03",
    language: "en",
  });
  await publishVersion(context, secretariat, { version: version.id });
  await link(forum, "considering-c", null, { revised: "opinion-6@1" });
  await revokeLink(context, secretariat, { link: uuid(50), reason: "An error." });
  for (const document of ["opinion-5", "opinion-6"]) {
    const events = await getEvents(context, asActor("member"), { document, limit: 500 });
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith("link-"));
    expect(kinds).toEqual(["link-added", "link-revoked"]);
  }
});

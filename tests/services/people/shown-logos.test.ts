import { logoPath } from "../../../server/core/access/logo.ts";
import { contract } from "../../../server/core/contract/contract.ts";
import { operationUrl } from "../../../server/core/contract/operation-url.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { signOn } from "../../../server/services/annotations/joint.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { removeOrganisationLogo, setOrganisationLogo } from "../../../server/services/people/logo.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";
import { smallPng } from "../../support/small-png.ts";

const version = "opinion-5@1";
const secretariat = asActor("secretariat");
const versionOf = (image: Buffer): string => sha256(image).slice(0, 12);
const [first, second] = [smallPng(), smallPng(8, 8)];

/** Opens a forum in which North commented, and Registry opposed and co-signed. */
async function openDiscussed(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member");
  const reply = { annotation: uuid(1), id: uuid(100), text: "No.", position: "oppose" } as const;
  await createReply(forum.context, asActor("other"), reply);
  return forum;
}

const set = ({ context }: TestForum, organisation: string, bytes: Buffer) =>
  setOrganisationLogo(context, secretariat, { organisation, bytes });

async function shownTo({ context }: TestForum, who = "public") {
  const [placed] = await getAnnotations(context, asActor(who), { version }, null);
  if (!placed) throw new Error("There is no comment");
  const { annotation, replies, positions } = placed;
  return {
    source: annotation.speaker.organisation?.logoVersion,
    cosigner: annotation.speaker.jointly[0]?.logoVersion,
    reply: replies[0]?.speaker.organisation?.logoVersion,
    holder: positions[0]?.holder.logoVersion,
  };
}

test("names the present logos of everybody behind a comment, its replies and positions", async () => {
  const forum = await openDiscussed();
  expect(Object.values(await shownTo(forum)).filter((logo) => logo !== undefined)).toEqual([]);
  await set(forum, "north", first);
  await set(forum, "registry", second);
  await signOn(forum.context, asActor("other"), {
    annotation: uuid(1),
    revision: await forum.revision(uuid(1)),
  });
  const [north, registry] = [versionOf(first), versionOf(second)];
  expect(await shownTo(forum)).toEqual({ source: north, cosigner: registry, reply: registry, holder: registry });
  const { general } = await getPositions(forum.context, asActor("public"), { version }, null);
  expect(general.groups.flatMap(({ spoke }) => spoke.map(({ name, logoVersion }) => [name, logoVersion]))).toEqual(
    expect.arrayContaining([
      ["North", north],
      ["Registry", registry],
    ]),
  );
});

test("an earlier comment has the logo of today, until it is removed, and again after that is undone", async () => {
  const forum = await openDiscussed();
  const { context } = forum;
  await set(forum, "north", first);
  expect((await shownTo(forum)).source).toBe(versionOf(first));
  await set(forum, "north", second);
  expect((await shownTo(forum)).source).toBe(versionOf(second));
  const { change } = await removeOrganisationLogo(context, secretariat, { organisation: "north" });
  expect((await shownTo(forum)).source).toBeUndefined();
  await undoChange(context, secretariat, { event: change ?? "" });
  expect((await shownTo(forum)).source).toBe(versionOf(second));
});

test("stores no logo with a comment", async () => {
  const forum = await openForum();
  await set(forum, "north", first);
  await forum.publish("1", firstDraft);
  const { annotation } = await forum.comment("member");
  expect(annotation.speaker.organisation).toHaveProperty("logoVersion");
  const stored = await forum.context.store.read((reader) => reader.get("annotations", annotation.id));
  expect(stored?.speaker.organisation).not.toHaveProperty("logoVersion");
});

test("an image is at the address of the operation that sends it", () => {
  const query = { v: "1a2b" };
  expect(logoPath("côte 9", "1a2b")).toBe(
    operationUrl(contract.getOrganisationLogo, { organisation: "côte 9" }, query),
  );
  expect(logoPath(null, "1a2b")).toBe(operationUrl(contract.getForumLogo, {}, query));
});

import { setFollowing } from "../../../server/services/inbox/notifications.ts";
import { sendDue } from "../../../server/services/people/mail-queue.ts";
import { strFromU8, unzipSync } from "fflate";
import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import type { Context, Mail } from "../../../server/services/kernel/context.ts";
import { mayKnow, readViewer } from "../../../server/services/kernel/visibility.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { getNewColleagues, openEarlierDrafts } from "../../../server/services/people/earlier-drafts.ts";
import { getOwnData } from "../../../server/services/people/profile.ts";
import { mergeOrganisations } from "../../../server/services/people/organisations.ts";
import { importPeople } from "../../../server/services/people/people-files.ts";
import {
  addPerson,
  changePeople,
  changePerson,
  deactivatePerson,
  reactivatePerson,
} from "../../../server/services/people/people.ts";
import { agreeToAddress, replaceAddress } from "../../../server/services/people/recover-access.ts";
import { createLink, resolveSession, signIn } from "../../../server/services/people/sign-in.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";

/**
 * The secretariat gives places and addresses. None of its acts opens a draft that was written before, and each leaves
 * open what is written afterwards.
 */

const secretariat = asActor("secretariat");
const puppet = { name: "Pat Puppet", email: "mine@example.org" };

/** Returns a forum with drafts of North: shared, shared in a circle, and awaiting clearance. */
async function forumWithDrafts(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const organisationIds = ["north", "registry"];
  await makeCircle(forum.context, secretariat, { id: uuid(90), name: "Coast", organisationIds });
  await writeDrafts(forum, "earlier");
  return forum;
}

async function writeDrafts(forum: TestForum, text: string): Promise<void> {
  await forum.comment("member", { text: `${text} private`, visibility: "private" });
  await forum.comment("member", { text: `${text} shared`, visibility: "organisation" });
  await forum.comment("member", { text: `${text} in the circle`, visibility: "circle", circle: uuid(90) });
  await forum.comment("member", { text: `${text} for clearance`, visibility: "clearance" });
}

/** Signs a person in with a link and returns them as the actor of their session. */
async function enter(context: Context, participant: string): Promise<Actor> {
  const { session } = await signIn(context, asActor("public"), await createLink(context, { participant }));
  return resolveSession(context, session);
}

/** Returns the texts of the drafts that a person can read after signing in. */
async function draftsOf(context: Context, participant: string): Promise<string[]> {
  const actor = await enter(context, participant);
  return context.store.read(async (reader) => {
    const viewer = await readViewer(context, reader, actor);
    const known = (await reader.list("annotations")).filter((annotation: Annotation) => mayKnow(viewer, annotation));
    return known.map(({ text }) => text).sort();
  });
}

const all = ["for clearance", "in the circle", "shared"];
const later = all.map((what) => `later ${what}`);

/** Acts of the secretariat, each with the person who then acts for North, and the drafts written later that they read. */
const doors: [string, string, (forum: TestForum) => Promise<unknown>, string[]][] = [
  [
    "making somebody the coordinator",
    "observer",
    ({ context }) =>
      changePerson(context, secretariat, { person: "observer", organisationId: "north", role: "coordinator" }),
    later,
  ],
  [
    "making somebody a member",
    "observer",
    ({ context }) => changePerson(context, secretariat, { person: "observer", organisationId: "north" }),
    later.slice(1),
  ],
  [
    "joining it themselves",
    "secretariat",
    ({ context }) => changePerson(context, secretariat, { person: "secretariat", organisationId: "north" }),
    later.slice(1),
  ],
  [
    "adding a person as its coordinator",
    "pat-puppet",
    ({ context }) => addPerson(context, secretariat, { ...puppet, organisationId: "north", role: "coordinator" }),
    later,
  ],
  [
    "changing several people",
    "observer",
    ({ context }) =>
      changePeople(context, secretariat, { people: ["observer"], organisationId: "north", role: "coordinator" }),
    later,
  ],
  [
    "a file of people",
    "pat-puppet",
    ({ context }) => {
      const bytes = new TextEncoder().encode(
        "name,email,organisation,role\nPat Puppet,mine@example.org,north,coordinator\n",
      );
      return importPeople(context, secretariat, { bytes, fileName: "people.csv", dryRun: false });
    },
    later,
  ],
  [
    "replacing the address of its coordinator",
    "coordinator",
    ({ context }) => replaceAddress(context, secretariat, { person: "coordinator", email: puppet.email }),
    later,
  ],
  [
    "changing the address of a colleague who never signed in",
    "colleague",
    ({ context }) => changePerson(context, secretariat, { person: "colleague", email: puppet.email }),
    later.slice(1),
  ],
  [
    "merging it into an organisation of their own",
    "pat-puppet",
    async ({ context }) => {
      const fields = { ...puppet, organisationId: "registry", role: "coordinator" } as const;
      await addPerson(context, secretariat, fields);
      await mergeOrganisations(context, secretariat, { organisation: "north", into: "registry" });
    },
    later,
  ],
  [
    "undoing the undo of a merger with somebody who came between",
    "pat-puppet",
    async ({ context }) => {
      const { change } = await mergeOrganisations(context, secretariat, { organisation: "north", into: "registry" });
      const undone = await undoChange(context, secretariat, { event: change ?? "" });
      await addPerson(context, secretariat, { ...puppet, organisationId: "registry", role: "coordinator" });
      await undoChange(context, secretariat, { event: undone.change ?? "" });
    },
    later,
  ],
];

test.each(doors)("%s opens no draft to %s that was written before", async (_act, person, act, readLater) => {
  const forum = await forumWithDrafts();
  await act(forum);
  expect(await draftsOf(forum.context, person)).toEqual([]);
  await writeDrafts(forum, "later");
  expect(await draftsOf(forum.context, person)).toEqual(readLater);
});

test("somebody who was deactivated reads nothing from before they came back", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await changePerson(forum.context, secretariat, { person: "observer", organisationId: "north" });
  await deactivatePerson(forum.context, secretariat, { person: "observer" });
  await forum.comment("member", { visibility: "organisation" });
  await reactivatePerson(forum.context, secretariat, { person: "observer" });
  expect(await draftsOf(forum.context, "observer")).toEqual([]);
});

test("an undo of an undo gives no place back from its first time", async () => {
  const forum = await forumWithDrafts();
  const { context } = forum;
  const fields = { organisationId: "north", role: "coordinator" } as const;
  const { change } = await changePerson(context, secretariat, { person: "observer", ...fields });
  const undone = await undoChange(context, secretariat, { event: change ?? "" });
  await writeDrafts(forum, "later");
  await undoChange(context, secretariat, { event: undone.change ?? "" });
  expect(await draftsOf(context, "observer")).toEqual([]);
});

describe("the people of the organisation", () => {
  /** A forum in which the member signed in before the observer became coordinator. Mails are kept. */
  async function withCoordinator(): Promise<TestForum & { mails: Mail[] }> {
    const forum = await forumWithDrafts();
    const mails: Mail[] = [];
    const context = { ...forum.context, sendMail: (mail: Mail) => Promise.resolve(void mails.push(mail)) };
    await enter(context, "member");
    await sendDue(context);
    mails.length = 0;
    await changePerson(context, secretariat, { person: "observer", organisationId: "north", role: "coordinator" });
    return { ...forum, context, mails };
  }
  const toObserver = { organisation: "north", participant: "observer" };

  test("are told at once by mail, and the person themselves is not", async () => {
    const { mails } = await withCoordinator();
    expect(mails.map(({ to }) => to).sort()).toEqual([
      "colleague@example.org",
      "coordinator@example.org",
      "member@example.org",
    ]);
    expect(mails[0]?.text).toContain("The observer is now a coordinator of North.");
    expect(mails[0]?.text).toContain("The secretariat made this change");
  });

  test("open earlier drafts by agreeing, for ever", async () => {
    const { context } = await withCoordinator();
    const member = await enter(context, "member");
    await openEarlierDrafts(context, member, toObserver);
    expect(await draftsOf(context, "observer")).toEqual(all.map((what) => `earlier ${what}`));
    await openEarlierDrafts(context, member, toObserver);
    const [notice] = (await getNewColleagues(context, await enter(context, "colleague"))).colleagues;
    expect(notice).toMatchObject({ isClosed: false, mayAgree: false, agreed: { by: { id: "member" } } });
  });

  test.each([
    ["never signed in before", "colleague", "not-allowed"],
    ["is the new coordinator", "observer", "not-allowed"],
    ["belongs to another organisation", "other", "not-found"],
  ])("do not agree through somebody who %s", async (_who, who, code) => {
    const { context } = await withCoordinator();
    const agreed = openEarlierDrafts(context, await enter(context, who), toObserver);
    await expect(agreed).rejects.toMatchObject({ code });
    expect(await draftsOf(context, "observer")).toEqual([]);
  });

  test("do not agree through a member of the secretariat among them", async () => {
    const { context } = await forumWithDrafts();
    await changePerson(context, secretariat, { person: "member", role: "secretariat" });
    const actor = await enter(context, "member");
    await changePerson(context, secretariat, { person: "observer", organisationId: "north" });
    await expect(openEarlierDrafts(context, actor, toObserver)).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("do not agree through a deputy", async () => {
    const { context } = await withCoordinator();
    const deputy = { ...(await enter(context, "member")), deputyId: "other" };
    await expect(openEarlierDrafts(context, deputy, toObserver)).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("who came later themselves open only what they read", async () => {
    const forum = await forumWithDrafts();
    const { context } = forum;
    await changePerson(context, secretariat, { person: "other", organisationId: "north" });
    const first = await enter(context, "other");
    await forum.comment("member", { text: "between", visibility: "organisation" });
    await changePerson(context, secretariat, { person: "observer", organisationId: "north" });
    await openEarlierDrafts(context, first, toObserver);
    expect(await draftsOf(context, "observer")).toEqual(["between"]);
  });

  test("see who got which place from whom, and who may agree; the person sees why drafts are closed", async () => {
    const { context } = await withCoordinator();
    const seen = async (who: string) => (await getNewColleagues(context, await enter(context, who))).colleagues;
    const by = { id: "secretariat", name: "The secretariat" };
    const facts = { organisation: { id: "north", shortName: "North" }, change: "coordinator", by, isClosed: true };
    expect(await seen("member")).toMatchObject([{ ...facts, isOwn: false, mayAgree: true, agreeing: [] }]);
    expect(await seen("colleague")).toMatchObject([{ ...facts, isOwn: false, mayAgree: false, agreeing: [] }]);
    expect(await seen("observer")).toMatchObject([
      { ...facts, isOwn: true, mayAgree: false, agreeing: ["The member"] },
    ]);
    expect(await seen("other")).toEqual([]);
  });

  test("are not needed if the operator opens the drafts, which they see", async () => {
    const { context } = await withCoordinator();
    await openEarlierDrafts(context, programActor, toObserver);
    expect(await draftsOf(context, "observer")).toHaveLength(3);
    const [notice] = (await getNewColleagues(context, await enter(context, "member"))).colleagues;
    expect(notice).toMatchObject({ isClosed: false, agreed: { by: null } });
    const events = await context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
    expect(events.filter(({ kind }) => kind === "earlier-drafts-opened")).toMatchObject([
      { actor: null, subject: { id: "observer" }, after: { organisationId: "north" } },
    ]);
  });
});

test("the first people of an organisation that has written nothing ask nobody", async () => {
  const { context } = await openForum();
  await changePerson(context, secretariat, { person: "observer", organisationId: "registry" });
  const { colleagues } = await getNewColleagues(context, await enter(context, "observer"));
  expect(colleagues).toEqual([]);
});

describe("a replaced address", () => {
  /** Replaces the member's address, and returns the token that the old one got. */
  async function replaced(forum: TestForum, email = puppet.email): Promise<{ token: string; to: string | undefined }> {
    const mails: Mail[] = [];
    const context = { ...forum.context, sendMail: (mail: Mail) => Promise.resolve(void mails.push(mail)) };
    await replaceAddress(context, secretariat, { person: "member", email });
    const toOwner = mails.find(({ text }) => text.includes("#address="));
    return { token: /#address=member\.(\S+)/u.exec(toOwner?.text ?? "")?.[1] ?? "", to: toOwner?.to };
  }

  test("does not open its owner's own drafts, nor their data", async () => {
    const { context } = await forumWithDrafts();
    const drafts = await context.store.read((reader) => reader.list("annotations", { participantId: "member" }));
    await setFollowing(context, asActor("member"), { subject: "document/opinion-5", state: "following" });
    await setFollowing(context, asActor("member"), { subject: `thread/${drafts[0]?.id ?? ""}`, state: "muted" });
    await replaceAddress(context, secretariat, { person: "member", email: puppet.email });
    expect(await draftsOf(context, "member")).toEqual([]);
    const file = await getOwnData(context, await enter(context, "member"));
    const parts = unzipSync(file.bytes);
    expect(["comments", "actions"].map((part) => strFromU8(parts[`${part}.json`] ?? new Uint8Array()))).toEqual([
      "[]\n",
      expect.not.stringContaining("annotation-created"),
    ]);
    const inbox = JSON.parse(strFromU8(parts["inbox.json"] ?? new Uint8Array())) as object;
    expect(inbox).toEqual({ readUpTo: "", doneUpTo: "", marks: [], following: ["document/opinion-5"], muted: [] });
  });

  test("opens them after seven days, and those of others still not", async () => {
    const forum = await forumWithDrafts();
    await forum.comment("colleague", { text: "of a colleague", visibility: "organisation" });
    await replaced(forum);
    const days = (count: number): Context => ({
      ...forum.context,
      now: () => new Date(forum.context.now().getTime() + count * 24 * 60 * 60 * 1000),
    });
    expect(await draftsOf(days(6), "member")).toEqual([]);
    expect(await draftsOf(days(7), "member")).toEqual([...all, "private"].map((what) => `earlier ${what}`).sort());
  });

  test("opens all that the old address could read once that agrees, and only once", async () => {
    const forum = await forumWithDrafts();
    await forum.comment("colleague", { text: "of a colleague", visibility: "organisation" });
    const { token } = await replaced(forum);
    const agreement = { participant: "member", token };
    await agreeToAddress(forum.context, asActor("public"), agreement);
    expect(await draftsOf(forum.context, "member")).toHaveLength(5);
    const again = agreeToAddress(forum.context, asActor("public"), agreement);
    await expect(again).rejects.toMatchObject({ code: "link-not-valid" });
  });

  test("cannot agree to a further one in its owner's place", async () => {
    const forum = await forumWithDrafts();
    const first = await replaced(forum);
    const second = await replaced(forum, "second@example.org");
    expect([first.to, second.to]).toEqual(["member@example.org", "member@example.org"]);
    const early = agreeToAddress(forum.context, asActor("public"), { participant: "member", token: first.token });
    await expect(early).rejects.toMatchObject({ code: "link-not-valid" });
  });

  test("stays held back after changes by the secretariat and their undo", async () => {
    const forum = await forumWithDrafts();
    await replaced(forum);
    const { change } = await changePerson(forum.context, secretariat, { person: "member", name: "Renamed" });
    await undoChange(forum.context, secretariat, { event: change ?? "" });
    expect(await draftsOf(forum.context, "member")).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import path from "node:path";
import type { NewAnnotation } from "#core/contract/annotation-operations.ts";
import type { ChangedClause, NotificationItem } from "#core/contract/notification-operations.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { getFollowing, getNotifications, setFollowing } from "../../../server/services/inbox/notifications.ts";
import { createDocument } from "../../../server/services/forum/document.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { loadContent } from "../../../server/services/versions/content.ts";
import { addOrganisation, mergeOrganisations } from "../../../server/services/people/organisations.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

/** A person who took part in nothing. */
const reader = "other";

async function itemsOf({ context }: TestForum, who = reader): Promise<NotificationItem[]> {
  return (await getNotifications(context, asActor(who), { state: "unread", size: 100 })).items;
}

/** Returns what a person is notified of, as "kind (reason)", latest first. */
async function told(forum: TestForum, who = reader): Promise<string[]> {
  const items = await itemsOf(forum, who);
  return items.flatMap(({ entries }) => entries.map(({ kind, reason }) => `${kind} (${reason})`));
}

/** Returns the id of a clause of a version, by its citation. */
async function clauseIn({ context }: TestForum, version: string, citation: string): Promise<string> {
  const found = await context.store.read((store) => store.get("versions", version));
  const clause = (await loadContent(context, found!)).text.clauses.find((one) => one.citation === citation);
  return clause!.id;
}

async function follow(
  forum: TestForum,
  { id }: { id: string },
  citation: string,
  state: "following" | "none" = "following",
) {
  const subject = `clause/${id}/${await clauseIn(forum, id, citation)}`;
  return setFollowing(forum.context, asActor(reader), { subject, state });
}

async function commentOn(
  forum: TestForum,
  version: { id: string },
  citation: string,
  more: Partial<NewAnnotation> = {},
): Promise<void> {
  const targets = [{ kind: "clause" as const, clause: await clauseIn(forum, version.id, citation) }];
  await forum.comment("member", { version: version.id, targets, ...more });
}

async function accept({ context }: TestForum): Promise<void> {
  const decision = { annotation: uuid(1), revision: 0, outcome: "accepted", reason: "Clearer." } as const;
  await decideAnnotation(context, asActor("secretariat"), { ...decision, mergedWith: null, shownIn: null });
}

const [capacity, taken] = ["considering b)", "is of the view 1"];

describe("a followed clause", () => {
  test("is reported in each of five drafts that changes it, also if it moves, splits or merges", async () => {
    const forum = await openForum();
    const files = path.resolve(__dirname, "../../../fixtures/agreement/files");
    const draft = (round: number) => readFileSync(path.join(files, `agreement.${String(round)}.md`), "utf8");
    const first = await forum.publish("1", draft(1));
    for (const citation of ["Art. 5.4", "Art. 4.5", "Art. 13.3"]) await follow(forum, first, citation);
    const reported: Record<number, Pick<ChangedClause, "change" | "from" | "to">[]> = {};
    for (const round of [2, 3, 4, 5]) {
      await forum.publish(String(round), draft(round));
      const item = (await itemsOf(forum)).find(({ version }) => version?.address === `opinion-5@${String(round)}`);
      reported[round] = (item?.changed?.clauses ?? []).map(({ change, from, to }) => ({ change, from, to }));
    }
    // As the edits between the drafts say (fixtures/agreement/answers.json).
    expect(reported).toEqual({
      2: [{ change: "moved", from: ["Art. 4.5"], to: ["Art. 12.2"] }],
      3: [
        { change: "split", from: ["Art. 5.4"], to: ["Art. 5.4", "Art. 5.5"] },
        { change: "merged", from: ["Art. 13.3", "Art. 13.4"], to: ["Art. 15.9"] },
      ],
      4: [
        { change: "edited", from: ["Art. 5.4"], to: ["Art. 5.4"] },
        { change: "edited", from: ["Art. 15.9"], to: ["Art. 15.9"] },
      ],
      5: [],
    });
  });

  test("is reported in a draft that is being published when somebody begins to follow it", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    const version = await forum.prepare("2", secondDraft);
    const { store } = forum.context;
    let isFollowed = false;
    const slow = Object.create(store, {
      transact: {
        value: async (work: never) => {
          if (!isFollowed) await follow(forum, first, capacity);
          isFollowed = true;
          return store.transact(work);
        },
      },
    }) as typeof store;
    await publishVersion({ ...forum.context, store: slow }, asActor("secretariat"), { version });
    expect(await told(forum)).toEqual(["clauses-changed (follows-clause)"]);
  });

  test("is shown with its redline", async () => {
    const forum = await openForum();
    await follow(forum, await forum.publish("1", firstDraft), capacity);
    await forum.publish("2", secondDraft);
    const [item] = await itemsOf(forum);
    const { language, clauses } = item!.changed!.clauses[0]!.redline;
    expect(language).toBe("en");
    expect(clauses[0]!.segments.map(({ kind, content }) => [kind, textOf(content)])).toContainEqual([
      "inserted",
      "fully ",
    ]);
  });

  test("is reported once in a draft to somebody who also follows the document", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await setFollowing(forum.context, asActor(reader), { subject: "document/opinion-5", state: "following" });
    await follow(forum, first, capacity);
    await forum.publish("2", secondDraft);
    expect(await told(forum)).toEqual(["clauses-changed (follows-clause)"]);
  });

  test("brings comments and decisions on it, and none on other clauses", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await follow(forum, first, capacity);
    await commentOn(forum, first, capacity);
    await commentOn(forum, first, taken);
    await accept(forum);
    expect(await told(forum)).toEqual(["decision (follows-clause)", "followed-comment (follows-clause)"]);
  });

  test("brings no comments that the reader may not read", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await follow(forum, first, capacity);
    await commentOn(forum, first, capacity, { visibility: "private" });
    const times = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: true };
    await setConsultation(forum.context, asActor("secretariat"), { version: first.id, revision: 0, ...times });
    await commentOn(forum, first, capacity);
    expect(await told(forum)).toEqual([]);
  });

  test("brings comments on later drafts", async () => {
    const forum = await openForum();
    await follow(forum, await forum.publish("1", firstDraft), capacity);
    const second = await forum.publish("2", secondDraft);
    await commentOn(forum, second, capacity);
    expect(await told(forum)).toContain("followed-comment (follows-clause)");
  });

  test("can be found and left in another draft", async () => {
    const forum = await openForum();
    const { context } = forum;
    await follow(forum, await forum.publish("1", firstDraft), capacity);
    const second = await forum.publish("2", secondDraft);
    const clauses = [await clauseIn(forum, second.id, capacity)];
    expect(await getFollowing(context, asActor(reader), { version: "opinion-5@2" })).toMatchObject({ clauses });
    await follow(forum, second, capacity, "none");
    await commentOn(forum, second, capacity);
    expect(await told(forum)).not.toContain("followed-comment (follows-clause)");
  });

  test("is kept only as long as somebody follows it", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    await follow(forum, first, capacity);
    await follow(forum, first, capacity, "none");
    await forum.publish("2", secondDraft);
    expect(await forum.context.store.read((store) => store.list("followedClauses"))).toEqual([]);
  });

  test("must exist in a draft that the reader may read", async () => {
    const forum = await openForum();
    const first = await forum.publish("1", firstDraft);
    const prepared = await forum.prepare("2", secondDraft);
    for (const subject of [`clause/${first.id}/none`, `clause/${prepared}/none`, "clause/none/none"])
      await expect(setFollowing(forum.context, asActor(reader), { subject, state: "following" })).rejects.toMatchObject(
        { code: "not-found" },
      );
  });
});

describe("a followed organisation", () => {
  const followNorth = ({ context }: TestForum) =>
    setFollowing(context, asActor(reader), { subject: "organisation/north", state: "following" });

  test("brings its comments and the decisions on them", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await followNorth(forum);
    await forum.comment("member");
    await accept(forum);
    expect(await told(forum)).toEqual(["decision (follows-organisation)", "followed-comment (follows-organisation)"]);
  });

  test("brings no comments that its people make for themselves", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await followNorth(forum);
    await forum.comment("member", { capacity: "personal" });
    expect(await told(forum)).toEqual([]);
  });

  test("brings nothing if the forum hides sources, because this would reveal them", async () => {
    const forum = await openForum({ sources: "hidden" });
    await forum.publish("1", firstDraft);
    await followNorth(forum);
    await forum.comment("member");
    expect(await told(forum)).toEqual([]);
  });

  describe("that is merged into another one", () => {
    const secretariat = asActor("secretariat");
    const harbour = "organisation/harbour";
    const mergeFollowed = async (): Promise<TestForum> => {
      const forum = await openForum();
      const names = { name: "Harbour Union", shortName: "Harbour", group: "other" };
      await addOrganisation(forum.context, secretariat, { id: "harbour", ...names });
      await setFollowing(forum.context, asActor(reader), { subject: harbour, state: "following" });
      await forum.publish("1", firstDraft);
      await forum.comment("member", { id: uuid(5) });
      await mergeOrganisations(forum.context, secretariat, { organisation: "harbour", into: "north" });
      return forum;
    };

    test("brings the comments of the other one from then on", async () => {
      const forum = await mergeFollowed();
      await forum.comment("member");
      expect(await told(forum)).toEqual(["followed-comment (follows-organisation)"]);
    });

    test("is unfollowed with the other one", async () => {
      const { context } = await mergeFollowed();
      await setFollowing(context, asActor(reader), { subject: "organisation/north", state: "none" });
      expect((await getFollowing(context, asActor(reader))).following).toEqual([]);
    });
  });
});

test("those who follow a document hear of the one that replaces it", async () => {
  const forum = await openForum();
  const { context } = forum;
  const secretariat = asActor("secretariat");
  await forum.publish("1", firstDraft);
  await setFollowing(context, asActor(reader), { subject: "document/opinion-5", state: "following" });
  const relations = [{ kind: "replaces", documentId: "opinion-5" } as const];
  const names = { title: "Draft Opinion 7", shortTitle: "Opinion 7", kind: "opinion" } as const;
  await createDocument(context, secretariat, { id: "opinion-7", ...names, relations });
  const bytes = new TextEncoder().encode(secondDraft);
  const file = { bytes, fileName: "opinion-7.md", date: "2013-02-09", language: "en" };
  const { version } = await prepareVersion(context, secretariat, {
    ...{ document: "opinion-7", round: "1", label: "Draft 1" },
    ...file,
  });
  await publishVersion(context, secretariat, { version: version.id });
  await forum.comment("member", { version: version.id });
  expect(await told(forum)).toEqual(["comment (follows-document)", "new-draft (follows-document)"]);
});

test("a new draft says what became of the reader's own comments", async () => {
  const forum = await openForum();
  const first = await forum.publish("1", firstDraft);
  await commentOn(forum, first, taken);
  await commentOn(forum, first, capacity);
  await commentOn(forum, first, "considering c)");
  await forum.comment("other", { version: first.id });
  await forum.publish("2", secondDraft);
  const [item] = (await itemsOf(forum, "member")).filter(({ entries }) => entries[0]!.kind === "new-draft");
  expect(item!.outcomes).toEqual({ total: 3, same: 1, proposed: 0, changed: 1, toConfirm: 0, gone: 1 });
});

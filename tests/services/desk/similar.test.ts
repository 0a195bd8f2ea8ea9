import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { DeskChange } from "#core/contract/desk-operations.ts";
import { getDesk } from "../../../server/services/desk/desk.ts";
import { changeDesk, undoDesk } from "../../../server/services/desk/desk-entry.ts";
import { getSimilar } from "../../../server/services/desk/similar.ts";
import { loadContent } from "../../../server/services/versions/content.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";
import { waiting } from "../annotations/cleared-forum.ts";

const letter = "Please hold the meetings online, so that people from small places can take part.";

const groupsOf = async ({ context }: TestForum, version = "opinion-5@1", who = "secretariat") => {
  const { groups } = await getSimilar(context, asActor(who), { version }, null);
  return groups.map(({ members }) => members.map(({ id }) => id));
};

async function openDraft(): Promise<{ forum: TestForum; clause: string }> {
  const forum = await openForum();
  const { id } = await forum.publish("1", firstDraft);
  const version = await forum.context.store.read((reader) => reader.get("versions", id));
  if (!version) throw new Error("The draft is missing");
  const { text } = await loadContent(forum.context, version);
  return { forum, clause: text.clauses.find(({ label }) => label === "2")?.id ?? "" };
}

const replace = (clause: string, start: number, end: number, text: string): ProposalOperation => ({
  kind: "replace",
  start: { clause, offset: start },
  end: { clause, offset: end },
  content: [{ type: "text", text }],
});

test("rejects members, who may not decide", async () => {
  const { forum } = await openDraft();
  await expect(groupsOf(forum, "opinion-5@1", "member")).rejects.toMatchObject({ code: "not-allowed" });
});

test("groups copies of a letter, and no drafts", async () => {
  const { forum } = await openDraft();
  await forum.comment("member", { id: uuid(1), text: letter });
  await forum.comment("colleague", { id: uuid(2), text: `I live on an island. ${letter}` });
  await forum.comment("member", { id: uuid(3), text: letter, visibility: "private" });
  await forum.comment("member", { id: uuid(4), text: letter.replace("so that", "but not so that") });
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(2)], [uuid(4)]]);
});

async function openProposals(): Promise<TestForum> {
  const { forum, clause } = await openDraft();
  const operations = [
    replace(clause, 5, 12, "minutes"),
    replace(clause, 0, 28, "that minutes should be kept."),
    replace(clause, 5, 12, "no files"),
  ];
  for (const [at, step] of operations.entries())
    await forum.comment("member", { id: uuid(at + 1), kind: "proposal", text: "", operations: [step] });
  return forum;
}

test("groups proposals that lead to the same text", async () => {
  expect(await groupsOf(await openProposals())).toEqual([[uuid(1), uuid(2)], [uuid(3)]]);
});

test("groups proposals of an earlier draft by the text that they lead to", async () => {
  const forum = await openProposals();
  await forum.publish("2", secondDraft);
  expect(await groupsOf(forum, "opinion-5@2")).toEqual([[uuid(1), uuid(2)], [uuid(3)]]);
});

test("the secretariat does not see a comment that awaits clearance", async () => {
  expect(await groupsOf(await waiting())).toEqual([]);
});

const correct = async ({ context }: TestForum, numbers: number[], grouping: DeskChange["grouping"]) => {
  const { items } = await getDesk(context, asActor("secretariat"), { size: 500 }, null);
  const chosen = items.filter(({ id }) => numbers.map(uuid).includes(id));
  const named = chosen.map(({ id, revision }) => ({ annotation: id, revision }));
  await changeDesk(context, asActor("secretariat"), { items: named, change: { grouping } }, null);
  return named.map(({ annotation, revision }) => ({ annotation, revision: revision + 1 }));
};

async function openCopies(): Promise<TestForum> {
  const { forum } = await openDraft();
  for (const number of [1, 2, 3]) await forum.comment("member", { id: uuid(number), text: letter });
  await forum.comment("member", { id: uuid(4), text: "Who pays?" });
  return forum;
}

test("a comment that was removed from its group is alone until that is undone", async () => {
  const forum = await openCopies();
  const changed = await correct(forum, [2], "alone");
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(3)], [uuid(2)], [uuid(4)]]);
  await undoDesk(forum.context, asActor("secretariat"), { items: changed }, null);
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(2), uuid(3)], [uuid(4)]]);
});

test("comments that were joined are in one group, also after one of them had been removed", async () => {
  const forum = await openCopies();
  await correct(forum, [2], "alone");
  await correct(forum, [4, 2], { with: uuid(2) });
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(2), uuid(3), uuid(4)]]);
});

test("a comment that was removed leaves the group of those that were joined with it", async () => {
  const forum = await openCopies();
  await correct(forum, [4], { with: uuid(2) });
  await correct(forum, [2], "alone");
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(3)], [uuid(2)], [uuid(4)]]);
});

test("a decision and a note leave the groups as they are, without another computation", async () => {
  const forum = await openCopies();
  const before = await getSimilar(forum.context, asActor("chair"), { version: "opinion-5@1" }, null);
  const items = [{ annotation: uuid(1), revision: 0 }];
  await changeDesk(forum.context, asActor("chair"), { items, change: { note: "Ask again." } }, null);
  expect(await getSimilar(forum.context, asActor("chair"), { version: "opinion-5@1" }, null)).toBe(before);
});

test("groups follow the next comment", async () => {
  const { forum } = await openDraft();
  await forum.comment("member", { id: uuid(1), text: letter });
  await groupsOf(forum);
  await forum.comment("colleague", { id: uuid(2), text: letter });
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(2)]]);
});

import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
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

test("groups follow the next comment", async () => {
  const { forum } = await openDraft();
  await forum.comment("member", { id: uuid(1), text: letter });
  await groupsOf(forum);
  await forum.comment("colleague", { id: uuid(2), text: letter });
  expect(await groupsOf(forum)).toEqual([[uuid(1), uuid(2)]]);
});

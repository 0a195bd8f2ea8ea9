import { type ChainLine, emptyHead, parseChainLine } from "../../../server/core/audit/chain-line.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { hideAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import {
  followDays,
  getAuditChain,
  getAuditHead,
  publishPrivateHead,
} from "../../../server/services/audit/audit-chain.ts";
import { verifyStore } from "../../../server/services/forum/backup.ts";
import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { withChains } from "../../../server/services/kernel/public-chain.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { documentCreated } from "../../store/document-event.ts";
import { forumOf } from "../../support/people.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const everybody = asActor("public");

/** Returns the lines that anybody downloads. */
async function linesOf({ context }: Pick<TestForum, "context">, after = 0): Promise<ChainLine[]> {
  const { pieces } = await getAuditChain(context, everybody, { after });
  let text = "";
  for await (const { bytes } of pieces) text += Buffer.from(bytes).toString();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parseChainLine(line)!);
}

const kindsOf = async (forum: TestForum): Promise<string[]> => (await linesOf(forum)).map(({ kind }) => kind);

async function openPublished(more: Parameters<typeof openForum>[0] = {}): Promise<TestForum> {
  const forum = await openForum(more);
  await forum.publish("1", firstDraft);
  return forum;
}

const published = ["document-created", "version-published"];

test("the chain has what everybody may know: documents, published drafts, submitted comments and replies", async () => {
  const forum = await openPublished();
  const { annotation } = await forum.comment("member");
  const reply = { annotation: annotation.id, id: uuid(100), text: "No.", position: null };
  await createReply(forum.context, asActor("other"), reply);
  const lines = await linesOf(forum);
  expect(lines.map(({ kind }) => kind)).toEqual([...published, "annotation-created", "reply-created"]);
  expect(lines.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  expect(new Set(lines.map(({ documentId }) => documentId))).toEqual(new Set(["opinion-5"]));
});

test("the chain has only kinds, times, documents and hashes", async () => {
  const forum = await openPublished({ sources: "hidden" });
  await forum.comment("member", { text: "A remark by Ada." });
  const { pieces } = await getAuditChain(forum.context, everybody, { after: 0 });
  let text = "";
  for await (const { bytes } of pieces) text += Buffer.from(bytes).toString();
  const [line = ""] = text.trimEnd().split("\n").slice(-1);
  expect(Object.keys(JSON.parse(line) as object)).toEqual([
    "position",
    "at",
    "kind",
    "documentId",
    "commitment",
    "link",
  ]);
  for (const secret of ["member", "north", "Ada", uuid(1)]) expect(text).not.toContain(secret);
});

test.each<[string, (forum: TestForum) => Promise<unknown>]>([
  ["a private draft", (forum) => forum.comment("member", { visibility: "private" })],
  ["an organisation's draft", (forum) => forum.comment("member", { visibility: "organisation" })],
  ["a draft in preparation", (forum) => forum.prepare("2", secondDraft)],
  ["a setting", ({ context }) => changeForum(context, asActor("secretariat"), { name: "Another name" })],
  [
    "a comment in a blind consultation",
    async (forum) => {
      const version = "opinion-5@1";
      const terms = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: true };
      await setConsultation(forum.context, asActor("secretariat"), { version, revision: 0, ...terms });
      const head = await getAuditHead(forum.context, everybody);
      await forum.comment("member");
      expect(await getAuditHead(forum.context, everybody)).toEqual(head);
    },
  ],
])("the bytes of the chain do not change with %s", async (what, act) => {
  const forum = await openPublished();
  const [before, head] = [await linesOf(forum), await getAuditHead(forum.context, everybody)];
  await act(forum);
  const [after, headAfter] = [await linesOf(forum), await getAuditHead(forum.context, everybody)];
  if (what.includes("blind")) expect(after.map(({ kind }) => kind)).toEqual([...published, "consultation-set"]);
  else expect([after, headAfter]).toEqual([before, head]);
});

test("a draft that is submitted and withdrawn enters the chain when it is submitted", async () => {
  const forum = await openPublished();
  const { annotation } = await forum.comment("member");
  const given = { annotation: annotation.id, revision: await forum.revision(annotation.id), reason: "" };
  await withdrawAnnotation(forum.context, asActor("member"), given);
  expect(await kindsOf(forum)).toEqual([...published, "annotation-created", "annotation-withdrawn"]);
});

test("hiding a comment leaves its line, and adds one", async () => {
  const forum = await openPublished();
  const { annotation } = await forum.comment("member");
  const before = await linesOf(forum);
  const given = { annotation: annotation.id, revision: await forum.revision(annotation.id), reason: "Spam." };
  await hideAnnotation(forum.context, asActor("secretariat"), given);
  const after = await linesOf(forum);
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)?.kind).toBe("annotation-hidden");
});

test("in a forum for participants, the chain has what all of them may know, and only they read it", async () => {
  const forum = await openPublished({ audience: "participants" });
  await forum.comment("member");
  await expect(getAuditHead(forum.context, everybody)).rejects.toMatchObject({ code: "not-signed-in" });
  await expect(getAuditChain(forum.context, everybody, { after: 0 })).rejects.toMatchObject({ code: "not-signed-in" });
  expect((await getAuditHead(forum.context, asActor("observer"))).position).toBe(3);
});

test("the head is that of the last line, and lines can be read from a position on", async () => {
  const forum = await openPublished();
  await forum.comment("member");
  const lines = await linesOf(forum);
  const { position, link, at } = lines.at(-1)!;
  expect(await getAuditHead(forum.context, everybody)).toEqual({ position, link, at });
  expect(await linesOf(forum, 2)).toEqual(lines.slice(2));
  expect(await linesOf(forum, 99)).toEqual([]);
});

test("a chain without lines has the empty head", async () => {
  const { context } = await openForum();
  const empty = { ...context, store: withChains(openMemoryStore()) };
  await empty.store.transact(async (writer) => {
    await writer.put("forum", forumOf({}));
    await writer.append({ ...documentCreated("draft"), kind: "forum-changed" });
  });
  expect(await getAuditHead(empty, everybody)).toEqual({ ...emptyHead, at: null });
  expect(await linesOf({ context: empty })).toEqual([]);
});

test("erasing a person leaves every line of the chain, which stays whole", async () => {
  const forum = await openPublished();
  await forum.comment("member");
  const before = await linesOf(forum);
  await erasePerson(forum.context, asActor("secretariat"), { person: "member", reason: "They asked." });
  expect(await linesOf(forum)).toEqual(before);
  expect((await verifyStore(forum.context)).faults.filter(({ code }) => /chain|head/u.test(code))).toEqual([]);
});

describe("the head of the private chain", () => {
  const at = ({ context }: TestForum, moment: string): TestForum["context"] => ({
    ...context,
    now: () => new Date(moment),
  });

  test("is published once a day, whether or not something private happened", async () => {
    const forum = await openPublished();
    const next = await publishPrivateHead(at(forum, "2013-02-07T10:00:00Z"));
    expect(next).toEqual(new Date("2013-02-08T00:00:00Z"));
    await Promise.all([1, 2].map(() => publishPrivateHead(at(forum, "2013-02-07T23:59:59Z"))));
    await publishPrivateHead(at(forum, "2013-02-08T00:00:01Z"));
    const heads = (await linesOf(forum)).slice(2);
    expect(heads.map(({ kind, at: when }) => [kind, when])).toEqual([
      ["private-chain-published", "2013-02-07T10:00:00.000Z"],
      ["private-chain-published", "2013-02-08T00:00:01.000Z"],
    ]);
    expect(heads[0]?.commitment).not.toBe(heads[1]?.commitment);
    expect((await verifyStore(forum.context)).faults).toEqual([]);
  });

  test("is published once by several servers", async () => {
    const forum = await openPublished();
    await Promise.all([1, 2, 3].map(() => publishPrivateHead(at(forum, "2013-02-07T10:00:00Z"))));
    expect((await kindsOf(forum)).filter((kind) => kind === "private-chain-published")).toHaveLength(1);
  });

  test("is published at a start, and stops when it is told to", async () => {
    const forum = await openPublished();
    const heard = new Promise((resolve) => forum.context.store.subscribe(resolve));
    const stop = followDays(forum.context, () => undefined);
    expect(await heard).toMatchObject({ kind: "private-chain-published", chain: "public" });
    stop();
  });

  test("is published once a day until publishing is stopped", async () => {
    const forum = await openPublished();
    jest.useFakeTimers({ now: new Date("2013-02-07T22:30:00Z"), doNotFake: ["nextTick", "setImmediate"] });
    try {
      const hour = 3_600_000;
      const stop = followDays({ ...forum.context, now: () => new Date() }, () => undefined);
      await jest.advanceTimersByTimeAsync(26 * hour);
      stop();
      await jest.advanceTimersByTimeAsync(26 * hour);
    } finally {
      jest.useRealTimers();
    }
    const heads = (await linesOf(forum)).filter(({ kind }) => kind === "private-chain-published");
    expect(heads.map(({ at: when }) => when)).toEqual([
      "2013-02-07T22:30:00.000Z",
      "2013-02-08T00:00:00.000Z",
      "2013-02-09T00:00:00.000Z",
    ]);
  });

  test("tries again an hour after it could not be published", async () => {
    const forum = await openPublished();
    const { store } = forum.context;
    jest.useFakeTimers({ now: new Date("2013-02-07T10:00:00Z"), doNotFake: ["nextTick", "setImmediate"] });
    const failures: unknown[] = [];
    try {
      jest.spyOn(store, "transact").mockRejectedValueOnce(new Error("The disk is full."));
      const stop = followDays({ store, now: () => new Date() }, (error) => failures.push(error));
      await jest.advanceTimersByTimeAsync(3_600_000);
      stop();
    } finally {
      jest.useRealTimers();
    }
    expect(failures).toEqual([new Error("The disk is full.")]);
    const heads = (await linesOf(forum)).filter(({ kind }) => kind === "private-chain-published");
    expect(heads.map(({ at: when }) => when)).toEqual(["2013-02-07T11:00:00.000Z"]);
  });

  test("tells the verification if the private chain is another one", async () => {
    const forum = await openPublished();
    await publishPrivateHead(at(forum, "2013-02-07T10:00:00Z"));
    const { store } = forum.context;
    const row = await store.read((reader) => reader.get("publishedHeads", "private"));
    await store.transact(async (writer) => {
      await writer.put("publishedHeads", { ...row!, position: 99 });
      const subject = { collection: "publishedHeads", id: "private" } as const;
      const by = { at: "2013-02-07T11:00:00Z", actor: null, onBehalfOf: null, documentId: null };
      const after = { position: 1, link: "0".repeat(64) };
      await writer.append({ ...by, kind: "private-chain-published", subject, before: null, after });
    });
    expect((await verifyStore(forum.context)).faults.map(({ code }) => code)).toEqual([
      "published-head-other",
      "chain-cut",
    ]);
  });
});

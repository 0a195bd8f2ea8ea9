import fc from "fast-check";
import { findReplyTarget, replyAddress, replyTokenIn } from "../../../server/services/mailing/reply-address.ts";
import { newMailing } from "../../../server/services/mailing/mailing.ts";
import { openForum, firstDraft, type TestForum, uuid } from "../../support/forum.ts";
import { day } from "./mailed-forum.ts";

const base = "replies@forum.example";
const now = new Date("2013-02-06T09:00:00.000Z");

/** Opens a forum with a thread, in which two people have a mailing, and returns the event of the thread. */
async function threadIn(): Promise<{ forum: TestForum; seq: number }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member");
  const seq = await forum.context.store.transact(async (writer) => {
    const seq = await writer.lastEvent();
    for (const id of ["member", "other"])
      await writer.put("mailings", await newMailing(forum.context, writer, { id, seq }));
    return seq;
  });
  return { forum, seq };
}

const opened = threadIn();

/** Returns the address of a person in the thread. */
async function addressOf(person: string): Promise<string> {
  const { forum, seq } = await opened;
  return forum.context.store.read(async (reader) => {
    const mailing = await reader.get("mailings", person);
    if (!mailing) throw new Error("no mailing");
    return replyAddress(base, mailing, { thread: `thread/${uuid(1)}`, seq }, now);
  });
}

async function targetOf(token: string, at: Date = now): Promise<unknown> {
  const { forum } = await opened;
  return forum.context.store.read((reader) => findReplyTarget(reader, token, at));
}

async function tokenOf(person: string): Promise<string> {
  return replyTokenIn(base, await addressOf(person)) ?? "";
}

test("a reply address leads to its person and thread", async () => {
  expect(await targetOf(await tokenOf("other"))).toEqual({ participantId: "other", annotationId: uuid(1) });
});

test("a reply address has at most 64 characters before the @, for the longest base", async () => {
  const address = (await addressOf("member")).replace("replies", "r".repeat(19));
  expect(address.indexOf("@")).toBe(64);
});

test("an address in capitals still leads to its person", async () => {
  const token = replyTokenIn(base, (await addressOf("member")).toUpperCase());
  expect(await targetOf(token ?? "")).toMatchObject({ participantId: "member" });
});

test("a reply address expires after 30 days", async () => {
  const token = await tokenOf("member");
  expect(await targetOf(token, new Date(now.getTime() + 30 * day))).not.toBeNull();
  expect(await targetOf(token, new Date(now.getTime() + 31 * day))).toBeNull();
});

test("no token with another digit leads anywhere", async () => {
  const token = await tokenOf("member");
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.integer({ min: 1, max: 15 }), async (at, by) => {
      const digit = ((Number.parseInt(token[at] ?? "", 16) + by) % 16).toString(16);
      expect(await targetOf(token.slice(0, at) + digit + token.slice(at + 1))).toBeNull();
    }),
  );
});

test("the token of one person does not work with the key of another", async () => {
  const [member, other] = [await tokenOf("member"), await tokenOf("other")];
  expect(await targetOf(other.slice(0, 8) + member.slice(8))).toBeNull();
});

test("no other text is a token", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 60 }), async (text) => expect(await targetOf(text)).toBeNull()),
  );
});

test.each(["replies@forum.example", "replies+x@forum.example.org", "others+x@forum.example", "x"])(
  "%s is no reply address of another base",
  (address) => expect(replyTokenIn(base, address)).toBeNull(),
);

import { NewReply, type ShownReply } from "#core/contract/reply-operations.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply, editReply, hideReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { eraseAnnotation, hideAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const [proposal, reply] = [uuid(1), uuid(90)];
const other = asActor("other");
const at = { clause: "considering-c", offset: 23 };
const wording = "much too ";
const amendment = [
  { kind: "kept", text: "much ", insertion: 0 },
  { kind: "inserted", text: "and  far ", insertion: 0 },
  { kind: "kept", text: "too ", insertion: 0 },
] as const satisfies AmendedPart[];
const stored = amendment.map((part) => ({ ...part, text: part.text.replace("  ", " ") }));

/** Opens a forum in which the member proposes to insert a wording in c). */
async function withProposal(text = wording): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", {
    kind: "proposal",
    text: "",
    targets: [{ kind: "clause", clause: at.clause }],
    operations: [{ kind: "replace", start: at, end: at, content: [{ type: "text", text }] }],
  });
  return forum;
}

const amend = (forum: TestForum, more: Partial<NewReply> & { annotation?: string } = {}): Promise<ShownReply> =>
  createReply(forum.context, other, {
    ...{ annotation: proposal, id: reply, text: "", position: "support-with-amendment", amendment },
    ...more,
  });

const refusal = (code: string): object => ({
  code: "invalid-request",
  errors: [expect.objectContaining({ code })],
});

test("an amendment belongs to its author and shows as a redline of the proposal's wording", async () => {
  const forum = await withProposal();
  const made = await amend(forum);
  expect(made).toMatchObject({ amendment: stored, speaker: { participantId: "other" } });
});

test("an amendment needs neither text nor a position", async () => {
  const forum = await withProposal();
  expect(await amend(forum, { position: null })).toMatchObject({ text: "", position: null, amendment: stored });
});

test.each<[what: string, code: string, more: Partial<NewReply>]>([
  [
    "to another wording",
    "amendment-of-other-wording",
    { amendment: [{ kind: "kept", text: "far too ", insertion: 0 }] },
  ],
  [
    "of another insertion",
    "amendment-of-other-wording",
    { amendment: [{ kind: "inserted", text: "x", insertion: 1 }] },
  ],
  [
    "of nothing but control characters",
    "amendment-changes-nothing",
    { amendment: [amendment[0], { kind: "inserted", text: "\u0000\ud83d", insertion: 0 }, amendment[2]] },
  ],
  ["that changes nothing", "amendment-changes-nothing", { amendment: [{ kind: "kept", text: wording, insertion: 0 }] }],
  ["that deletes all", "amendment-deletes-all", { amendment: [{ kind: "deleted", text: wording, insertion: 0 }] }],
  ["with opposition", "amendment-and-position-differ", { position: "oppose" }],
  [
    "with more than 20 000 inserted characters",
    "field-too-long",
    { amendment: [...amendment, { kind: "inserted", text: "x ".repeat(10_000), insertion: 0 }] },
  ],
])("an amendment %s is refused", async (_what, code, more) => {
  const forum = await withProposal();
  await expect(amend(forum, more)).rejects.toMatchObject(refusal(code));
});

test("an amendment that divides a character is refused", async () => {
  const forum = await withProposal("😀 ");
  const halves = [
    { kind: "deleted", text: "\ud83d", insertion: 0 },
    { kind: "inserted", text: "x", insertion: 0 },
    { kind: "kept", text: "\ude00 ", insertion: 0 },
  ] satisfies AmendedPart[];
  await expect(amend(forum, { amendment: halves })).rejects.toMatchObject(refusal("amendment-of-other-wording"));
});

test("an amendment inserts no control characters and no halves of characters", async () => {
  const forum = await withProposal();
  const [first, , last] = amendment;
  const dirty = { kind: "inserted", text: "and \u0001 f\u0000ar\ud83d ", insertion: 0 } as const;
  expect(await amend(forum, { amendment: [first, dirty, last] })).toMatchObject({ amendment: stored });
});

test("an amendment has at most 2000 parts", () => {
  const reply = { id: uuid(90), text: "", position: null };
  const part = { kind: "kept", text: "a", insertion: 0 };
  const accepts = (length: number): boolean =>
    NewReply.safeParse({ ...reply, amendment: Array.from({ length }, () => part) }).success;
  expect([accepts(2000), accepts(2001)]).toEqual([true, false]);
});

test("a comment cannot be amended", async () => {
  const forum = await withProposal();
  await forum.comment("member");
  await expect(amend(forum, { annotation: uuid(2) })).rejects.toMatchObject(refusal("amendment-without-wording"));
});

test("the wording of a withdrawn proposal cannot be found out by amending it", async () => {
  const forum = await withProposal();
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: proposal, reason: "" });
  await expect(amend(forum)).rejects.toMatchObject({ code: "wrong-state" });
});

describe("an edit of the reply", () => {
  const edit = async (forum: TestForum, change: Omit<Parameters<typeof editReply>[2], "reply" | "revision">) =>
    editReply(forum.context, other, { reply, revision: await forum.revision(reply), ...change });

  test.each<[what: string, change: Parameters<typeof edit>[1], kept: unknown]>([
    ["of its text keeps the amendment", { text: "Why not?" }, stored],
    ["to a position without amendments removes it", { position: "support" }, null],
    ["can keep it without a position", { position: null }, stored],
    [
      "can change it",
      {
        amendment: [
          { kind: "inserted", text: "very ", insertion: 0 },
          ...amendment.filter(({ kind }) => kind === "kept"),
        ],
      },
      [{ kind: "inserted", text: "very ", insertion: 0 }, stored[0], stored[2]],
    ],
    ["can remove it", { amendment: null }, null],
  ])("%s", async (_what, change, kept) => {
    const forum = await withProposal();
    await amend(forum);
    expect((await edit(forum, change)).amendment).toEqual(kept);
  });

  test("that leaves nothing is refused", async () => {
    const forum = await withProposal();
    await amend(forum, { position: null });
    await expect(edit(forum, { amendment: null })).rejects.toMatchObject(refusal("reply-without-words"));
  });
});

describe("who sees an amendment", () => {
  const seenBy = async (forum: TestForum, who: string): Promise<unknown[]> => {
    const [placed] = await getAnnotations(forum.context, asActor(who), { version: "opinion-5@1" }, null);
    return placed?.replies.map((shown) => shown.amendment) ?? [];
  };

  test("everybody who sees the proposal", async () => {
    const forum = await withProposal();
    await amend(forum);
    expect(await seenBy(forum, "public")).toEqual([stored]);
  });

  test("only its own side while it awaits clearance", async () => {
    const forum = await withProposal();
    await setClearance(forum.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
    await createReply(
      forum.context,
      { ...asActor("member"), underClearance: true },
      {
        ...{ annotation: proposal, id: reply, text: "", position: null, amendment },
      },
    );
    expect(await Promise.all(["public", "other", "member"].map((who) => seenBy(forum, who)))).toEqual([
      [],
      [],
      [stored],
    ]);
  });

  test.each([
    ["withdrawn", (forum: TestForum) => withdrawReply(forum.context, other, { reply })],
    ["hidden", (forum: TestForum) => hideReply(forum.context, asActor("secretariat"), { reply, reason: "Off topic." })],
  ])("not the public once it is %s", async (_what, remove) => {
    const forum = await withProposal();
    await amend(forum);
    await remove(forum);
    expect(await seenBy(forum, "public")).toEqual([undefined]);
  });
});

describe("the wording of a proposal is not told by an amendment", () => {
  const told = async ({ context }: TestForum): Promise<unknown> => {
    const [placed] = await getAnnotations(context, other, { version: "opinion-5@1" }, null);
    return placed?.replies[0]?.amendment;
  };

  test.each<[what: string, change: (forum: TestForum) => Promise<unknown>]>([
    [
      "that was withdrawn",
      (forum) => withdrawAnnotation(forum.context, asActor("member"), { annotation: proposal, reason: "" }),
    ],
    [
      "that was hidden",
      (forum) => hideAnnotation(forum.context, asActor("secretariat"), { annotation: proposal, reason: "Rude" }),
    ],
    [
      "that was erased",
      (forum) => eraseAnnotation(forum.context, asActor("secretariat"), { annotation: proposal, reason: "Court" }),
    ],
  ])("%s", async (_what, change) => {
    const forum = await withProposal();
    await amend(forum);
    await change(forum);
    expect(await told(forum)).toBeNull();
  });

  test("that was erased, in the record either", async () => {
    const forum = await withProposal();
    await amend(forum);
    await eraseAnnotation(forum.context, asActor("secretariat"), { annotation: proposal, reason: "Court" });
    const kept = await forum.context.store.read(async (reader) => [
      await reader.get("replies", reply),
      await reader.events({ after: 0, limit: 100 }),
    ]);
    expect(JSON.stringify(kept)).not.toContain("much ");
  });
});

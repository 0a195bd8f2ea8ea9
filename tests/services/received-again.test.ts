import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { exportOperations } from "#core/contract/export-operations.ts";
import { createReply } from "../../server/services/create-reply.ts";
import { exportVersion } from "../../server/services/export-version.ts";
import { getAnnotations } from "../../server/services/get-annotations.ts";
import { receiveContribution } from "../../server/services/receive-contribution.ts";
import { takeContribution } from "../../server/services/take-contribution.ts";
import { undoTaking } from "../../server/services/undo-taking.ts";
import { withdrawAnnotation } from "../../server/services/withdraw-annotation.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../support/forum.ts";

const secretariat = asActor("secretariat");

/** A forum with a comment that was answered and a proposal, and its commented draft as a Word file. */
async function commented(sources: "shown" | "hidden"): Promise<{ forum: TestForum; bytes: Uint8Array }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const start = { clause: "considering-c", offset: 23 };
  const quote = { exact: "far away", prefix: "", suffix: "" };
  await forum.comment("member", {
    text: "How far?",
    targets: [{ kind: "range", start, end: { ...start, offset: 31 }, quote }],
  });
  const reply = { annotation: uuid(1), id: uuid(20), text: "A day.", position: null };
  await createReply(forum.context, asActor("other"), reply);
  await forum.comment("other", {
    kind: "proposal",
    text: "It is too far.",
    targets: [{ kind: "clause", clause: "considering-c" }],
    operations: [{ kind: "delete", clause: "considering-c" }],
  });
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout: "tracked-changes", sources });
  return {
    forum,
    bytes: (await exportVersion(forum.context, secretariat, { version: "opinion-5@1", ...query })).bytes,
  };
}

/** The file after the colleague answered the first comment in it. */
function answered(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const edit = (name: string, change: (xml: string) => string): void => {
    parts[name] = strToU8(change(strFromU8(parts[name] ?? new Uint8Array())));
  };
  const root =
    /w15:paraId="([^"]+)"/u.exec(strFromU8(parts["word/commentsExtended.xml"] ?? new Uint8Array()))?.[1] ?? "";
  edit("word/comments.xml", (xml) =>
    xml.replace(
      "</w:comments>",
      '<w:comment w:id="77" w:author="The colleague" w:date="2013-02-06T20:00:00Z" w:initials="C">' +
        '<w:p w14:paraId="7F000001"><w:r><w:t>Two days by boat.</w:t></w:r></w:p></w:comment></w:comments>',
    ),
  );
  edit("word/commentsExtended.xml", (xml) =>
    xml.replace(
      "</w15:commentsEx>",
      `<w15:commentEx w15:paraId="7F000001" w15:paraIdParent="${root}"/></w15:commentsEx>`,
    ),
  );
  return zipSync(parts);
}

const receive = (forum: TestForum, bytes: Uint8Array) =>
  receiveContribution(forum.context, secretariat, { bytes, fileName: "north.docx", organisation: "north" });

/** The file as a word processor saves it that forgets the styles of paragraphs in comments. */
function savedElsewhere(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts["word/comments.xml"] ?? new Uint8Array());
  const forgotten = xml.replace(/<w:pStyle w:val="[^"]*"\/>|<w:rStyle w:val="[^"]*"\/>/gu, "");
  return zipSync({ ...parts, "word/comments.xml": strToU8(forgotten) });
}

async function exported(forum: TestForum, version: string, layout: string): Promise<Uint8Array> {
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout });
  return (await exportVersion(forum.context, secretariat, { version, ...query })).bytes;
}

async function answers(forum: TestForum): Promise<string[]> {
  const placed = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" });
  return placed.flatMap(({ replies }) =>
    replies.map(({ speaker, text, standing }) => `${speaker.name}: ${text} ${standing}`),
  );
}

test.each(["shown", "hidden"] as const)(
  "a commented draft that comes back with sources %s says nothing a second time",
  async (sources) => {
    const { forum, bytes } = await commented(sources);
    const { items, setAside, version } = await receive(forum, bytes);
    expect(version?.address).toBe("opinion-5@1");
    expect(items).toEqual([]);
    expect(new Set(setAside.map(({ code }) => code))).toEqual(new Set(["said-already"]));
  },
);

test("what was answered in it to what others said becomes an answer to that, and is taken back with the rest", async () => {
  const { forum, bytes } = await commented("shown");
  const received = await receive(forum, answered(bytes));
  expect(received.items.map(({ author, text, answersId }) => [author, text, answersId])).toEqual([
    ["The colleague", "Two days by boat.", uuid(1)],
  ]);
  const act = { contribution: received.id, revision: received.revision };
  const taken = await takeContribution(forum.context, secretariat, act);
  expect(await answers(forum)).toEqual(["The other: A day. open", "The colleague: Two days by boat. open"]);
  const undone = await undoTaking(forum.context, secretariat, { ...act, revision: taken.revision });
  expect(await answers(forum)).toEqual(["The other: A day. open", "The colleague:  withdrawn"]);
  await takeContribution(forum.context, secretariat, { ...act, revision: undone.revision });
  expect((await answers(forum)).at(-1)).toBe("The colleague: Two days by boat. open");
});

test("nor where another word processor saved it in between", async () => {
  const { forum, bytes } = await commented("shown");
  expect((await receive(forum, savedElsewhere(bytes))).items).toEqual([]);
});

test("nor does what was taken back, of which the file has that it was", async () => {
  const { forum } = await commented("shown");
  const withdrawn = { annotation: uuid(1), reason: "It was answered." };
  await withdrawAnnotation(forum.context, asActor("member"), withdrawn);
  expect((await receive(forum, await exported(forum, "opinion-5@1", "on-the-words"))).items).toEqual([]);
});

test.each(["on-the-words", "tracked-changes"])(
  "nor do proposals on an earlier draft that stand on this one, laid out as %s, with words beside them or none",
  async (layout) => {
    const { forum } = await commented("shown");
    await forum.comment("member", {
      kind: "proposal",
      text: "",
      targets: [{ kind: "clause", clause: "is-of-the-view-2" }],
      operations: [{ kind: "delete", clause: "is-of-the-view-2" }],
    });
    await forum.publish("2", firstDraft.replace("*considering*\n", "*considering*\n\na0) that it is late;\n"));
    expect((await receive(forum, await exported(forum, "opinion-5@2", layout))).items).toEqual([]);
  },
);

test.each(["comment-form", "three-columns", "forum", "by-source"])(
  "a list of comments in Word (%s) that comes back has nothing that is taken unasked, and it is told what to send instead",
  async (layout) => {
    const { forum } = await commented("shown");
    const { items, notices } = await receive(forum, await exported(forum, "opinion-5@1", layout));
    expect(items.filter(({ taken }) => taken)).toEqual([]);
    expect(notices.map(({ code }) => code)).toContain("form-in-word");
  },
);

test.each(["on-the-words", "tracked-changes"])("a commented draft (%s) is told to be no such list", async (layout) => {
  const { forum } = await commented("shown");
  const { notices } = await receive(forum, await exported(forum, "opinion-5@1", layout));
  expect(notices.map(({ code }) => code)).not.toContain("form-in-word");
});

test("a commented draft that comes back is from whoever put something in it", async () => {
  const { forum, bytes } = await commented("shown");
  const { organisations } = await receiveContribution(forum.context, secretariat, {
    ...{ bytes: answered(bytes), fileName: "back.docx" },
  });
  expect(organisations.map(({ id }) => id)).toEqual(["north"]);
});

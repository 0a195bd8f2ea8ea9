import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { exportOperations } from "#core/contract/export-operations.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { editContribution } from "../../../server/services/contributions/edit-contribution.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { importContribution, undoImport } from "../../../server/services/contributions/import-contribution.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { r } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";
import { commented as commentedWords, markedOpinion } from "../../support/marked-opinion.ts";

const secretariat = asActor("secretariat");

/** Opens a forum with a proposal and a comment with a reply, and exports its commented draft as a Word file. */
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
    bytes: (await exportVersionFile(forum.context, secretariat, { version: "opinion-5@1", ...query }, null)).bytes,
  };
}

/** Returns the file with a reply by the colleague to its first comment. */
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

/** Returns the file as saved by a word processor that drops the styles in comments. */
function savedElsewhere(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts["word/comments.xml"] ?? new Uint8Array());
  const forgotten = xml.replace(/<w:pStyle w:val="[^"]*"\/>|<w:rStyle w:val="[^"]*"\/>/gu, "");
  return zipSync({ ...parts, "word/comments.xml": strToU8(forgotten) });
}

async function exported(forum: TestForum, version: string, layout: string): Promise<Uint8Array> {
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout });
  return (await exportVersionFile(forum.context, secretariat, { version, ...query }, null)).bytes;
}

async function answers(forum: TestForum): Promise<string[]> {
  const placed = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
  return placed.flatMap(({ replies }) =>
    replies.map(({ speaker, text, standing }) => `${speaker.name}: ${text} ${standing}`),
  );
}

test.each(["shown", "hidden"] as const)(
  "a commented draft that returns with sources %s has no new items",
  async (sources) => {
    const { forum, bytes } = await commented(sources);
    const { items, setAside, version } = await receive(forum, bytes);
    expect(version?.address).toBe("opinion-5@1");
    expect(items).toEqual([]);
    expect(new Set(setAside.map(({ code }) => code))).toEqual(new Set(["said-already"]));
  },
);

test("imports a new reply in a returned draft as a reply, and undo withdraws it", async () => {
  const { forum, bytes } = await commented("shown");
  const received = await receive(forum, answered(bytes));
  expect(received.items.map(({ author, text, answersId }) => [author, text, answersId])).toEqual([
    ["The colleague", "Two days by boat.", uuid(1)],
  ]);
  const act = { contribution: received.id, revision: received.revision };
  const imported = await importContribution(forum.context, secretariat, act);
  expect(await answers(forum)).toEqual(["The other: A day. open", "The colleague: Two days by boat. open"]);
  const undone = await undoImport(forum.context, secretariat, { ...act, revision: imported.revision });
  expect(await answers(forum)).toEqual(["The other: A day. open", "The colleague:  withdrawn"]);
  await importContribution(forum.context, secretariat, { ...act, revision: undone.revision });
  expect((await answers(forum)).at(-1)).toBe("The colleague: Two days by boat. open");
});

test("a draft saved by another word processor has no new items", async () => {
  const { forum, bytes } = await commented("shown");
  expect((await receive(forum, savedElsewhere(bytes))).items).toEqual([]);
});

test("a comment marked as withdrawn in the file is not a new item", async () => {
  const { forum } = await commented("shown");
  const withdrawn = { annotation: uuid(1), reason: "It was answered." };
  await withdrawAnnotation(forum.context, asActor("member"), withdrawn);
  expect((await receive(forum, await exported(forum, "opinion-5@1", "on-the-words"))).items).toEqual([]);
});

test.each(["on-the-words", "tracked-changes"])(
  "proposals carried from an earlier draft, laid out as %s, are not new items",
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
  "a returned Word list of comments (%s) imports nothing by default and gives a notice",
  async (layout) => {
    const { forum } = await commented("shown");
    const { items, notices } = await receive(forum, await exported(forum, "opinion-5@1", layout));
    expect(items.filter(({ taken }) => taken)).toEqual([]);
    expect(notices.map(({ code }) => code)).toContain("form-in-word");
  },
);

test.each(["on-the-words", "tracked-changes"])("a commented draft (%s) gets no notice about lists", async (layout) => {
  const { forum } = await commented("shown");
  const { notices } = await receive(forum, await exported(forum, "opinion-5@1", layout));
  expect(notices.map(({ code }) => code)).not.toContain("form-in-word");
});

test("a commented draft that returns comes from the person who added to it", async () => {
  const { forum, bytes } = await commented("shown");
  const { organisations } = await receiveContribution(forum.context, secretariat, {
    ...{ bytes: answered(bytes), fileName: "back.docx" },
  });
  expect(organisations.map(({ id }) => id)).toEqual(["north"]);
});

test.each<[what: string, named: { organisation?: string; jointly?: string[] }, senders: string[]]>([
  ["guesses the senders again if nobody named them", {}, ["north"]],
  [
    "keeps the senders that a person named, even if they equal the guess",
    { organisation: "registry", jointly: ["north"] },
    ["registry", "north"],
  ],
])("if some comments were made in the meantime, %s", async (_what, named, senders) => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const commentXml = (id: string, author: string, text: string): string =>
    `<w:comment w:id="${id}" w:author="${author}"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`;
  const bytes = markedOpinion(
    {
      c: `<w:p>${r("c) that meetings are held ")}${commentedWords(1, r("far"))}${commentedWords(2, r(" away"))}${r(",")}</w:p>`,
    },
    { comments: commentXml("1", "The other (Registry)", "How far?") + commentXml("2", "The colleague", "Two days.") },
  );
  const received = await receiveContribution(forum.context, secretariat, { bytes, fileName: "back.docx" });
  expect(received.organisations.map(({ id }) => id)).toEqual(["registry", "north"]);
  const contribution = received.id;
  const { revision } = await editContribution(forum.context, secretariat, {
    ...{ contribution, revision: received.revision, ...named },
  });
  await forum.comment("other", { text: "How far?" });
  const sentOn = "2013-02-05";
  const { organisations } = await editContribution(forum.context, secretariat, { contribution, revision, sentOn });
  expect(organisations.map(({ id }) => id)).toEqual(senders);
});

describe("recognises earlier comments only if the receiver may see them", () => {
  const coordinator = asActor("coordinator");
  /** A comment by "other" on c), under the name that our files use, with a reply of their own. */
  const bytes = markedOpinion(
    { c: `<w:p>${r("c) that meetings are held ")}${commentedWords(1, r("far away"))}${r(",")}</w:p>` },
    {
      comments: [
        [1, "How far?"],
        [2, "Let us ask that."],
      ]
        .map(
          ([id, text]) =>
            `<w:comment w:id="${String(id)}" w:author="The other (Registry)" w:date="2013-02-02T11:00:00Z">` +
            `<w:p w14:paraId="0${String(id)}"><w:r><w:t>${String(text)}</w:t></w:r></w:p></w:comment>`,
        )
        .join(""),
      commentsExtended: '<w15:commentEx w15:paraId="01"/><w15:commentEx w15:paraId="02" w15:paraIdParent="01"/>',
    },
  );
  const receiveAsCoordinator = (forum: TestForum) =>
    receiveContribution(forum.context, coordinator, { bytes, fileName: "north.docx" });

  test("colleagues' replies to a draft stay hidden", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("other", { text: "How far?", visibility: "organisation" });
    const reply = { annotation: uuid(1), id: uuid(20), text: "Let us ask that.", position: null };
    await createReply(forum.context, asActor("other"), reply);
    const submit = { annotation: uuid(1), revision: await forum.revision(uuid(1)), visibility: "submitted" as const };
    await editAnnotation(forum.context, asActor("other"), submit);
    const { items, setAside } = await receiveAsCoordinator(forum);
    expect(setAside.map(({ words }) => words)).toEqual(["How far?"]);
    expect(items.map(({ text, answersId }) => [text, answersId])).toEqual([["Let us ask that.", uuid(1)]]);
  });

  test("a blind consultation hides other organisations' submissions, in drafts and collections", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const terms = { version: "opinion-5@1", revision: 0, blind: true };
    const { context } = forum;
    const month = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z" };
    await setConsultation(context, secretariat, { ...terms, ...month });
    await forum.comment("other", { text: "How far?" });
    const query = exportOperations.exportVersion.query.parse({ format: "jsonld" });
    const collection = await exportVersionFile(context, secretariat, { version: "opinion-5@1", ...query }, null);
    expect((await receiveAsCoordinator(forum)).items).toHaveLength(1);
    const sent = { bytes: collection.bytes, fileName: "all.jsonld" };
    expect((await receiveContribution(context, coordinator, sent)).items).toHaveLength(1);
  });
});

test("a comment on several targets, saved by another word processor, is not a new item", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const targets = ["considering-a", "considering-c"].map((clause) => ({ kind: "clause" as const, clause }));
  await forum.comment("member", { text: "The same of both.", targets });
  const { items, setAside } = await receive(
    forum,
    savedElsewhere(await exported(forum, "opinion-5@1", "on-the-words")),
  );
  expect(items).toEqual([]);
  expect(setAside.map(({ code, words }) => [code, words.replace(/\n+/gu, " ")])).toEqual([
    ["said-already", expect.stringContaining("The same of both.")],
    ["said-already", "Comment 1, here too"],
  ]);
});

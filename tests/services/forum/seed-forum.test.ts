import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ForumFile } from "../../../server/core/access/forum-file.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { ForumFileError } from "../../../server/services/forum/seed-steps.ts";
import { seedForum } from "../../../server/services/forum/seed-forum.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import type { Store } from "../../../server/store/store.ts";
import { asActor, firstDraft } from "../../support/forum.ts";
import { forumOf, organisations, participants } from "../../support/people.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { everyStore } from "../../support/stores.ts";

const scratch = scratchFolder();

type FileAnnotation = Partial<ForumFile["annotations"][number]>;

/** Writes a folder with a forum of one draft and the given annotations. Each is on the whole document by default. */
function folderWith(...annotations: FileAnnotation[]): string {
  const folder = mkdtempSync(path.join(scratch, "forum-"));
  mkdirSync(path.join(folder, "files"));
  writeFileSync(path.join(folder, "files", "o5.md"), firstDraft);
  const document = {
    id: "opinion-5",
    title: "Opinion 5",
    shortTitle: "O5",
    kind: "opinion",
    position: 1,
    relations: [],
  };
  const version = { round: "1", label: "First draft", date: "2012-09-14", language: "en", file: "files/o5.md" };
  const file = ForumFile.parse({
    forum: forumOf(),
    organisations,
    participants,
    documents: [{ ...document, versions: [version] }],
    annotations: annotations.map((annotation, index) => ({
      id: `a${index + 1}`,
      on: "opinion-5@1",
      kind: "comment",
      type: "general",
      targets: [{ document: true }],
      text: "A remark.",
      by: "member",
      at: `2012-09-2${index}T10:00:00Z`,
      ...annotation,
    })),
  });
  writeFileSync(path.join(folder, "forum.json"), JSON.stringify(file));
  return folder;
}

/** Seeds a forum into a new memory store. */
async function seeded(folder: string) {
  const context = createContext(openMemoryStore());
  expect(await seedForum(context, folder)).toBe(true);
  return context;
}

describe.each(everyStore())("seeding the %s store", (_name, open) => {
  let store: Store;
  beforeEach(async () => (store = await open()));
  afterEach(() => store.close());

  test("fills it once if two servers start at the same time", async () => {
    const context = createContext(store);
    const folder = folderWith({});
    const filled = await Promise.all([seedForum(context, folder), seedForum(context, folder)]);
    expect(filled.toSorted()).toEqual([false, true]);
    expect(await store.read(async (reader) => (await reader.list("annotations")).length)).toBe(1);
    const created = (await store.read((reader) => reader.events({ after: 0, limit: 1000 }))).map(({ kind }) => kind);
    expect(created.filter((kind) => kind === "annotation-created")).toHaveLength(1);
  });
});

test("adds the documents and annotations of another folder to the forum", async () => {
  const [folder, other] = [folderWith({ text: "On Opinion 5." }), folderWith({ id: "b1", text: "On Opinion 6." })];
  const file = path.join(other, "forum.json");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("opinion-5", "opinion-6"));
  const context = createContext(openMemoryStore());
  expect(await seedForum(context, folder, other)).toBe(true);
  const { documents } = await getLibrary(context, asActor("public"), { size: 100 });
  expect(documents.map(({ id }) => id).sort()).toEqual(["opinion-5", "opinion-6"]);
  const texts = await context.store.read(async (reader) => {
    const annotations = await reader.list("annotations");
    return annotations.map(({ id, text }) => [id, text]).sort();
  });
  expect(texts).toEqual([
    ["a1", "On Opinion 5."],
    ["b1", "On Opinion 6."],
  ]);
});

test("names the folder whose forum file is wrong", async () => {
  const [folder, other] = [folderWith(), folderWith({ id: "b1", by: "nobody" })];
  const file = path.join(other, "forum.json");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("opinion-5", "opinion-6"));
  const seeding = seedForum(createContext(openMemoryStore()), folder, other);
  await expect(seeding).rejects.toThrow(`${file}: annotation b1: there is no participant “nobody”`);
});

test("places annotations on the text the file cites, with its dates", async () => {
  const context = await seeded(
    folderWith(
      { targets: [{ citation: "considering b)", quote: "that", occurrence: 1 }], at: "2012-10-01T08:00:00Z" },
      { targets: [{ section: "considering" }, { clause: "is of the view 2" }] },
      {
        targets: [
          {
            from: { citation: "considering a)", quote: "what is decided", occurrence: 1 },
            to: { citation: "considering b)", quote: "few", occurrence: 1 },
          },
        ],
      },
    ),
  );
  const placed = await getAnnotations(context, programActor, { version: "opinion-5@1" }, null);
  expect(placed.map(({ annotation }) => [annotation.id, annotation.createdAt, annotation.targets])).toEqual([
    [
      "a2",
      "2012-09-21T10:00:00.000Z",
      [
        expect.objectContaining({ kind: "section", clause: "considering" }),
        { kind: "clause", clause: "is-of-the-view-2" },
      ],
    ],
    [
      "a3",
      "2012-09-22T10:00:00.000Z",
      [expect.objectContaining({ quote: expect.objectContaining({ exact: "what is decided;\nthat few" }) as unknown })],
    ],
    [
      "a1",
      "2012-10-01T08:00:00.000Z",
      [
        expect.objectContaining({
          start: { clause: "considering-b", offset: 0 },
          end: { clause: "considering-b", offset: 4 },
        }),
      ],
    ],
  ]);
});

test("finds a proposal's operations by citation", async () => {
  const context = await seeded(
    folderWith({
      kind: "proposal",
      operations: [
        { kind: "replace", citation: "considering b)", quote: "few", occurrence: 1, by: "not all" },
        { kind: "insert", after: "is of the view 2", clauseKind: "item", label: "a)", text: "for ten years." },
        { kind: "delete", citation: "considering c)" },
        { kind: "move", citation: "is of the view 2", after: "is of the view" },
      ],
    }),
  );
  const [placed] = await getAnnotations(context, programActor, { version: "opinion-5@1" }, null);
  expect(placed?.annotation.operations).toEqual([
    {
      kind: "replace",
      start: { clause: "considering-b", offset: 5 },
      end: { clause: "considering-b", offset: 8 },
      content: [{ type: "text", text: "not all" }],
    },
    {
      kind: "insert",
      after: "is-of-the-view-2",
      clause: { kind: "item", label: "a)", depth: 1, content: [{ type: "text", text: "for ten years." }] },
    },
    { kind: "delete", clause: "considering-c" },
    { kind: "move", clause: "is-of-the-view-2", after: "is-of-the-view" },
  ]);
});

test("reads replies, withdrawn comments and hidden comments", async () => {
  const reply = { by: "other", at: "2012-09-30T10:00:00Z", text: "Yes.", position: "support" as const };
  const context = await seeded(folderWith({ replies: [reply] }, { withdrawn: "Settled." }, { hidden: "Rude." }));
  const placed = await getAnnotations(context, asActor("public"), { version: "opinion-5@1" }, null);
  expect(
    placed.map(({ annotation, replies }) => [annotation.standing, annotation.standingReason, replies.length]),
  ).toEqual([
    ["open", null, 1],
    ["withdrawn", "Settled.", 0],
    ["hidden", "Rude.", 0],
  ]);
});

test.each<[string, FileAnnotation, string]>([
  [
    "an unknown clause",
    { targets: [{ clause: "considering z)" }] },
    "annotation a1: no clause has the citation “considering z)”",
  ],
  [
    "a quote that does not occur",
    { targets: [{ citation: "considering a)", quote: "few", occurrence: 1 }] },
    "annotation a1: “few” is not in “considering a)”",
  ],
  [
    "a second occurrence of words that occur once",
    { targets: [{ citation: "considering b)", quote: "few", occurrence: 2 }] },
    "annotation a1: “few” is not in “considering b)” 2 times",
  ],
  ["an unknown participant", { by: "nobody" }, "annotation a1: there is no participant “nobody”"],
  [
    "a participant without permission",
    { by: "observer", capacity: "personal" },
    "annotation a1: Your role does not allow this.",
  ],
  ["an unknown version", { on: "opinion-5@2" }, "annotation a1: There is nothing at this address"],
])("reports %s and stores nothing", async (_what, annotation, message) => {
  const folder = folderWith(annotation);
  const store = openMemoryStore();
  const seeding = seedForum(createContext(store), folder);
  await expect(seeding).rejects.toThrow(ForumFileError);
  await expect(seeding).rejects.toThrow(message);
  expect(await store.read((reader) => reader.list("forum"))).toEqual([]);
});

test.each([
  ["organisation north", { organisations: organisations.map((known) => ({ ...known, group: "youth" })) }],
  ["participant secretariat", { participants: participants.map((known) => ({ ...known, group: "youth" })) }],
])("reports a group of %s that the forum does not have, and stores nothing", async (part, people) => {
  const folder = folderWith();
  const file = path.join(folder, "forum.json");
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, "utf8")) as object), ...people }));
  const store = openMemoryStore();
  await expect(seedForum(createContext(store), folder)).rejects.toThrow(
    new RegExp(
      `: ${part}: .* group: the forum has no stakeholder group “youth”. One of these is expected: member-`,
      "u",
    ),
  );
  expect(await store.read((reader) => reader.list("forum"))).toEqual([]);
});

test.each([
  ["text that is not JSON", "{", "forum.json is not JSON"],
  [
    "JSON of another format",
    JSON.stringify({ forum: {}, participants: "all" }),
    "forum.json: forum.id: it is missing. forum.name: it is missing.",
  ],
])("rejects a file with %s and reports the fault", async (_what, content, message) => {
  const folder = folderWith();
  writeFileSync(path.join(folder, "forum.json"), content);
  const seeding = seedForum(createContext(openMemoryStore()), folder);
  await expect(seeding).rejects.toThrow(ForumFileError);
  await expect(seeding).rejects.toThrow(message);
});

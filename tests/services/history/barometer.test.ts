import type { ProposalOperation } from "../../../server/core/discuss/proposal-operation.ts";
import { getBarometer, getBarometerFeed, getBarometerTable } from "../../../server/services/history/barometer.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const everybody = asActor("public");
const input = { document: "opinion-5" };
const [bracketed, nested, settled] = [
  firstDraft.replace("should be made easier", "[should] be made easier"),
  firstDraft.replace("should be made easier", "[should be made [much] easier]").replace("records", "[records]"),
  firstDraft,
];

async function openDrafts(...drafts: readonly string[]): Promise<TestForum> {
  const forum = await openForum();
  for (const [index, draft] of drafts.entries()) await forum.publish(String(index + 1), draft);
  return forum;
}

test.each([getBarometer, getBarometerFeed, getBarometerTable])(
  "%p rejects the public in a closed forum",
  async (get) => {
    const forum = await openForum({ audience: "participants" });
    await forum.publish("1", bracketed);
    await expect(get(forum.context, everybody, input, null)).rejects.toMatchObject({ code: "not-signed-in" });
  },
);

test.each(["opinion-5@9", "version-2", "nothing"])("the draft %s does not exist for a reader", async (draft) => {
  const forum = await openDrafts(bracketed);
  await forum.prepare("2", nested);
  const chosen = getBarometer(forum.context, asActor("secretariat"), { ...input, draft }, null);
  await expect(chosen).rejects.toMatchObject({ code: "not-found" });
});

test.each([getBarometer, getBarometerFeed, getBarometerTable])(
  "%p finds no document in a language without a published draft",
  async (get) => {
    const forum = await openDrafts(bracketed);
    const inLanguage = (language: string): Promise<unknown> =>
      get(forum.context, everybody, { ...input, language }, null);
    await expect(inLanguage("fr")).rejects.toMatchObject({ code: "not-found" });
    await expect(inLanguage("en")).resolves.toBeDefined();
  },
);

test("counts every published draft, and leaves out prepared and withdrawn ones", async () => {
  const forum = await openDrafts(bracketed, nested, settled);
  await withdrawVersion(forum.context, asActor("secretariat"), { version: "opinion-5@3", reason: "The wrong file." });
  await forum.prepare("4", bracketed);
  const { drafts, shown } = await getBarometer(forum.context, everybody, input, null);
  expect(drafts.map(({ version, counts }) => [version.address, counts])).toEqual([
    ["opinion-5@1", { brackets: 1, outermost: 1, options: 0, words: 1 }],
    ["opinion-5@2", { brackets: 3, outermost: 2, options: 0, words: 6 }],
  ]);
  expect(shown?.draft).toBe(1);
});

test("lists what opened, closed and remained since the draft before, with the clause", async () => {
  const forum = await openDrafts(bracketed, nested, settled);
  const { shown } = await getBarometer(forum.context, everybody, { ...input, draft: "opinion-5@2" }, null);
  expect(shown?.changes).toMatchObject({
    opened: [
      { citation: "is of the view 1", text: "[much]", wording: "new", asked: null },
      { citation: "is of the view 2", text: "[records]", wording: "existing", asked: null },
    ],
    closed: [],
    remained: [{ citation: "is of the view 1", text: "[should be made [much] easier]" }],
  });
  const last = await getBarometer(forum.context, everybody, input, null);
  expect(last.shown?.changes?.closed.map(({ outcome, text }) => [outcome, text])).toEqual([
    ["agreed", "[should be made [much] easier]"],
    ["deleted", "[much]"],
    ["agreed", "[records]"],
  ]);
});

test("counts clauses with something open, and articles with their counts in the draft before", async () => {
  const forum = await openDrafts(nested, bracketed);
  const { shown } = await getBarometer(forum.context, everybody, input, null);
  expect(shown?.articles).toMatchObject([
    {
      clause: null,
      counts: { brackets: 1 },
      before: { brackets: 3 },
      clauses: [{ citation: "is of the view 1", counts: { brackets: 1, words: 1 } }],
    },
  ]);
});

test("compares only the chosen draft with the one before", async () => {
  const forum = await openDrafts(bracketed, nested, settled);
  const compared = jest.spyOn(forum.context.comparisons, "get");
  await getBarometer(forum.context, everybody, { ...input, draft: "opinion-5@1" }, null);
  expect(compared).not.toHaveBeenCalled();
  await getBarometer(forum.context, everybody, { ...input, draft: "opinion-5@2" }, null);
  expect(new Set(compared.mock.calls.map(([key]) => key)).size).toBe(1);
});

test("a draft in another language is shown among the drafts of that language", async () => {
  const forum = await openDrafts(bracketed);
  await forum.publish("1", "# الرأي الخامس\n\nإن المنتدى، [يقرر] ما يلي\n", { language: "ar" });
  const barometer = await getBarometer(forum.context, everybody, { ...input, draft: "opinion-5@1:ar" }, null);
  expect([barometer.language, barometer.drafts[0]?.counts.brackets]).toEqual(["ar", 1]);
});

describe("the proposal that asked for a bracket", () => {
  /** Puts a word of the view in brackets, or adds a word before it. */
  const replaceShould = (text: string): ProposalOperation => ({
    kind: "replace",
    start: { clause: "is-of-the-view-2", offset: "that records ".length },
    end: { clause: "is-of-the-view-2", offset: "that records should".length },
    content: [{ type: "text", text }],
  });

  async function askedIn(sources: "shown" | "hidden", operation: ProposalOperation, next: string): Promise<unknown> {
    const forum = await openForum({ sources });
    await forum.publish("1", firstDraft);
    await forum.comment("member", { kind: "proposal", operations: [operation] });
    await forum.publish("2", firstDraft.replace("records should", next));
    const { shown } = await getBarometer(forum.context, everybody, input, null);
    return shown?.changes?.opened.map(({ asked }) => asked && { by: asked.by, madeOn: asked.madeOn });
  }

  test("is named with its source", async () => {
    expect(await askedIn("shown", replaceShould("[should]"), "records [should]")).toEqual([
      { by: ["North"], madeOn: "opinion-5@1" },
    ]);
  });

  test("is named without its source if sources are hidden", async () => {
    expect(await askedIn("hidden", replaceShould("[should]"), "records [should]")).toEqual([
      { by: [], madeOn: "opinion-5@1" },
    ]);
  });

  test("is not guessed from words alone", async () => {
    expect(await askedIn("shown", replaceShould("properly should"), "records [properly] should")).toEqual([null]);
  });
});

test("the table has a row for each draft, article and clause, with totals", async () => {
  const forum = await openDrafts(bracketed, nested);
  const { bytes, fileName } = await getBarometerTable(forum.context, everybody, input);
  expect(fileName).toBe("opinion-5.en.barometer.csv");
  const rows = new TextDecoder()
    .decode(bytes)
    .trim()
    .split("\r\n")
    .map((row) => row.split(","));
  const levels = rows.slice(1).map(([address, , , level]) => `${address ?? ""} ${level ?? ""}`);
  expect(levels.filter((level) => level === "opinion-5@1 clause").length).toBeGreaterThan(5);
  expect(levels.filter((level) => !level.endsWith("clause"))).toEqual([
    "opinion-5@1 draft",
    "opinion-5@1 article",
    "opinion-5@2 draft",
    "opinion-5@2 article",
  ]);
  const of = (level: string): string[] | undefined => rows.findLast((row) => row[3] === level)?.slice(6, 10);
  expect(of("draft")).toEqual(["3", "2", "0", "6"]);
  expect(of("article")).toEqual(["3", "2", "0", "6"]);
  expect(rows.find((row) => row[5] === "is of the view 1")?.at(-1)).toBe("/read/opinion-5@1#is-of-the-view-1");
});

test("the feed has an entry for each draft, the newest first", async () => {
  const forum = await openDrafts(bracketed, nested, settled);
  const { bytes } = await getBarometerFeed(forum.context, everybody, input, null);
  const xml = new TextDecoder().decode(bytes);
  expect([...xml.matchAll(/<entry>\s*<id>.*?<\/id>\s*<title>(.*?)<\/title>/gsu)].map(([, title]) => title)).toEqual([
    "Draft 3: 0 brackets, 0 options",
    "Draft 2: 3 brackets, 0 options",
    "Draft 1: 1 bracket, 0 options",
  ]);
  expect(xml).toContain("Since Draft 2: 0 opened, 3 closed, 0 remained.");
  expect(xml).toContain("Since Draft 1: 2 opened, 0 closed, 1 remained.");
});

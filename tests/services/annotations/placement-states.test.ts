import type { NewAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import type { NewPlaceAct } from "../../../server/core/contract/outcome-operations.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import { ExportFormat, exportFormats } from "#core/compile/export-format.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Placement } from "#core/place/placement.ts";
import { getPlacements } from "../../../server/services/annotations/placement.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { getDocumentOutcomes, getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getPreview } from "../../../server/services/publication/preview.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";

const first = "that every national plan shall state who is to be connected by the end of the decade;";
const kept = "that records of every meeting are kept";
const deleted = ", and that copies are sent to all members";

/** A draft with these two operative paragraphs. */
const draft = (...operatives: [string, string]): string =>
  `# Opinion\n\nThe Forum,\n\n*is of the view*\n\n1 ${operatives[0]}\n\n2 ${operatives[1]}.\n`;

/** The second draft takes up a proposal and deletes text. The third one restores the text. */
const drafts = [
  draft(first, `${kept}${deleted}`),
  draft(first.replace("shall", "should"), kept),
  draft(first.replace("shall", "should"), `${kept}${deleted}`),
] as const;
const second = "opinion-5@2";
const everybody = asActor("public");

async function words(forum: TestForum, version: string, quote: string): Promise<Target> {
  const { text } = await getVersion(forum.context, everybody, { version });
  const start = text.text.indexOf(quote);
  return describeRange(text, start, start + quote.length);
}

/** Opens a forum with a proposal of a word and a comment on text that the second draft deletes. */
async function openTaken(
  more: Partial<NewAnnotation> = {},
): Promise<{ forum: TestForum; proposal: string; comment: string }> {
  const forum = await openForum();
  await forum.publish("1", drafts[0]);
  const at = first.indexOf("shall");
  const clause = "is-of-the-view-1";
  const proposed = await forum.comment("member", {
    kind: "proposal",
    text: "Not binding.",
    operations: [
      {
        kind: "replace",
        start: { clause, offset: at },
        end: { clause, offset: at + "shall".length },
        content: [{ type: "text", text: "should" }],
      },
    ],
    targets: [await words(forum, "opinion-5@1", "shall")],
    ...more,
  });
  const commented = await forum.comment("member", {
    text: "Costly.",
    targets: [await words(forum, "opinion-5@1", deleted)],
  });
  return { forum, proposal: proposed.annotation.id, comment: commented.annotation.id };
}

async function openDrafts(): Promise<{ forum: TestForum; proposal: string; comment: string }> {
  const opened = await openTaken();
  await opened.forum.publish("2", drafts[1]);
  await opened.forum.publish("3", drafts[2]);
  return opened;
}

const quotesOf = ({ targets }: Pick<Placement, "targets">): string[] =>
  targets.map((target) => (target.kind === "range" ? target.quote.exact : target.kind));

/** Returns the state and the texts of an annotation's placement on each later draft. */
async function placesOf({ context }: TestForum, annotation: string): Promise<[string, string[]][]> {
  const placements = await getPlacements(context, everybody, { annotation }, null);
  return placements.map(({ placement }) => [placement.state, quotesOf(placement)]);
}

test("places a proposal at its text in every draft that has it", async () => {
  const { forum, proposal } = await openDrafts();
  expect(await placesOf(forum, proposal)).toEqual([
    ["taken", ["should"]],
    ["taken", ["should"]],
  ]);
});

test("places a comment on deleted text at the clause, and at the text once it returns", async () => {
  const { forum, comment } = await openDrafts();
  expect(await placesOf(forum, comment)).toEqual([
    ["clause-only", ["clause"]],
    ["exact", [deleted]],
  ]);
});

test("every table and the reading page show the same states, and none needs a person's decision", async () => {
  const { forum } = await openDrafts();
  const outcomes = await getOutcomes(forum.context, everybody, { version: second, waiting: false }, null);
  expect(outcomes.entries.map(({ placement }) => placement.state)).toEqual(["taken", "clause-only"]);
  expect(outcomes.counts).toMatchObject({ taken: 1, "clause-only": 1, orphan: 0 });
  expect(outcomes.waiting).toBe(0);
  const { rows } = await getDocumentOutcomes(forum.context, everybody, { document: "opinion-5" }, null);
  expect(rows.map(({ cells }) => cells.map(({ state }) => state))).toEqual([
    ["exact", "taken", "taken"],
    ["exact", "clause-only", "exact"],
  ]);
  const read = await getAnnotations(forum.context, everybody, { version: second }, null);
  expect(read.map(({ placement }) => placement.state)).toEqual(["taken", "clause-only"]);
});

test("the outcomes table filters by the new states", async () => {
  const { forum, comment } = await openDrafts();
  const input = { version: second, states: ["clause-only"], waiting: false } as const;
  const { entries } = await getOutcomes(forum.context, everybody, input, null);
  expect(entries.map(({ annotation }) => annotation.id)).toEqual([comment]);
});

test("the preview shows proposals that are taken, deleted text, and text that returns", async () => {
  const { forum, proposal, comment } = await openTaken();
  const secretariat = asActor("secretariat");
  const states = (placements: readonly Placement[]) =>
    placements.map(({ annotationId, state }) => [annotationId, state]);
  const next = await forum.prepare("2", drafts[1]);
  expect(states((await getPreview(forum.context, secretariat, { version: next }, null)).placements)).toEqual([
    [proposal, "taken"],
    [comment, "clause-only"],
  ]);
  await forum.publish("3", drafts[1]);
  const last = await forum.prepare("4", drafts[2]);
  const preview = await getPreview(forum.context, secretariat, { version: last }, null);
  expect([states(preview.placements), states(preview.returned), preview.lostBefore]).toEqual([
    [[proposal, "exact"]],
    [[comment, "exact"]],
    0,
  ]);
});

test.each<[string, (forum: TestForum) => Promise<Partial<NewPlaceAct>>, string, string[]]>([
  [
    "chosen",
    async (forum) => ({ kind: "re-anchored", targets: [await words(forum, second, "national plan")] }),
    "text-changed",
    ["national plan"],
  ],
  ["given up", () => Promise.resolve({ kind: "given-up", reason: "It was met." }), "orphan", []],
])("keeps a placement that a person has %s", async (_act, act, state, quotes) => {
  const { forum, proposal } = await openDrafts();
  const input = { annotation: proposal, version: second, revision: 0, reason: "", ...(await act(forum)) };
  await settlePlace(forum.context, asActor("member"), input as NewPlaceAct & typeof input);
  const [onSecond, onThird] = await getPlacements(forum.context, everybody, { annotation: proposal }, null);
  expect([onSecond?.placement.state, quotesOf(onSecond!.placement)]).toEqual([state, quotes]);
  expect(onSecond?.placement.settled?.computed.state).toBe("taken");
  expect(onThird?.placement.state).not.toBe("taken");
  expect(quotesOf(onThird!.placement)).toEqual(quotes);
});

test("offers candidate places for deleted text, also if it is only one of several", async () => {
  const { forum } = await openTaken();
  const targets = [await words(forum, "opinion-5@1", "records"), await words(forum, "opinion-5@1", deleted)];
  await forum.comment("member", { targets });
  await forum.publish("2", drafts[1]);
  const { entries } = await getOutcomes(forum.context, everybody, { version: second, waiting: false }, null);
  const candidates = entries.map((entry) => entry.candidates.map(({ targetIndex }) => targetIndex));
  expect(entries.map(({ placement }) => placement.reason.code)).toEqual([
    "proposal-taken",
    "clause-left",
    "some-words-removed",
  ]);
  expect(candidates).toEqual([[], [0], [1]]);
});

test("confirms neither state, but lets a person choose another location", async () => {
  const { forum, proposal, comment } = await openDrafts();
  const settle = (annotation: string, act: NewPlaceAct) =>
    settlePlace(forum.context, asActor("member"), { annotation, version: second, ...act });
  for (const annotation of [proposal, comment]) {
    const confirm = { kind: "confirmed", revision: 0, reason: "" } as const;
    await expect(settle(annotation, confirm)).rejects.toMatchObject({ code: "wrong-state" });
  }
  const targets = [await words(forum, second, "records")];
  const { placement } = await settle(comment, { kind: "re-anchored", revision: 0, targets, reason: "" });
  expect(quotesOf(placement)).toEqual(["records"]);
});

test("a withdrawn proposal is not placed at its text", async () => {
  const { forum, proposal } = await openDrafts();
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: proposal, reason: "" });
  const read = await getAnnotations(forum.context, everybody, { version: second }, null);
  expect(read.find(({ annotation }) => annotation.id === proposal)?.placement.state).toBe("text-changed");
});

const asFile = async ({ context }: TestForum, format: string, more: object = {}): Promise<string> => {
  const query = exportOperations.exportVersion.query.parse({ format, ...more });
  return textOf(await exportVersionFile(context, everybody, { version: second, ...query }, null));
};

/** The formats that need no browser. */
const unprinted = ExportFormat.options.filter((format) => !exportFormats[format].printed);

test.each(unprinted)("a file names both states: %s", async (format) => {
  const { forum } = await openDrafts();
  const file = await asFile(forum, format);
  const coded = format === "jsonld" || format === "akn";
  expect(file).toContain(coded ? "taken" : "text as proposed");
  expect(file).toContain(coded ? "clause-only" : "text deleted");
});

test("a file contains only the states asked for", async () => {
  const { forum } = await openDrafts();
  const file = await asFile(forum, "csv", { states: "clause-only" });
  expect(file).toContain("Costly.");
  expect(file).not.toContain("Not binding.");
});

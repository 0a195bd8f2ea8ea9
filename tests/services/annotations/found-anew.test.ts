import type { Placement } from "#core/place/placement.ts";
import type { NewPlaceAct } from "../../../server/core/contract/outcome-operations.ts";
import { getPlacements, getTargetHits } from "../../../server/services/annotations/placement.ts";
import { getRebased } from "../../../server/services/annotations/rebase.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getDocumentOutcomes, getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";
import { commentOn, giveUp, second, third, words } from "../../support/settled-drafts.ts";

const everybody = asActor("public");
const member = asActor("member");

const kept = [
  "that exchange points keep regional traffic local and lower the cost of access for schools and hospitals",
  "that an open process with all stakeholders leads to policies that more people accept and apply",
];
const [local = "", open = ""] = kept;
const lost =
  "that every administration publishes a yearly report on the cost of transit to the exchange points of its region";
/** Another clause in the same position, with many of the same words. */
const decoy =
  "that every administration publishes a yearly list of the fees for courses on the exchange of data in its region";

const draft = (...recitals: string[]): string =>
  `# Opinion\n\nThe Forum,\n\n*considering*\n\n${recitals.map((text, index) => `${"abcde".charAt(index)}) ${text};`).join("\n\n")}\n`;

/** Opens a forum whose second draft has another clause in place of the one commented on. The third has both. */
async function openDecoy(): Promise<{ forum: TestForum; annotation: string }> {
  const forum = await openForum();
  await forum.publish("1", draft(local, lost, open));
  const annotation = await commentOn(forum, "publishes a yearly report");
  await forum.publish("2", draft(local, decoy, open));
  return { forum, annotation };
}

const publishThird = (forum: TestForum): Promise<unknown> => forum.publish("3", draft(local, decoy, open, lost));

const clauseIdsOf = ({ targets }: Pick<Placement, "targets">): (string | null)[] =>
  targets.map((target) =>
    target.kind === "range" ? target.start.clause : target.kind === "document" ? null : target.clause,
  );

async function placesOf({ context }: TestForum, annotation: string): Promise<Placement[]> {
  return (await getPlacements(context, everybody, { annotation }, null)).map(({ placement }) => placement);
}

test("finds a comment in its own clause again, wherever an earlier draft had placed it", async () => {
  const { forum, annotation } = await openDecoy();
  await publishThird(forum);
  const [onSecond, onThird] = await placesOf(forum, annotation);
  expect(clauseIdsOf(onSecond!)).toEqual(["considering-b"]);
  expect(onThird).toMatchObject({ state: "shifted", reason: { code: "clause-renumbered" } });
  expect(clauseIdsOf(onThird!)).toEqual(["considering-d"]);
});

test("every list shows the same placement", async () => {
  const { forum, annotation } = await openDecoy();
  await publishThird(forum);
  const [, expected] = await placesOf(forum, annotation);
  const [read] = await getAnnotations(forum.context, everybody, { version: third }, null);
  expect(read?.placement).toEqual(expected);
  const outcomes = await getOutcomes(forum.context, everybody, { version: third, waiting: false }, null);
  expect(outcomes.entries[0]?.placement).toEqual(expected);
  const { rows } = await getDocumentOutcomes(forum.context, everybody, { document: "opinion-5" }, null);
  expect(rows[0]?.cells.at(-1)).toMatchObject({ state: expected?.state, score: expected?.score });
  const { hits } = await getTargetHits(forum.context, everybody, { annotation, version: third }, null);
  expect(hits[0]).toMatchObject({ outcome: "stands", state: expected?.state, places: expected?.targets });
});

test("a proposal's steps go to the clause where it is placed", async () => {
  const forum = await openForum();
  await forum.publish("1", draft(local, lost, open));
  const offset = lost.indexOf("yearly");
  const { annotation } = await forum.comment("member", {
    kind: "proposal",
    targets: [await words(forum, "opinion-5@1", "yearly")],
    operations: [
      {
        kind: "replace",
        start: { clause: "considering-b", offset },
        end: { clause: "considering-b", offset: offset + "yearly".length },
        content: [{ type: "text", text: "monthly" }],
      },
    ],
  });
  await forum.publish("2", draft(local, decoy, open));
  await publishThird(forum);
  const { operations } = await getRebased(forum.context, member, { annotation: annotation.id, version: third }, null);
  expect(operations).toMatchObject([{ kind: "replace", start: { clause: "considering-d", offset } }]);
});

test("looks for an unplaced comment on every later draft", async () => {
  const forum = await openForum();
  await forum.publish("1", draft(local, lost, open));
  const annotation = await commentOn(forum, "publishes a yearly report");
  await forum.publish("2", draft(local, open));
  await forum.publish("3", draft(local, open));
  await forum.publish("4", draft(local, open, lost.replace("yearly report", "short yearly report")));
  await forum.publish(
    "5",
    draft(local, open, lost.replace("a yearly report on the cost", "a short report on the price")),
  );
  const placements = await placesOf(forum, annotation);
  expect(placements.map(({ state }) => state)).toEqual(["orphan", "orphan", "text-changed", "text-changed"]);
  expect(placements.slice(2).map(clauseIdsOf)).toEqual([["considering-c"], ["considering-c"]]);
});

test.each<[string, (forum: TestForum) => Promise<NewPlaceAct>, string[]]>([
  [
    "chosen",
    async (forum) => ({
      kind: "re-anchored",
      revision: 0,
      reason: "",
      targets: [await words(forum, second, "a yearly list")],
    }),
    ["considering-b"],
  ],
  ["given up", () => Promise.resolve(giveUp), []],
])("never moves a placement that a person has %s on an earlier draft", async (_act, act, clauses) => {
  const { forum, annotation } = await openDecoy();
  await settlePlace(forum.context, member, { annotation, version: second, ...(await act(forum)) });
  const [settled] = await placesOf(forum, annotation);
  await publishThird(forum);
  const [onSecond, onThird] = await placesOf(forum, annotation);
  expect(onSecond).toEqual(settled);
  expect(clauseIdsOf(onThird!)).toEqual(clauses);
  expect(onThird?.settled?.versionId).toBe("version-2");
  // The text itself was found again, and a person can see where.
  expect(clauseIdsOf(onThird!.settled!.computed)).toEqual(["considering-d"]);
});

import type { DocumentHistory } from "../../../server/core/compile/document-history.ts";
import type { PlacedAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { addLink, revokeLink } from "../../../server/services/comparison/link.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { getHistory } from "../../../server/services/history/document-history.ts";
import { getWordOrigins } from "../../../server/services/history/word-origins.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const everybody = asActor("public");
const input = { document: "opinion-5" };

/** Lists the clauses of the last draft, each with the label of the draft that added it. */
function brought({ drafts }: DocumentHistory): string[] {
  return (drafts.at(-1)?.clauses ?? []).map(
    ({ citation, broughtBy }) => `${citation}: ${drafts[broughtBy]?.version.label ?? ""}`,
  );
}

test("rejects the public in a closed forum", async () => {
  const forum = await openForum({ audience: "participants" });
  await forum.publish("1", firstDraft);
  await expect(getHistory(forum.context, everybody, input, null)).rejects.toMatchObject({ code: "not-signed-in" });
});

test("omits a prepared version for everyone", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.prepare("2", secondDraft);
  const { drafts } = await getHistory(forum.context, asActor("secretariat"), input, null);
  expect(drafts.map(({ version }) => version.label)).toEqual(["Draft 1"]);
});

test("keeps the draft that added each clause, and follows words between clauses", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  await forum.publish(
    "3",
    secondDraft.replace("in meetings,", "in meetings;\n\nc) that every hall is small and cold,"),
  );
  const history = await getHistory(forum.context, everybody, input, null);
  expect(brought(history).filter((line) => line.includes("Draft 3"))).toEqual(["considering c): Draft 3"]);
  const [first] = history.steps;
  const removed = first?.pairs.find(({ relation }) => relation === "removed");
  expect(removed?.base.map((index) => history.drafts[0]?.clauses[index]?.citation)).toEqual(["considering c)"]);
  for (const [at, step] of history.steps.entries()) {
    for (const [base, revised, words] of step.flows) {
      expect(words).toBeLessThanOrEqual(history.drafts[at]?.clauses[base]?.words ?? 0);
      expect(words).toBeLessThanOrEqual(history.drafts[at + 1]?.clauses[revised]?.words ?? 0);
    }
  }
});

test("ignores unsubmitted and withdrawn comments, and counts others by clause and group", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const targets = [{ kind: "clause", clause: "considering-c" } as const];
  await forum.comment("member", { targets, visibility: "private" });
  expect((await getHistory(forum.context, asActor("member"), input, null)).drafts[0]?.said).toEqual([]);
  const { annotation } = await forum.comment("member", { targets });
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
  await forum.comment("member", { targets });
  const [draft] = (await getHistory(forum.context, everybody, input, null)).drafts;
  const clause = draft?.clauses.findIndex(({ id }) => id === "considering-c");
  expect(draft?.said).toEqual([{ kind: "comment", clauses: [clause], groups: ["member-state"] }]);
});

test("names the source of a proposal that was taken up, unless sources are hidden", async () => {
  for (const sources of ["shown", "hidden"] as const) {
    const forum = await openForum({ sources });
    await forum.publish("1", firstDraft);
    const { annotation } = await proposeInB(forum, "", "fully ");
    await forum.publish("2", secondDraft);
    const { drafts } = await getHistory(forum.context, everybody, input, null);
    const uptakes = drafts[1]?.taken.map(({ clauses, ...rest }) => ({
      ...rest,
      clauses: clauses.map((index) => drafts[1]?.clauses[index]?.citation),
    }));
    const expected = sources === "shown" ? { groups: ["member-state"], by: ["North"] } : { groups: [], by: [] };
    expect(uptakes).toEqual([{ annotation: annotation.id, clauses: ["considering b)"], ...expected }]);
  }
});

test("credits a proposal with the words it added, in every later draft", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { annotation } = await proposeInB(forum, "able", "fully able");
  await forum.publish("2", secondDraft);
  await forum.publish("3", secondDraft.replace("many are", "very many are"));
  const { clauses } = await getWordOrigins(forum.context, everybody, { version: "opinion-5@3", limit: 200 }, null);
  const { text } = await getVersion(forum.context, everybody, { version: "opinion-5@3" });
  const proposed = clauses
    .flatMap(({ runs }) => runs)
    .flatMap(({ range, proposed }) => (proposed ? [[text.text.slice(...range), proposed]] : []));
  expect(proposed).toEqual([["fully", { annotation: annotation.id, by: ["North"], groups: ["member-state"] }]]);
});

test("computes word origins once for all pages, and again after a proposal is withdrawn", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { annotation } = await proposeInB(forum, "able", "fully able");
  await forum.publish("2", secondDraft);
  const read = async (after?: string): Promise<unknown> => {
    const { clauses } = await getWordOrigins(
      forum.context,
      everybody,
      { version: "opinion-5@2", after, limit: 5 },
      null,
    );
    return clauses.flatMap(({ runs }) => runs.flatMap(({ proposed }) => proposed?.by ?? []));
  };
  expect(await read()).toEqual(["North"]);
  const compared = jest.spyOn(forum.context.comparisons, "get");
  expect(await read("considering")).toEqual(["North"]);
  expect(compared).not.toHaveBeenCalled();
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
  expect(await read()).toEqual([]);
});

test("word origins follow a link between clauses, and its revocation", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const broughtBefore = async (): Promise<number> => {
    const input = { version: "opinion-5@2", limit: 200 };
    const { versions, clauses } = await getWordOrigins(forum.context, everybody, input, null);
    const first = versions.find(({ round }) => round === "1")?.id;
    return clauses.flatMap(({ runs }) => runs.filter(({ broughtBy }) => broughtBy === first)).length;
  };
  const unbound = await broughtBefore();
  const link = { base: "opinion-5@1", revised: "opinion-5@2", id: uuid(60), baseClause: "considering-b" };
  await addLink(forum.context, asActor("secretariat"), { ...link, revisedClause: null, reason: "It was struck." });
  expect(await broughtBefore()).toBeLessThan(unbound);
  await revokeLink(forum.context, asActor("secretariat"), { link: uuid(60), reason: "" });
  expect(await broughtBefore()).toBe(unbound);
});

/** Creates the member's proposal to replace text after "that few are" in considering b). */
function proposeInB(forum: TestForum, replaced: string, by: string): Promise<PlacedAnnotation> {
  const offset = "that few are ".length;
  return forum.comment("member", {
    kind: "proposal",
    targets: [{ kind: "clause", clause: "considering-b" }],
    operations: [
      {
        kind: "replace",
        start: { clause: "considering-b", offset },
        end: { clause: "considering-b", offset: offset + replaced.length },
        content: [{ type: "text", text: by }],
      },
    ],
  });
}

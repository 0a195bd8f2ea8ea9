import { asActor, firstDraft, secondDraft } from "../../support/forum.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
const paths = ["/outcomes/opinion-5", "/outcomes/version/opinion-5@2", "/uptake/opinion-5"];

beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", `${firstDraft}\n3 that the fund pays for translation.\n`);
  await server.forum.publish("2", `${secondDraft}\n3 that costs vary.\n`);
  const { text } = await getVersion(server.forum.context, asActor("public"), { version: "opinion-5@1" });
  const start = text.text.indexOf("meetings are held far away");
  const targets = [describeRange(text, start, start + "meetings are held far away".length)];
  const { annotation } = await server.forum.comment("member", { version: "opinion-5@1", targets, text: "Not all." });
  await server.forum.comment("other", { version: "opinion-5@1", text: "Nobody sees this.", visibility: "private" });
  const rewritten = { kind: "clause", clause: "is-of-the-view-3" } as const;
  await server.forum.comment("member", { version: "opinion-5@1", targets: [rewritten], text: "All of it?" });
  await decideAnnotation(server.forum.context, asActor("secretariat"), {
    annotation: annotation.id,
    revision: 0,
    outcome: "noted",
    reason: "",
    shownIn: null,
    mergedWith: null,
  });
});

const page = async (path: string, who = "public"): Promise<string> =>
  (await server.request(who, "get", path).expect(200).expect("Content-Type", "text/html; charset=utf-8")).text;

/** Returns the text of a page's table cells, row by row. */
function cellsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = ""]) => cell.replace(/<[^>]+>/gu, "")),
  );
}

test.each(paths)("%s of a closed forum asks strangers to sign in", async (path) => {
  const closed = await openServer({ forum: { audience: "participants" } });
  await closed.forum.publish("1", firstDraft);
  await closed.forum.publish("2", secondDraft);
  await closed.request("public", "get", path).expect(401);
  await closed.request("observer", "get", path).expect(200);
});

test.each(["/outcomes/nothing", "/outcomes/version/opinion-5@9", "/uptake/nothing"])(
  "%s does not exist",
  async (path) => {
    await server.request("public", "get", path).expect(404);
  },
);

test.each(paths)("%s includes its client's first responses, and nobody else's drafts", async (path) => {
  const html = await page(path);
  expect(html).not.toContain("Nobody sees this.");
  const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/su.exec(html)?.[1] ?? "";
  const data = Object.entries(JSON.parse(json) as Record<string, unknown>);
  expect(data).toHaveLength(4);
  for (const [url, value] of data) expect((await server.request("public", "get", url)).body).toEqual(value);
});

test("a document's outcomes table shows states by draft, and decisions, without scripts", async () => {
  const [head, ...rows] = cellsOf(await page("/outcomes/opinion-5"));
  expect(head).toEqual([
    ...["Source", "Clause", "Group", "Kind", "Type", "Date", "Made on", "Quoted text", "Text", "Decision"],
    ...["Draft 1", "Draft 2"],
  ]);
  expect(rows.map((row) => row[1])).toEqual(["is of the view 3", "considering c)"]);
  expect(rows[1]?.slice(6)).toEqual([
    "opinion-5@1",
    "meetings are held far away",
    "Not all.",
    "noted",
    "made here",
    "clause deleted. The clause considering c) was deleted.",
  ]);
});

test("a version's outcomes table shows how many comments await a decision, and how many are rightly gone", async () => {
  const html = await page("/outcomes/version/opinion-5@2");
  expect(html).toContain("1 comment needs a decision on location from the author or the secretariat.");
  expect(html).toContain("The clause of 1 comment was deleted, and no clause is similar.");
});

test("the uptake page states that it shows text, not influence", async () => {
  expect(await page("/uptake/opinion-5")).toContain("This shows text, not influence");
});

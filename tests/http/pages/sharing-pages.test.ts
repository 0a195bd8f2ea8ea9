import { makeCircle } from "../../../server/services/people/circle.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { tableOf } from "../../support/bodies-table.ts";
import { asActor, firstDraft, uuid } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
  const circle = { id: uuid(50), name: "Coastal States", organisationIds: ["north", "registry"] };
  await makeCircle(server.forum.context, asActor("coordinator"), circle);
  await server.forum.comment("member", { text: "Say so with us.", jointly: ["registry"] });
  await server.forum.comment("member", { text: "What does @The chair think?" });
  await setConsultation(server.forum.context, asActor("secretariat"), {
    version: "opinion-5@1",
    revision: 0,
    opensAt: "2013-02-01T00:00:00Z",
    closesAt: "2013-03-01T12:00:00Z",
    blind: true,
  });
});

const page = async (path: string, who: string): Promise<string> =>
  (await server.request(who, "get", path).expect(200)).text;

test.each(["/circles", "/inbox"])("%s requires signing in", async (path) => {
  await server.request("public", "get", path).expect(401);
});

test("shows a circle's organisations only to its members", async () => {
  expect(await page("/circles", "other")).toContain(
    '<h2 class="section-title">Coastal States</h2><p><a href="/organisations/north" class="source-link">North</a>, ',
  );
  expect(await page("/circles", "observer")).not.toContain("Coastal States");
});

test("links to the next part of the circles without scripts", async () => {
  const other = { id: uuid(51), name: "Inland States", organisationIds: ["north", "registry"] };
  await makeCircle(server.forum.context, asActor("coordinator"), other);
  const first = await page("/circles?size=1", "secretariat");
  const next = /<noscript><a rel="next" href="([^"]+)">Next page<\/a><\/noscript>/u.exec(first)?.[1] ?? "";
  const second = await page(`/circles${next.replaceAll("&amp;", "&")}`, "secretariat");
  expect([first, second].map((html) => html.match(/<h2[^>]*>[^<]+/u)?.[0].split(">")[1])).toEqual([
    "Coastal States",
    "Inland States",
  ]);
  expect(second).not.toContain('rel="next"');
});

test("shows requests and mentions without scripts, only to those they concern", async () => {
  expect(await page("/inbox", "other")).toContain("Say so with us.");
  expect(await page("/inbox", "chair")).toContain("What does @The chair think?");
  expect(await page("/inbox", "member")).not.toMatch(/Say so with us|What does @/u);
});

test("a page includes its client's first responses", async () => {
  for (const path of ["/circles", "/inbox"]) {
    const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/su.exec(
      await page(path, "other"),
    )?.[1];
    const data = Object.entries(JSON.parse(json ?? "") as Record<string, unknown>);
    expect(data.length).toBeGreaterThan(2);
    for (const [url, value] of data) expect((await server.request("other", "get", url)).body).toEqual(value);
  }
});

test("shows the deadline in UTC and explains a blind consultation", async () => {
  const reading = await page("/read/opinion-5@1", "public");
  expect(reading).toContain("Comments close 1 Mar 2013, 12:00 UTC.");
  expect(reading).toContain("only the secretariat and the chair see other organisations’ submissions");
  expect(await page("/", "public")).toContain("Opinion 5, Draft 1: comments close");
});

test("lists received files without scripts, and links an organisation to the receipt for its rows", async () => {
  const { context } = server.forum;
  const [secretariat, query] = [asActor("secretariat"), { version: "opinion-5@1", jointly: undefined }];
  const file = { bytes: tableOf(["North", "Tavi"]), fileName: "table.csv", ...query };
  const { id, revision } = await receiveContribution(context, secretariat, file);
  await importContribution(context, secretariat, { contribution: id, revision });
  const receipt = `href="/api/contributions/${id}/reconciliation?format=html"`;
  const [review, own] = [await page("/contributions", "secretariat"), await page("/contributions", "member")];
  expect([review, own].map((html) => html.includes("table.csv"))).toEqual([true, true]);
  expect([review, own].map((html) => html.includes(receipt))).toEqual([false, true]);
});

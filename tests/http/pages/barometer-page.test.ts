import { firstDraft, secondDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

const bracketed = firstDraft.replace("should be made easier", "[should [really]] be made easier");
let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", bracketed);
  await server.forum.publish("2", firstDraft.replace("records", "[<b>records</b>]"));
});

const page = async (path: string): Promise<string> =>
  (await server.request("public", "get", path).expect(200).expect("Content-Type", "text/html; charset=utf-8")).text;
const main = (html: string): string => html.slice(html.indexOf("<main"), html.indexOf("</main>"));

test.each([
  "/barometer/opinion-5",
  "/api/documents/opinion-5/barometer",
  "/api/documents/opinion-5/barometer/csv",
  "/api/documents/opinion-5/barometer/feed",
])("%s of a closed forum asks strangers to sign in", async (path) => {
  const closed = await openServer({ forum: { audience: "participants" } });
  await closed.forum.publish("1", bracketed);
  await closed.request("public", "get", path).expect(401);
  await closed.request("observer", "get", path).expect(200);
});

test("a draft that is not published does not exist", async () => {
  await server.request("public", "get", "/barometer/opinion-5?draft=opinion-5@9").expect(404);
  await server.request("public", "get", "/barometer/nothing").expect(404);
});

test("without scripts, sums up the change, and has a chart, tables and the rule of counting", async () => {
  const html = main(await page("/barometer/opinion-5"));
  expect(html).toContain("Brackets: 1 now, 2 in Draft 1. Options: 0 now, 0 then.");
  expect(html.match(/role="img" aria-label="Chart of /gu)).toHaveLength(3);
  expect(html).toContain("<caption>Open text by draft</caption>");
  expect(html).toContain("<caption>Open text by article in Draft 2, with the change since Draft 1</caption>");
  expect(html).toContain("Rule of counting");
  expect(html).not.toMatch(/<[^>]+ style=/u);
});

test("without scripts, links each bracket to its clause in the draft that has it", async () => {
  const html = main(await page("/barometer/opinion-5"));
  expect(html).toMatch(/<summary>1 opened<\/summary>.*?<a href="\/read\/opinion-5@2#is-of-the-view-2">/su);
  expect(html).toMatch(/<summary>2 closed<\/summary>.*?<a href="\/read\/opinion-5@1#is-of-the-view-1">/su);
  expect(html).toContain("[&lt;b>records&lt;/b>]");
  expect(html).not.toContain("<b>records");
});

test("shows another draft, and links to the others, the table and the feed", async () => {
  const html = await page("/barometer/opinion-5?draft=opinion-5%401");
  expect(main(html)).toContain("Draft 1 has 2 brackets and 0 options.");
  expect(main(html)).toContain('href="/barometer/opinion-5?draft=opinion-5%402"');
  expect(main(html)).toContain('href="/api/documents/opinion-5/barometer/csv?language=en"');
  expect(html.slice(0, html.indexOf("<body"))).toContain(
    '<link rel="alternate" type="application/atom+xml" title="Barometer" href="/api/documents/opinion-5/barometer/feed?language=en"/>',
  );
});

test("says so if no draft has brackets or options", async () => {
  const without = await openServer();
  await without.forum.publish("1", secondDraft);
  const html = (await without.request("public", "get", "/barometer/opinion-5").expect(200)).text;
  expect(html).toContain("No draft of Opinion 5 has brackets or options.");
  expect(main(html)).not.toContain("<table");
});

test("says so if no draft is published", async () => {
  const without = await openServer();
  await without.forum.prepare("1", bracketed);
  const html = (await without.request("secretariat", "get", "/barometer/opinion-5").expect(200)).text;
  expect(main(html)).toContain("No published drafts yet.");
});

test("marks the language and the direction of the text of an Arabic draft", async () => {
  const arabic = await openServer();
  await arabic.forum.publish("1", firstDraft);
  await arabic.forum.publish("1", "# الرأي الخامس\n\nإن المنتدى\n", { language: "ar" });
  await arabic.forum.publish("2", "# الرأي الخامس\n\nإن المنتدى [يقرر]\n", { language: "ar" });
  const html = (await arabic.request("public", "get", "/barometer/opinion-5?language=ar").expect(200)).text;
  expect(html).toContain('<p lang="ar" dir="auto" class="barometer-text">[يقرر]</p>');
});

test.each(["/barometer/opinion-5", "/barometer/opinion-5?draft=opinion-5%401", "/barometer/opinion-5?language=en"])(
  "%s includes its client's first responses under their addresses",
  async (path) => {
    const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/su.exec(await page(path))?.[1] ?? "";
    const data = Object.entries(JSON.parse(json) as Record<string, unknown>);
    expect(data).toHaveLength(4);
    for (const [url, value] of data)
      expect((await server.request("public", "get", url).expect(200)).body).toEqual(value);
  },
);

test.each([
  ["csv", "text/csv; charset=utf-8", "opinion-5.en.barometer.csv"],
  ["feed", "application/atom+xml", "opinion-5.en.barometer.atom"],
])("sends the %s as a file that no browser displays", async (part, type, name) => {
  await server
    .request("public", "get", `/api/documents/opinion-5/barometer/${part}`)
    .expect(200)
    .expect("Content-Type", type)
    .expect("Content-Disposition", `attachment; filename=${name}`);
});

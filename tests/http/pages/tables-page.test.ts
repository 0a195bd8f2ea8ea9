import { firstDraft, secondDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
  await server.forum.publish("2", secondDraft);
  await server.forum.comment("member", { targets: [{ kind: "clause", clause: "considering-c" }] });
});

const page = async (path: string): Promise<string> => (await server.request("public", "get", path).expect(200)).text;

test.each(["/evolution/opinion-5", "/positions/opinion-5@2"])(
  "shows the public nothing of a closed forum at %s",
  async (path) => {
    const closed = await openServer({ forum: { audience: "participants" } });
    await closed.forum.publish("1", firstDraft);
    await closed.request("public", "get", path).expect(401);
  },
);

test("without scripts, shows tables of text flow, changes and comments", async () => {
  const html = await page("/evolution/opinion-5");
  expect(html.match(/<caption>/gu)).toHaveLength(3);
  expect(html).toContain('<a href="/history/opinion-5@1/considering-c"><bdi>considering c) (deleted)</bdi></a>');
  expect(html).toContain("Member State 1");
});

test("without scripts, shows positions by clause of the requested version", async () => {
  const html = await page("/positions/opinion-5@1");
  expect(html).toContain('<a href="/read/opinion-5@1#considering-c"><bdi>considering c)</bdi></a>');
  expect(html).toContain("commented: North");
});

test.each(["/evolution/opinion-5", "/evolution/opinion-5?language=en", "/positions/opinion-5@1"])(
  "%s includes its client's first responses under their addresses",
  async (path) => {
    const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/su.exec(await page(path))?.[1] ?? "";
    const data = JSON.parse(json) as Record<string, unknown>;
    expect(Object.keys(data)).toHaveLength(4);
    for (const [url, value] of Object.entries(data)) {
      expect((await server.request("public", "get", url).expect(200)).body).toEqual(value);
    }
  },
);

import { firstDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

async function open(sources: "shown" | "hidden"): Promise<TestServer> {
  const server = await openServer({ forum: { sources } });
  await server.forum.publish("1", firstDraft);
  const targets = [{ kind: "clause", clause: "considering-c" } as const];
  await server.forum.comment("member", { text: "Let us wait.", targets });
  await server.forum.comment("member", { text: "Not ready yet.", visibility: "private" });
  return server;
}

let server: TestServer;
beforeAll(async () => (server = await open("shown")));

const textOf = async (who: string, path: string): Promise<string> =>
  (await server.request(who, "get", path).expect(200)).text;

test("shows a person's comment, its clause and a link to it without scripts", async () => {
  const html = await textOf("public", "/people/member");
  expect(html).toContain("Let us wait.");
  expect(html).toMatch(
    /href="\/read\/opinion-5@1\?note=[^"]+"><bdi>Opinion 5<\/bdi>, <bdi>Draft 1<\/bdi>: <span><bdi>considering c\)/u,
  );
});

test("shows a draft to its author alone, and marks it", async () => {
  expect(await textOf("member", "/people/member")).toMatch(/only you.*Not ready yet\./su);
  for (const who of ["public", "colleague", "coordinator", "secretariat"])
    expect(await textOf(who, "/people/member")).not.toContain("Not ready yet.");
});

test("no cache keeps the page of a person", async () => {
  const { headers } = await server.request("member", "get", "/people/member").expect(200);
  expect(headers["cache-control"]).toContain("no-store");
});

test.each(["/people/observer", "/people/nobody", "/organisations/nobody"])(
  "has no page %s for the public",
  async (path) => {
    await server.request("public", "get", path).expect(404);
  },
);

test("links the name of a source in a clause history to its page", async () => {
  expect(await textOf("public", "/history/opinion-5@1/considering-c")).toContain('href="/organisations/north"');
});

test("names nobody by a link where sources are hidden", async () => {
  const hidden = await open("hidden");
  const { text } = await hidden.request("public", "get", "/history/opinion-5@1/considering-c").expect(200);
  expect(text).toContain("Let us wait.");
  expect(text).not.toMatch(/href="\/(?:organisations|people)\//u);
});

import { firstDraft } from "../../support/forum.ts";
import { openServer } from "../server.ts";

async function pageOf(path: string, audience: "public" | "participants"): Promise<string> {
  const server = await openServer({ forum: { audience } });
  await server.forum.publish("1", firstDraft);
  return (await server.request("member", "get", path).expect(200)).text;
}

const pages = [
  ["/", "/api/feed"],
  ["/read/opinion-5@1", "/api/documents/opinion-5/feed"],
  ["/evolution/opinion-5", "/api/documents/opinion-5/feed"],
  ["/outcomes/opinion-5", "/api/documents/opinion-5/feed"],
] as const;

test.each(pages)("the head of %s names the feed %s", async (path, feed) => {
  const [head = ""] = (await pageOf(path, "public")).split("</head>");
  expect(head).toMatch(new RegExp(`<link rel="alternate" type="application/atom\\+xml" [^>]*href="${feed}"`, "u"));
});

test.each(pages)("in a closed forum, the head of %s names no feed, because programs cannot read it", async (path) => {
  expect(await pageOf(path, "participants")).not.toContain("application/atom+xml");
});

test.each([
  ["/", "/api/calendar.ics"],
  ["/", "/api/feed"],
  ["/evolution/opinion-5", "/api/documents/opinion-5/calendar.ics"],
  ["/evolution/opinion-5", "/api/documents/opinion-5/feed"],
])("the page %s links to %s, also without scripts", async (path, file) => {
  expect(await pageOf(path, "public")).toContain(`<a href="${file}"`);
});

test("in a closed forum, the list of documents links to the reader's own address", async () => {
  expect(await pageOf("/", "participants")).toContain('<a href="/profile#feeds"');
});

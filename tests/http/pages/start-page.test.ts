import { asActor, firstDraft } from "../../support/forum.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
  const { annotation } = await server.forum.comment("member", { text: "Say so with us.", jointly: ["registry"] });
  await decideAnnotation(server.forum.context, asActor("secretariat"), {
    ...{ annotation: annotation.id, revision: 0, outcome: "noted", reason: "Seen.", mergedWith: null, shownIn: null },
  });
});

const personal = [
  "/api/notifications/waiting?undecided=false",
  "/api/joint-requests",
  "/api/notifications?state=unread&size=8",
  "/api/me/annotations?size=5",
];

async function load(who: string, path = "/"): Promise<{ html: string; data: Record<string, unknown>; kept: string }> {
  const { text: html, headers } = await server.request(who, "get", path).expect(200);
  const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/su.exec(html)?.[1] ?? "{}";
  return { html, data: JSON.parse(json) as Record<string, unknown>, kept: headers["cache-control"] as string };
}

test("sends a guest only the documents", async () => {
  const { data } = await load("public");
  expect(Object.keys(data)).toEqual(["/api/me", "/api/forum", "/api/library"]);
});

test("sends a signed-in person what waits, what is new and their comments, as the API answers it", async () => {
  const { data } = await load("member");
  expect(Object.keys(data)).toEqual(expect.arrayContaining(personal));
  for (const url of personal) expect((await server.request("member", "get", url)).body).toEqual(data[url]);
});

test("shows a person their comment with its outcome without scripts", async () => {
  const { html } = await load("member");
  expect(html).toContain("Your comments");
  expect(html).toMatch(/outcome-noted.*noted<\/span>/u);
});

test("shows an organisation what it is asked to co-sign without scripts", async () => {
  expect((await load("other")).html).toContain("Say so with us.");
});

test.each(["public", "observer", "chair"])("shows %s neither the request nor the comment of others", async (who) => {
  const { html } = await load(who);
  expect(html).not.toContain("Your comments");
  expect(html).not.toContain("Say so with us.");
});

test("says in one sentence that nothing waits and nothing is new", async () => {
  const { html } = await load("observer");
  expect(html).toContain("Nothing is waiting for you, and there is nothing new.");
  expect(html).not.toContain('class="start has-own"');
});

test("lets no browser keep the page of a person, and any browser that of a guest", async () => {
  expect((await load("member")).kept).toBe("no-store");
  expect((await load("public")).kept).not.toContain("no-store");
});

test("has the full list of documents at an address of its own", async () => {
  const { html, data } = await load("member", "/?view=full");
  expect(html).toContain('class="time-line"');
  expect(Object.keys(data).filter((url) => personal.includes(url))).toEqual([]);
});

test("shows a document with its state, draft and number of comments in short", async () => {
  const { html } = await load("observer");
  const row = /<li[^>]*id="opinion-5".*?<\/li>/su.exec(html)?.[0] ?? "";
  expect(row.replaceAll(/<[^>]+>/gu, " ").replaceAll(/\s+/gu, " ")).toContain("Opinion 5 published 1 comment Draft 1");
});

test.each(["chair", "secretariat"])("keeps a line for the work that the %s has in each document", async (who) => {
  expect((await load(who)).html).toContain("Counting pending work …");
});

test.each(["observer", "member", "coordinator"])("shows the %s no pending work", async (who) => {
  expect((await load(who)).html).not.toContain("Counting pending work …");
});

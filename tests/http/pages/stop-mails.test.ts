import request from "supertest";
import { getMailChoices } from "../../../server/services/mailing/choices.ts";
import { asActor } from "../../support/forum.ts";
import { stopLinkOf } from "../../support/mailing.ts";
import { openServer, type TestServer } from "../server.ts";

async function withLink(): Promise<{ server: TestServer; path: string; timeOfReplies: () => Promise<unknown> }> {
  const server = await openServer();
  const { context } = server.forum;
  const link = await stopLinkOf(context, { person: "member", kind: "reply" });
  return {
    server,
    path: `/stop-mails?${new URLSearchParams(link).toString()}`,
    timeOfReplies: async () =>
      (await getMailChoices(context, asActor("member"))).times.find(({ kind }) => kind === "reply")?.time,
  };
}

test("opening the link of a mail ends nothing, because mail scanners open links", async () => {
  const { server, path, timeOfReplies } = await withLink();
  const { status, text } = await request(server.app).get(path);
  expect([status, await timeOfReplies()]).toEqual([200, "digest"]);
  expect(text).toContain("Stop messages of this kind? Replies and positions.");
});

test("a mail program ends a kind of mails with one POST, without cookies or an origin", async () => {
  const { server, path, timeOfReplies } = await withLink();
  const { status } = await request(server.app).post(path).type("form").send({ "List-Unsubscribe": "One-Click" });
  expect([status, await timeOfReplies()]).toEqual([200, "never"]);
});

test("a changed link is refused", async () => {
  const { server, path, timeOfReplies } = await withLink();
  const { status } = await request(server.app).post(path.replace("kind=reply", "kind=mention"));
  expect([status, await timeOfReplies()]).toEqual([410, "digest"]);
});

test("no other request without an origin is accepted", async () => {
  const { server } = await withLink();
  const { status } = await request(server.app)
    .post("/api/mails/stop")
    .send({ person: "member", kind: "reply", token: "x" });
  expect(status).toBe(403);
});

import request from "supertest";
import { getMailChoices } from "../../../server/services/mailing/choices.ts";
import { getMailbox } from "../../../server/services/mailing/mailbox.ts";
import { asActor } from "../../support/forum.ts";
import { mailboxLinkOf, stopLinkOf } from "../../support/mailing.ts";
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

describe("the link to confirm a mailbox", () => {
  async function withMailboxLink() {
    const server = await openServer();
    const { context } = server.forum;
    const link = await mailboxLinkOf(context);
    return {
      server,
      path: `/confirm-mailbox?${new URLSearchParams(link).toString()}`,
      address: async () => (await getMailbox(context, asActor("coordinator"), { organisation: "north" })).email,
    };
  }

  test("confirms nothing when it is opened", async () => {
    const { server, path, address } = await withMailboxLink();
    const { status, text } = await request(server.app).get(path);
    expect([status, await address()]).toEqual([200, null]);
    expect(text).toContain("Is this address the mailbox of your organisation?");
  });

  test("confirms the mailbox by the button of its page, and works once", async () => {
    const { server, path, address } = await withMailboxLink();
    const press = () => request(server.app).post(path).set("sec-fetch-site", "same-origin").type("form").send({});
    const [{ status }, again] = [await press(), await press()];
    expect([status, again.status, await address()]).toEqual([200, 410, "office@north.example"]);
  });
});

import request, { type Response } from "supertest";
import type { Mail } from "../../../server/services/kernel/context.ts";
import { finishSetUp, markSetUpStep } from "../../../server/services/forum/set-up.ts";
import { asActor } from "../../support/forum.ts";
import { openServer } from "../server.ts";

const home = { "Sec-Fetch-Site": "same-origin" };

/** Returns a browser without scripts: it keeps cookies, and sends forms. */
async function openBrowser(): Promise<{
  sent: Mail[];
  get: (path: string) => Promise<Response>;
  post: (fields: object, path?: string) => Promise<Response>;
}> {
  const sent: Mail[] = [];
  // The clock is the real one, because the browser drops cookies that have expired.
  const server = await openServer({
    services: { now: () => new Date(), sendMail: (mail) => Promise.resolve(void sent.push(mail)) },
  });
  const browser = request.agent(server.app);
  return {
    sent,
    get: (path) => browser.get(path),
    post: async (fields, path = "/sign-in") => {
      const answer = await browser.post(path).set(home).type("form").send(fields);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return answer;
    },
  };
}

const requestIn = ({ text }: Response): string => /name="request" value="([\w-]+)"/u.exec(text)?.[1] ?? "";

test("signs in by mail without scripts", async () => {
  const { sent, get, post } = await openBrowser();
  const start = await get("/sign-in");
  expect(start.text).toContain('<input id="email" name="email" required type="email"');
  const asked = await post({ email: "member@example.org" });
  expect([asked.status, asked.headers["location"]]).toEqual([303, "/sign-in"]);
  const waiting = await get("/sign-in");
  expect(waiting.headers["cache-control"]).toBe("no-store");
  expect(waiting.text).toContain('autocomplete="one-time-code"');
  const code = /\d{3} \d{3}/u.exec(sent[0]?.text ?? "")?.[0];
  const entered = await post({ request: requestIn(waiting), code });
  expect([entered.status, entered.headers["location"]]).toEqual([303, "/"]);
  expect((await get("/")).text).toContain("Sign out The member");
});

test("leads back to the clause from which a reader came to sign in", async () => {
  const { sent, get, post } = await openBrowser();
  const address = "/policy?clause=recalling";
  const signIn = /href="(\/sign-in\?[^"]+)"/u.exec((await get(address)).text)?.[1] ?? "";
  expect((await get(signIn)).text).toContain(`action="${signIn}"`);
  const asked = await post({ email: "member@example.org" }, signIn);
  expect(asked.headers["location"]).toBe(signIn);
  const code = /\d{3} \d{3}/u.exec(sent[0]?.text ?? "")?.[0];
  const entered = await post({ request: requestIn(await get(signIn)), code }, signIn);
  expect(entered.headers["location"]).toBe(address);
});

test("answers a wrong code with the form and the reason", async () => {
  const { sent, get, post } = await openBrowser();
  await post({ email: "member@example.org" });
  const waiting = await get("/sign-in");
  const code = sent[0]?.text.includes("000 000") === true ? "111111" : "000000";
  for (const wrong of [code, "abc", ""]) {
    const answer = await post({ request: requestIn(waiting), code: wrong });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("The code does not match the message that was sent last.");
    expect(requestIn(answer)).toBe(requestIn(waiting));
  }
});

test("asks for the address again after five wrong codes", async () => {
  const { sent, get, post } = await openBrowser();
  await post({ email: "member@example.org" });
  const waiting = await get("/sign-in");
  const code = sent[0]?.text.includes("000 000") === true ? "111111" : "000000";
  for (let times = 0; times < 5; times += 1) await post({ request: requestIn(waiting), code });
  const answer = await post({ request: requestIn(waiting), code });
  expect(answer.status).toBe(410);
  expect(answer.text).toContain("Ask for another message.");
  expect(answer.text).toContain('name="email"');
});

test("shows the same pages for an unknown address", async () => {
  const pages = [];
  for (const email of ["member@example.org", "stranger@example.org"]) {
    const { get, post } = await openBrowser();
    const asked = await post({ email });
    const waiting = await get("/sign-in");
    pages.push([
      asked.status,
      asked.headers["location"],
      waiting.text.replaceAll(/[\w-]{43}|\d{4}-\d\d-\d\dT[\d:.]+Z/gu, "*"),
    ]);
  }
  expect(pages[0]).toEqual(pages[1]);
});

test("explains an address that is none", async () => {
  const { get, post } = await openBrowser();
  const answer = await post({ email: "nobody" });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("Enter a mail address, such as name@example.org.");
  await post({ email: "member@example.org" });
  expect((await get("/sign-in?again")).text).toContain('name="email"');
});

test("leads the secretariat to the set-up of a new forum, and everybody else to the documents", async () => {
  const { app, forum, link } = await openServer({ services: { now: () => new Date() } });
  const { context } = forum;
  const enter = async (who: string): Promise<string | undefined> => {
    const answer = await request(app)
      .post("/sign-in")
      .set(home)
      .type("form")
      .send({ token: await link(who) });
    return answer.headers["location"];
  };
  expect([await enter("secretariat"), await enter("member")]).toEqual(["/", "/"]);
  await context.store.transact(async (writer) => {
    const people = await writer.list("participants");
    for (const { id } of people.filter((person) => person.role !== "secretariat"))
      await writer.remove("participants", id);
    await writer.remove("documents", "opinion-5");
    await writer.append({
      at: "2013-02-06T08:00:00Z",
      actor: null,
      onBehalfOf: null,
      kind: "forum-seeded",
      documentId: null,
      subject: { collection: "forum", id: "forum" },
      before: null,
      after: null,
    });
  });
  await markSetUpStep(context, asActor("secretariat"), { step: "forum", state: "done" });
  expect(await enter("secretariat")).toBe("/set-up");
  await finishSetUp(context, asActor("secretariat"));
  expect(await enter("secretariat")).toBe("/");
});

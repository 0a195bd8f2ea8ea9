import request from "supertest";
import { setForumLogo } from "../../../server/services/forum/forum-settings.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, secondDraft } from "../../support/forum.ts";
import { smallPng } from "../../support/small-png.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ forum: { description: "Six Opinions & a report." } });
  await server.forum.publish("1", firstDraft);
  await server.forum.publish("2", secondDraft);
  await server.forum.prepare("3", secondDraft.replace("records", "good records"));
});

const page = async (path: string, who = "public"): Promise<string> =>
  (await server.request(who, "get", path).expect(200).expect("Content-Type", "text/html; charset=utf-8")).text;

/** Returns the data that a page contains for its client. */
function dataOf(html: string): Record<string, unknown> {
  const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/su.exec(html)?.[1] ?? "";
  return JSON.parse(json) as Record<string, unknown>;
}

test("lists every document with its versions, latest first, and their changes", async () => {
  const html = await page("/");
  expect(html).toContain("<title>A Policy Forum</title>");
  expect(html).toContain('<meta name="description" content="Six Opinions &amp; a report."/>');
  expect(html.indexOf('href="/read/opinion-5@2"')).toBeLessThan(html.indexOf('href="/read/opinion-5@1"'));
  expect(html).toContain('<a href="/compare/opinion-5@1/opinion-5@2">1 word added, 6 deleted</a>');
  expect(html).not.toContain("opinion-5@3");
});

test("shows a version's whole text without scripts, each clause under its own fragment", async () => {
  const html = await page("/read/opinion-5@1");
  expect(html).toContain("<title>Opinion 5, Draft 1 · Forum</title>");
  expect(html).toContain('<time datetime="2013-02-01">1 Feb 2013</time>');
  const text = html.slice(html.indexOf("<article"), html.indexOf("</article>"));
  expect(text).toMatch(
    /^<article lang="en" dir="ltr" aria-label="Opinion 5, Draft 1" data-version="[^"]+" class="draft">/u,
  );
  expect(text).toMatch(
    /<div id="(?<id>[\w-]+)" class="clause clause-recital depth-0" data-clause="\k<id>" tabindex="-1" role="group" aria-label="[^"]+"><span class="clause-label">b\)<\/span> <div class="clause-text">that few are able to take part in meetings;<\/div><\/div>/u,
  );
  expect(html).not.toMatch(/<script(?! type="application\/json")/u);
});

test.each(["/", "/read/opinion-5@1", "/compare/opinion-5@1/opinion-5@2"])(
  "%s has no styles in attributes, which its content security policy would ignore",
  async (path) => {
    expect(await page(path)).not.toMatch(/<[^<>]+ style="/u);
  },
);

test("a version's page includes its client's first responses under their addresses", async () => {
  const data = dataOf(await page("/read/opinion-5@1"));
  for (const [path, value] of Object.entries(data)) {
    const answer = (await server.request("public", "get", path).expect(200)).body as Record<string, unknown>;
    // The client reads the draft and its text from the elements of the page.
    const { draft: _draft, text: _text, ...rest } = answer;
    expect(path.startsWith("/api/versions/") ? rest : answer).toEqual(value);
  }
  expect(Object.keys(data)).toEqual(["/api/me", "/api/forum", "/api/documents/opinion-5", "/api/versions/opinion-5@1"]);
});

test("escapes text that looks like markup, in the page and in its data", async () => {
  const hostile = await openServer({ forum: { name: '</script><script>alert("x")</script><!--' } });
  const html = (await request(hostile.app).get("/").expect(200)).text;
  expect(html).not.toContain("<script>alert");
  // The renderer may separate texts with empty comments.
  expect(html.replaceAll(/<!--(?: |\/?\$)-->/gu, "")).not.toContain("<!--");
  expect((dataOf(html)["/api/library"] as { forum: { name: string } }).forum.name).toBe(
    '</script><script>alert("x")</script><!--',
  );
});

test("sets an Arabic version from right to left and links its translations", async () => {
  const arabic = await openServer();
  await arabic.forum.publish("1", firstDraft);
  await arabic.forum.publish("1", "# الرأي الخامس\n\nإن المنتدى،\n", { language: "ar" });
  const html = (await request(arabic.app).get("/read/opinion-5@1:ar").expect(200)).text;
  expect(html).toContain('<article lang="ar" dir="rtl"');
  expect(html).toContain('href="/read/opinion-5@1:en"');
});

test.each([
  ["/compare/opinion-5@1/opinion-5@2", "Draft 1 → Draft 2"],
  ["/history/opinion-5@1/considering-a", "Opinion 5: considering a)"],
  ["/evolution/opinion-5", "Opinion 5: how the text evolved"],
  ["/barometer/opinion-5", "Opinion 5: barometer"],
  ["/positions/opinion-5@1", "Opinion 5, Draft 1: positions by group"],
  ["/outcomes/version/opinion-5@2", "Comment outcomes: Opinion 5, Draft 2"],
])("%s has the title of the client's page", async (path, title) => {
  expect(await page(path)).toContain(`<title>${title} · Forum</title>`);
});

test("shows a comparison as a summary and one column with deletions and insertions", async () => {
  const html = await page("/compare/opinion-5@1/opinion-5@2");
  expect(html).toContain("1 word added, 6 deleted.");
  expect(html).toMatch(
    /that few are <ins [^>]*>fully ?<\/ins> ?able to take part in <del [^>]*>meetings;<\/del><ins [^>]*>meetings,<\/ins>/u,
  );
  expect(html).toMatch(/<del [^>]*>that meetings are held far away,?<\/del>/u);
  expect(html).toContain('<a href="/read/opinion-5@1"><bdi lang="en">Draft 1</bdi></a>');
});

test("a clause history shows changes from draft to draft and includes its client's response", async () => {
  const path = "/history/opinion-5@2/considering-b";
  const html = await page(path);
  expect(html.match(/class="clause-history-draft"/gu)).toHaveLength(2);
  expect(html).toMatch(/that few are <ins>fully ?<\/ins> ?able/u);
  const known = dataOf(html)["/api/versions/opinion-5@2/clauses/considering-b/history"];
  const answer = await server.request("public", "get", "/api/versions/opinion-5@2/clauses/considering-b/history");
  expect(answer.body).toEqual(known);
});

test("a clause history shows comments, sources and decisions by draft without scripts", async () => {
  const { forum, request } = await openServer();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const targets = [{ kind: "clause", clause: "considering-b" }] as const;
  await forum.comment("member", { targets: [...targets], text: "Say how few <they> are.", visibility: "submitted" });
  await forum.comment("member", { targets: [...targets], text: "Between ourselves.", visibility: "organisation" });
  const { annotation } = await forum.comment("other", {
    kind: "proposal",
    targets: [...targets],
    text: "Many are.",
    operations: [
      {
        kind: "replace",
        start: { clause: "considering-b", offset: "that ".length },
        end: { clause: "considering-b", offset: "that few".length },
        content: [{ type: "text", text: "many" }],
      },
      { kind: "delete", clause: "considering-c" },
    ],
  });
  await decideAnnotation(forum.context, asActor("secretariat"), {
    annotation: annotation.id,
    revision: 0,
    outcome: "not-accepted",
    reason: "Few are.",
    shownIn: null,
    mergedWith: null,
  });
  const html = (await request("public", "get", "/history/opinion-5@2/considering-b").expect(200)).text;
  const [first = "", second = ""] = html.split('class="clause-history-draft"').slice(1);
  expect(first).toMatch(/North<\/strong>.*Say how few &lt;they> are\./su);
  expect(first).toMatch(
    /Registry<\/strong>.*<del>few<\/del> <ins>many<\/ins>.*<noscript>.*<bdi>considering c\)<\/bdi>.*<\/noscript>.*Many are\..*not accepted<\/span>.*Few are\./su,
  );
  expect(first).toContain(`href="/read/opinion-5@1?note=${annotation.id}"`);
  expect(html).not.toContain("Between ourselves");
  expect(second).not.toContain("clause-history-comments");
});

test("sets each clause in its own direction in a comparison of two languages", async () => {
  const two = await openServer();
  await two.forum.publish("1", firstDraft);
  await two.forum.publish("1", "# الرأي الخامس\n\nإن المنتدى،\n", { language: "ar" });
  const html = (await request(two.app).get("/compare/opinion-5@1:en/opinion-5@1:ar").expect(200)).text;
  expect(html).toMatch(/lang="en" dir="ltr" class="clause clause-recital depth-0"/u);
  expect(html).toMatch(/lang="ar" dir="rtl" class="clause clause-title depth-0"/u);
});

test("shows four lines of a comparison's summary without scripts, and folds the rest", async () => {
  const options = await openServer();
  const draftOf = (paragraphs: readonly string[]): string =>
    ["# Article 9 Finance", ...paragraphs.flatMap((text, at) => [`${String(at + 1)}. Each Party pays.`, text])].join(
      "\n\n",
    );
  const sums = ["one coin", "five crowns", "ten dollars", "two euros"];
  await options.forum.publish("1", draftOf(sums.map((sum) => `Option 1: Lend ${sum}.\n\nOption 2: Give away ${sum}.`)));
  await options.forum.publish("2", draftOf(sums.map(() => "It reports.")));
  const html = (await request(options.app).get("/compare/opinion-5@1/opinion-5@2").expect(200)).text;
  const [, shown = "", folded = ""] =
    /class="comparison-summary"><ul>(.*?)<\/ul><details><summary>(.*?<\/ul>)<\/details>/su.exec(html) ?? [];
  expect([shown.split("<li>").length - 1, folded]).toEqual([3, expect.stringMatching(/^3 more lines<\/summary>/u)]);
});

test("keeps a withdrawn version at its address, with the reason", async () => {
  const withdrawn = await openServer();
  await withdrawn.forum.publish("1", firstDraft);
  await withdrawVersion(withdrawn.forum.context, asActor("secretariat"), {
    version: "opinion-5@1",
    reason: "It was the wrong file.",
  });
  const html = (await request(withdrawn.app).get("/read/opinion-5@1").expect(200)).text;
  expect(html).toContain("This draft was withdrawn: It was the wrong file.");
  expect(html).toContain('<meta name="robots" content="noindex"/>');
});

test("an earlier version links to the latest one", async () => {
  const instead = (html: string): string | undefined =>
    /<a href="(?<href>[^"]+)">(?:Latest: |Read )Draft/u.exec(html)?.[1];
  expect(instead(await page("/read/opinion-5@1"))).toBe("/read/opinion-5@2");
  expect(instead(await page("/read/opinion-5@2"))).toBeUndefined();
});

test("offers a browser without scripts the other drafts and an export with comments", async () => {
  await server.forum.comment("member", { version: "opinion-5@1" });
  const html = await page("/read/opinion-5@1");
  const plain = html.slice(html.indexOf("<noscript>"), html.indexOf("</noscript>"));
  expect(plain).toContain(
    '<a href="/api/versions/opinion-5@1/export?format=html">Export with 1 comment as a web page</a>',
  );
  expect(plain).toContain('<a href="/read/opinion-5@2"><bdi>Draft 2</bdi></a>');
  expect(plain).not.toContain("opinion-5@3");
});

describe("signing in without scripts", () => {
  test("shows a button first, so opening the link does not use it up", async () => {
    const token = await server.link("observer");
    const answer = await request(server.app).get(`/sign-in?token=${token}`).expect(200);
    expect(answer.text).toContain(`<input type="hidden" name="token" value="${token}"/>`);
    expect(answer.headers["cache-control"]).toBe("no-store");
    await request(server.app).get(`/sign-in?token=${token}`).expect(200);
    const signedIn = await request(server.app)
      .post("/sign-in")
      .set("Sec-Fetch-Site", "same-origin")
      .type("form")
      .send({ token })
      .expect(303);
    expect(signedIn.headers["location"]).toBe("/");
    const cookie = (signedIn.headers["set-cookie"] as unknown as string[])[0]?.split(";")[0] ?? "";
    expect((await request(server.app).get("/").set("Cookie", cookie)).text).toContain("The observer");
  });

  test.each([
    ["used or invented", { token: "not-a-token-at-all" }],
    ["no token", {}],
  ])("rejects an invalid link (%s) and offers one action", async (_name, body) => {
    const answer = await request(server.app)
      .post("/sign-in")
      .set("Sec-Fetch-Site", "same-origin")
      .type("form")
      .send(body)
      .expect(410);
    expect(answer.text).toContain("The link is no longer valid");
    expect(answer.text).toContain('<a href="/" class="button">Go to Documents</a>');
  });

  test("signs out with a button too", async () => {
    const leaving = await openServer();
    const answer = await leaving.request("member", "post", "/sign-out").expect(303);
    expect(answer.headers["location"]).toBe("/");
    expect((await leaving.request("member", "get", "/")).text).toContain('href="/sign-in"');
  });

  test("rejects a form from another site", async () => {
    const answer = await request(server.app).post("/sign-out").set("Sec-Fetch-Site", "cross-site").expect(403);
    expect(answer.text).toContain("Sent from another site");
  });
});

describe("a page that cannot be shown gives the reason and one action", () => {
  test.each<[string, string, string, number, string]>([
    ["no such page", "public", "/nothing", 404, "Go to Documents"],
    ["no such version", "public", "/read/opinion-5@9", 404, "Go to Documents"],
    ["a prepared version, to the public", "public", "/read/version-3", 404, "Go to Documents"],
    ["a prepared version, to a member", "member", "/compare/opinion-5@1/version-3", 404, "Go to Documents"],
    ["no such clause", "public", "/history/opinion-5@1/nothing", 404, "Go to Documents"],
    ["the upload, to the public", "public", "/upload/opinion-5", 401, "Sign in"],
    ["the upload, to a member", "member", "/upload/opinion-5", 403, "Go to Documents"],
  ])("%s", async (_name, who, path, status, action) => {
    const answer = await server.request(who, "get", path).expect(status);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.text).toContain('<meta name="robots" content="noindex"/>');
    expect(answer.text).toMatch(new RegExp(`<main[^]*<a href="[^"]+" class="button">${action}</a>[^]*</main>`, "u"));
  });

  test("the home page of a closed forum asks strangers to sign in and reveals its names and logo only", async () => {
    const description = "Many are concerned.";
    const closed = await openServer({ forum: { audience: "participants", name: "Secret talks", description } });
    await closed.forum.publish("1", firstDraft);
    await setForumLogo(closed.forum.context, asActor("secretariat"), { bytes: smallPng() });
    const { text } = await request(closed.app).get("/").expect(401);
    const logo = /<a href="\/"><img src="(\/api\/forum\/logo\?v=[^"]+)" alt[^>]*class="forum-logo"\/><span>/u.exec(
      text,
    );
    await request(closed.app)
      .get(logo?.[1] ?? "")
      .expect(200)
      .expect("Content-Type", "image/png");
    // The client's page of documents would replace both.
    expect(text).not.toContain('type="module"');
    expect(text).toContain('<h1 class="page-title">Secret talks</h1>');
    expect(text).toContain('<a href="/sign-in" class="button">Sign in</a>');
    expect(text).not.toMatch(/concerned|opinion-5|Opinion 5/u);
  });

  test.each(["/read/opinion-5@1", "/compare/opinion-5@1/opinion-5@1"])(
    "%s of a closed forum asks strangers to sign in and reveals nothing about it",
    async (path) => {
      const closed = await openServer({ forum: { audience: "participants", name: "Secret talks" } });
      await closed.forum.publish("1", firstDraft);
      const answer = await request(closed.app).get(path).expect(401);
      expect(answer.text).toContain('<a href="/sign-in" class="button">Sign in</a>');
      expect(answer.text).not.toMatch(/Secret|many are concerned/u);
      const shown = await closed.request("observer", "get", path).expect(200);
      expect(shown.text).toContain('<meta name="robots" content="noindex"/>');
    },
  );
});

test("the chair can read a prepared version, marked as not yet published", async () => {
  expect(await page("/read/version-3", "chair")).toContain("This draft is prepared but not published.");
});

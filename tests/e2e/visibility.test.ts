import type { Locator, Page } from "playwright-core";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ownServer } from "./model-server.ts";
import { openCard, unfoldChoices } from "./reader-actions.ts";

/**
 * Amina is Valdoria's coordinator, Ana is a member from Tavi, the outsider is not signed in, and the desk is the
 * secretariat.
 */
const server = ownServer();
let amina: Page;
let ana: Page;
let outsider: Page;
let desk: Page;

async function read(page: Page, query = ""): Promise<void> {
  await page.goto(`${server.url}/read/opinion-5@3${query}`);
  await page.locator(".draft .is-near").first().waitFor();
  await page.locator("article.thread").first().waitFor();
}

/** A PNG image of one pixel. */
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The comment with this text as the server sends it to a reader; undefined if they may not see it. */
async function sentTo(reader: Page, words: string): Promise<PlacedAnnotation["annotation"] | undefined> {
  const answer = await reader.request.get(`${server.url}/api/versions/opinion-5@3/annotations`, { maxRetries: 1 });
  const sent = (await answer.json()) as PlacedAnnotation[];
  return sent.map(({ annotation }) => annotation).find(({ text }) => text.includes(words));
}

/** Whether the feed of the forum, as it is sent to a reader, has these words. */
async function isInFeed(reader: Page, words: string): Promise<boolean> {
  return (await (await reader.request.get(`${server.url}/api/feed`, { maxRetries: 1 })).text()).includes(words);
}

/** The log of a webhook, whose requests are refused because they would go to this machine. */
let log: string;

/** Adds a webhook for all news, and begins its log. */
async function addWebhook(): Promise<void> {
  const data = { url: "https://127.0.0.1/hook", news: ["draft", "consultation", "comment", "reply", "decision"] };
  const options = { data, headers: { origin: server.url } };
  const answer = await desk.request.post(`${server.url}/api/settings/webhooks`, options);
  log = `${server.url}/api/settings/webhooks/${((await answer.json()) as { id: string }).id}/deliveries`;
}

/** The kinds of events for the webhook. */
async function deliveries(): Promise<string[]> {
  const sent = (await (await desk.request.get(log, { maxRetries: 1 })).json()) as { kind: string }[];
  return sent.map(({ kind }) => kind);
}

/** Opens a page of the menu of the person who is signed in. */
async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^Signed in as/u }).click();
  await page.getByRole("menuitem", { name }).click();
}

/** Begins a comment on a clause of the open draft and enters its text, without submitting it. */
async function begin(page: Page, clause: string, words: string): Promise<void> {
  await page.locator(`#${clause} .clause-text`).click({ position: { x: 2, y: 5 } });
  await page.locator(`#${clause}.is-current`).waitFor();
  await page.keyboard.press("c");
  await page.getByRole("textbox", { name: "Comment" }).fill(words);
}

const card = (page: Page, words: string) => page.locator("article.thread", { hasText: words });

beforeAll(async () => {
  [amina, ana, outsider, desk] = [
    await server.visitor("coordinator"),
    await server.visitor("member"),
    await server.visitor(),
    await server.visitor("secretariat"),
  ];
  for (const page of [amina, ana]) await read(page);
  await addWebhook();
});

test("hides a private draft from everyone else until it is submitted from its card", async () => {
  await begin(amina, "recognizing-f", "To be thought over.");
  await unfoldChoices(amina);
  await amina.getByLabel("Visible to").selectOption({ label: "Only you" });
  await amina.getByRole("button", { name: "Save as draft" }).click();
  await card(amina, "To be thought over.").getByText("draft, only you").waitFor();
  for (const page of [ana, outsider]) expect(await sentTo(page, "To be thought over.")).toBeUndefined();
  for (const page of [amina, ana, outsider]) expect(await isInFeed(page, "To be thought over.")).toBe(false);
  expect(await deliveries()).toEqual([]);
  await card(amina, "To be thought over.").getByRole("button", { name: "Submit" }).click();
  await card(ana, "To be thought over.").waitFor();
  expect(await sentTo(outsider, "To be thought over.")).toBeDefined();
  expect(await isInFeed(outsider, "To be thought over.")).toBe(true);
  while ((await deliveries()).length === 0) await desk.waitForTimeout(100);
  expect(await deliveries()).toEqual(["annotation-submitted"]);
});

test("names a joint organisation once its representative confirms in another browser", async () => {
  await begin(amina, "recalling-b", "We say so with one voice.");
  await unfoldChoices(amina);
  await amina.getByText("Co-sign with").click();
  await amina.getByRole("checkbox", { name: "Tavi" }).check();
  await amina.getByRole("button", { name: "Submit" }).click();
  await card(amina, "with one voice").getByText("waiting for Tavi").waitFor();

  await ana.goto(server.url);
  await ana.getByRole("link", { name: /new items? for you$/u }).click();
  const asked = ana.locator(".inbox-list > li", { hasText: "We say so with one voice." });
  expect((await sentTo(outsider, "with one voice"))?.speaker.jointly).toEqual([]);
  await asked.getByRole("button", { name: "Co-sign for Tavi" }).click();
  await asked.waitFor({ state: "detached" });
  await card(amina, "with one voice").getByText("co-signed with Tavi").waitFor();
  expect((await sentTo(outsider, "with one voice"))?.speaker.jointly).toMatchObject([{ shortName: "Tavi" }]);

  await read(ana);
  await openCard(card(ana, "with one voice"));
  await card(ana, "with one voice").getByRole("button", { name: "More" }).click();
  await ana.getByRole("menuitem", { name: "Remove Tavi’s name" }).click();
  await ana.getByRole("button", { name: "Remove name" }).click();
  await ana.getByText("Tavi is no longer named.").waitFor();
  await ana.getByRole("button", { name: "Undo" }).first().click();
  await card(ana, "with one voice").getByText("co-signed with Tavi").waitFor();
});

/** Lists the Arabic text in a part of a page that is not isolated from the English around it. */
const mingled = (part: Locator): Promise<string[]> =>
  part.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.nodeValue ?? "";
      const around = node.parentElement?.closest("bdi, [dir], option, .visually-hidden");
      const isApart = around?.matches("bdi, [dir=auto], [dir=rtl], .visually-hidden") ?? false;
      if (/\p{Script=Arabic}/u.test(words.replace(/[\u2067\u2068].*?\u2069/gu, "")) && !isApart) found.push(words);
    }
    return found;
  });

test("isolates Arabic names from the English text of joint requests and comments", async () => {
  await amina.goto(`${server.url}/read/opinion-5@3:ar?clause=${encodeURIComponent("إذ-يذكّر-ب")}`);
  await amina.locator(".draft .is-near").first().waitFor();
  await amina.locator("article.thread").first().waitFor();
  await amina.keyboard.press("c");
  const form = amina.getByRole("form", { name: /^Comment on/u });
  await form.getByRole("textbox", { name: "Comment" }).fill("نقول هذا معا.");
  await unfoldChoices(form);
  await form.getByText("Co-sign with").click();
  await form.getByRole("checkbox", { name: "Tavi" }).check();
  expect(await mingled(form)).toEqual([]);
  await form.getByRole("button", { name: "Submit" }).click();
  const own = amina.locator("article.thread.is-open", { hasText: "نقول هذا معا." });
  await own.getByText("waiting for Tavi").waitFor();
  expect(await mingled(own)).toEqual([]);

  await ana.goto(`${server.url}/inbox`);
  const asked = ana.locator(".inbox-list > li", { hasText: "نقول هذا معا." });
  await asked.getByText("إذ يذكّر ب)").waitFor();
  expect(await mingled(asked)).toEqual([]);
  await asked.getByRole("button", { name: "Co-sign for Tavi" }).click();
  await own.getByText("co-signed with Tavi").waitFor();
});

test("suggests a person and a clause, notifies the person and links the clause", async () => {
  await read(amina);
  await begin(amina, "recognizing-c", "");
  await amina.keyboard.type("@vaip");
  await amina.getByRole("option", { name: /Ana Vaipulu/u }).waitFor();
  await amina.getByText("1 suggestion. Use the arrow keys to choose.").waitFor({ state: "attached" });
  await amina.keyboard.press("Enter");
  await amina.keyboard.type("will know; see [[recalling a");
  await amina
    .getByRole("option", { name: /recalling a\)/u })
    .first()
    .waitFor();
  await amina.keyboard.press("Enter");
  await amina.keyboard.press("Control+Enter");
  await card(amina, "will know; see")
    .getByRole("link", { name: /recalling a/u })
    .waitFor();

  await ana.goto(server.url);
  await ana.getByRole("link", { name: /new items? for you$/u }).click();
  const mention = ana.locator(".inbox-item.is-unread", { hasText: "Amina Diallo (Valdoria) mentioned you." });
  await mention.getByRole("link", { name: /mentioned you/u }).press("Enter");
  await ana.locator("article.thread.is-open", { hasText: "will know; see" }).waitFor();
  await ana.goto(`${server.url}/inbox`);
  await ana.locator(".inbox-item:not(.is-unread)", { hasText: "mentioned you." }).waitFor();
  expect(await mention.count()).toBe(0);
});

test("records a position without text under the organisation's name and withdraws it", async () => {
  await read(ana, "?note=o5-1-resolutions");
  await ana.keyboard.press("r");
  await ana.getByRole("combobox", { name: /^Position/u }).selectOption({ label: "Reserves its position" });
  await ana.getByRole("button", { name: "Reply", exact: true }).last().click();
  const positions = ana.getByRole("list", { name: "Positions of organisations" });
  await positions.getByText("Tavi").waitFor();
  expect(await positions.textContent()).toMatch(/Reserves its position Tavi/u);
  await positions.getByRole("button", { name: "Withdraw position" }).click();
  await positions.getByText("Tavi").waitFor({ state: "detached" });
});

test("creates a circle and shares drafts; dissolving it leaves them to their authors", async () => {
  await desk.goto(`${server.url}/circles`);
  await desk.getByRole("button", { name: "Create a circle" }).waitFor();
  await openFromMenu(amina, "Circles");
  await amina.getByRole("button", { name: "Create a circle" }).click();
  await amina.getByRole("textbox", { name: "Name" }).fill("Coast");
  await amina.getByRole("checkbox", { name: /^Tavi/u }).check();
  await amina.getByRole("button", { name: "Create circle" }).click();
  await amina.getByRole("heading", { name: "Coast" }).waitFor();
  await desk.getByRole("heading", { name: "Coast" }).waitFor();
  await amina.goBack();

  await begin(amina, "recognizing-d", "For the coast to read.");
  await unfoldChoices(amina);
  await amina.getByLabel("Visible to").selectOption({ label: "The circle Coast" });
  await amina.getByRole("button", { name: "Share with the circle" }).click();
  await card(amina, "For the coast").getByText("draft, the circle Coast").waitFor();
  await read(ana);
  await card(ana, "For the coast").waitFor();
  expect(await sentTo(outsider, "For the coast")).toBeUndefined();

  await begin(ana, "recalling-a", "For neighbours alone.");
  await unfoldChoices(ana);
  await ana.getByLabel("Visible to").selectOption({ label: "The circle Coast" });
  await ana.getByRole("button", { name: "Share with the circle" }).click();
  await card(ana, "For neighbours alone").getByText("draft, the circle Coast").waitFor();
  let arrive: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  await amina.route("**/api/circles*", (route) => arrival.then(() => route.fallback()));
  await openFromMenu(amina, "Circles");
  // The dialog opens on the list of the last visit, when the circle had no drafts.
  await amina.getByRole("button", { name: "Change" }).first().click();
  await amina.getByRole("checkbox", { name: /^Sarenne/u }).check();
  arrive();
  await amina.getByText(/^Sarenne will read drafts shared from now on\. The 2 drafts/u).waitFor();
  await amina.getByRole("button", { name: "Save changes" }).click();
  await amina.getByText("The circle is changed.").waitFor();
  await ana.goto(`${server.url}/inbox`);
  await ana.getByText(/joined the circle Coast on .* read it\?/u).waitFor();
  await ana.getByRole("button", { name: "Agree" }).click();
  await ana.getByText(/^Amina Diallo added .* to the circle Coast on .* can read this\.$/u).waitFor();

  const besides = await amina.context().newPage();
  await read(besides);
  await amina.getByRole("button", { name: "Dissolve" }).click();
  await amina.getByRole("button", { name: "Dissolve circle" }).click();
  await amina.getByText("The circle Coast is dissolved.").waitFor();
  await desk.getByRole("heading", { name: "Coast" }).waitFor({ state: "detached" });
  await card(ana, "For the coast").waitFor({ state: "detached" });
  await card(besides, "For the coast").getByText("only you, because the circle was dissolved").waitFor();
  await amina.getByRole("button", { name: "Undo" }).first().click();
  await desk.getByRole("heading", { name: "Coast" }).waitFor();
  await read(ana);
  await card(ana, "For the coast").waitFor();
  await amina.close();
  amina = besides;
});

test("a coordinator makes one submission of the organisation's drafts, linked from each", async () => {
  for (const [clause, words] of [
    ["recalling-c", "Council is named twice."],
    ["considering-a", "Bodies are named twice."],
  ] as const) {
    await begin(amina, clause, words);
    await unfoldChoices(amina);
    await amina.getByLabel("Visible to").selectOption({ label: "Only Valdoria" });
    await amina.getByRole("button", { name: "Share with Valdoria" }).click();
    await card(amina, words).waitFor();
  }
  await amina.getByRole("button", { name: /^Combine \d+ drafts of Valdoria into one submission$/u }).click();
  await amina.getByRole("checkbox", { name: /For the coast/u }).uncheck();
  await amina.getByRole("textbox", { name: "Comment" }).fill("Names stand twice in two recitals.");
  await amina.getByRole("button", { name: "Submit as one" }).click();
  await card(amina, "Names stand twice").first().waitFor();
  expect(await sentTo(outsider, "Names stand twice")).toBeDefined();
  expect(await sentTo(outsider, "Council is named twice.")).toBeUndefined();

  await openCard(card(amina, "Council is named twice."));
  await card(amina, "Council is named twice.").getByRole("link", { name: "View submission" }).click();
  await amina.locator("article.thread.is-open", { hasText: "Names stand twice" }).first().waitFor();
});

test("saves a filter under a name and opens the same comments later", async () => {
  await read(ana, "?kinds=proposal");
  const shown = await ana.getByRole("status").filter({ hasText: "shown" }).textContent();
  await ana.getByRole("button", { name: /^Filter/u }).click();
  await ana.getByLabel("Save this view as").fill("What is proposed");
  await ana.getByRole("button", { name: "Save view" }).click();
  await ana.getByRole("link", { name: "What is proposed" }).waitFor();
  await ana.goto(server.url);
  await ana.getByRole("button", { name: "More about Opinion 5" }).click();
  await ana.getByRole("link", { name: "What is proposed" }).click();
  await ana
    .getByRole("status")
    .filter({ hasText: shown ?? "nothing" })
    .waitFor();
  expect(await (await outsider.request.get(server.url, { maxRetries: 1 })).text()).not.toContain("What is proposed");
});

test("renames a saved filter by keyboard and restores its name from the message", async () => {
  await ana.getByRole("button", { name: /^Filter/u }).press("Enter");
  await ana.getByRole("button", { name: "Rename the view What is proposed" }).press("Enter");
  const field = ana.getByRole("textbox", { name: "New name for What is proposed" });
  await field.press("Escape");
  await field.waitFor({ state: "detached" });
  await ana.locator("[aria-label='Rename the view What is proposed']:focus").press("Enter");
  await ana.keyboard.type("All proposals");
  await ana.keyboard.press("Enter");
  await ana.getByRole("link", { name: "All proposals" }).waitFor();
  await ana.getByText("The view is now called “All proposals”.").waitFor();
  await ana.getByRole("button", { name: "Undo" }).click();
  await ana.getByRole("link", { name: "What is proposed" }).waitFor();
  expect(await ana.getByRole("link", { name: "All proposals" }).count()).toBe(0);
});

test("shows logos beside sources, and none of those who are hidden", async () => {
  const send = async (method: "put" | "patch", path: string, data: unknown): Promise<void> => {
    const headers = { "Sec-Fetch-Site": "same-origin" };
    const answer = await desk.request[method](`${server.url}/api/settings/${path}`, { headers, data });
    expect(answer.status()).toBe(200);
  };
  await begin(amina, "recalling-a", "Seen beside a logo.");
  await amina.getByRole("button", { name: "Submit" }).click();
  const own = card(amina, "Seen beside a logo.");
  await own.waitFor();
  const seen = card(outsider, "Seen beside a logo.");
  const heightOfHead = async () => (await seen.locator(".thread-head").boundingBox())?.height;
  await read(outsider);
  await seen.waitFor();
  const height = await heightOfHead();
  await send("put", "organisations/mct-valdoria/logo", onePixel);
  await read(outsider);
  const logo = seen.locator(".speaker img");
  await logo.scrollIntoViewIfNeeded();
  await expect(
    logo.evaluate((image: HTMLImageElement) => image.decode().then(() => [image.offsetWidth, image.naturalWidth])),
  ).resolves.toEqual([18, 1]);
  expect(await heightOfHead()).toBe(height);
  await send("patch", "forum", { sources: "hidden" });
  expect((await sentTo(outsider, "Seen beside a logo."))?.speaker.organisation).toBeNull();
  await read(amina);
  await own.locator(".speaker img").waitFor();
});

import type { Page } from "playwright-core";
import { holdRequests, scripts } from "./hold-requests.ts";
import { sharedServer } from "./model-server.ts";

/** Opening a page: the client's page takes over from the server's without disturbing the reader. */
const server = sharedServer();

/** The sum of the page's layout shifts. */
declare const window: Window & { shifted: number };

/** Opens a page and holds its scripts back. Returns the function that lets them through. */
async function openWithLateScripts(page: Page, path: string): Promise<() => void> {
  const letThrough = await holdRequests(page, scripts);
  await page.goto(server.url + path, { waitUntil: "commit" });
  await page.locator("#invites-member-states-2-a").waitFor();
  await page.evaluate(() => document.fonts.ready);
  return letThrough;
}

/** Returns a clause's distance from the window's upper edge, in pixels. */
const topOf = (page: Page, clause: string): Promise<number> =>
  page.evaluate((id) => Math.round(document.getElementById(id)?.getBoundingClientRect().top ?? NaN), clause);

/** Waits for the client's text with the comments beside it. */
async function clientText(page: Page): Promise<void> {
  await page.locator(".draft .is-near").first().waitFor();
  await page.locator(".room-margin article.thread").first().waitFor();
}

test("scroll position, focus and selection survive scripts that arrive late", async () => {
  const page = await server.visitor();
  const letThrough = await openWithLateScripts(page, "/read/opinion-5@3");
  await page.evaluate(() => {
    const words = document.querySelector("#invites-member-states-2-a .clause-text")?.firstChild;
    if (words) getSelection()?.setBaseAndExtent(words, 3, words, 12);
    document
      .querySelector<HTMLElement>('.outline a[href="#invites-member-states-2-a"]')
      ?.focus({ preventScroll: true });
    window.scrollTo({ top: 700, behavior: "instant" });
  });
  const before = {
    selected: await page.evaluate(() => String(getSelection())),
    top: await topOf(page, "invites-member-states-2-a"),
  };
  expect(before.selected).toHaveLength(9);
  letThrough();
  await clientText(page);
  expect(await page.evaluate(() => String(getSelection()))).toBe(before.selected);
  expect(Math.abs((await topOf(page, "invites-member-states-2-a")) - before.top)).toBeLessThanOrEqual(1);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#invites-member-states-2-a");
});

test("the clause that the address asks for is shown, unless the reader scrolled before the scripts arrived", async () => {
  const page = await server.visitor();
  const shown = async (): Promise<boolean> => {
    const top = await topOf(page, "invites-member-states-2-a");
    return top > 0 && top < 900;
  };
  const path = "/read/opinion-5@3?clause=invites-member-states-2-a";
  (await openWithLateScripts(page, path))();
  await clientText(page);
  expect(await shown()).toBe(true);

  const other = await server.visitor();
  const letThrough = await openWithLateScripts(other, path);
  await other.evaluate(() => window.scrollTo({ top: 200, behavior: "instant" }));
  const top = await topOf(other, "recalling");
  letThrough();
  await clientText(other);
  expect(Math.abs((await topOf(other, "recalling")) - top)).toBeLessThanOrEqual(1);
});

test("comment cards appear in their position", async () => {
  const page = await server.visitor();
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  (await openWithLateScripts(page, "/read/opinion-5@3"))();
  await clientText(page);
  await page.waitForLoadState("networkidle");
  // Web Vitals call up to 0.1 good. Stacked cards that spread make 0.2.
  expect(await page.evaluate(() => window.shifted)).toBeLessThan(0.1);
});

test("a screen reader finds every heading of a report", async () => {
  const page = await server.visitor();
  await page.goto(`${server.url}/read/sg-report@3`);
  await page.locator(".draft .is-near").first().waitFor();
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const headings = nodes.filter(({ ignored, role }) => !ignored && role?.value === "heading").length;
  expect(headings).toBe(await page.locator(".draft [role=heading]").count());
});

test("the outline follows the section that is being read", async () => {
  const page = await server.visitor();
  await page.goto(`${server.url}/read/sg-report@3`);
  await page.locator(".draft .is-near").first().waitFor();
  const sections = page.locator(".outline li.is-here");
  const titles = await page
    .locator(".outline .outline-title")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const wanted of [titles.at(-4), titles.at(4)]) {
    await page.evaluate(
      (id) => document.getElementById(id)?.scrollIntoView({ block: "center" }),
      (wanted ?? "").slice(1),
    );
    await sections.locator(`a.outline-title[aria-current=true][href="${wanted ?? ""}"]`).waitFor();
    expect(await sections.count()).toBe(1);
  }
});

test("shows no numbers of comments before they are known", async () => {
  const page = await server.visitor();
  await page.goto(`${server.url}/read/opinion-5@3`);
  await clientText(page);
  const letThrough = await holdRequests(page, /\/annotations/u);
  await page.evaluate(() => history.pushState(null, "", "/read/opinion-5@2"));
  const list = page.getByRole("button", { name: /^In the text/u });
  await page.waitForFunction(() => document.title.includes("Second draft"));
  expect(await list.textContent()).toBe("In the text …");
  letThrough();
  await page.getByRole("button", { name: /^In the text [1-9]/u }).waitFor();
});

test("a reader without an account loads no editor, and one who may propose gets one in the same elements", async () => {
  const guest = await server.visitor();
  const loaded: string[] = [];
  guest.on("requestfinished", (request) => loaded.push(request.url()));
  await guest.goto(`${server.url}/read/opinion-5@3`);
  await clientText(guest);
  await guest.locator("#recognizing-d").click();
  await guest.waitForLoadState("networkidle");
  expect(loaded.filter((url) => /editor-surface|parsed-draft|composer/u.test(url))).toEqual([]);
  expect(await guest.locator(".ProseMirror").count()).toBe(0);

  const member = await server.visitor("member");
  await member.addInitScript(() => localStorage.setItem("rapporteur:faces", "own"));
  const letThrough = await openWithLateScripts(member, "/read/opinion-5@3");
  const boxes = (): Promise<number[][]> =>
    member.evaluate(() =>
      [...document.querySelectorAll(".clause")].map((clause) => {
        const { left, top, width, height } = clause.getBoundingClientRect();
        return [left, top + window.scrollY, width, height].map(Math.round);
      }),
    );
  const before = await boxes();
  letThrough();
  await member.locator(".draft.ProseMirror mark.note").first().waitFor();
  expect(await boxes()).toEqual(before);
});

test("the button that folds an option keeps the focus while the editor comes", async () => {
  const member = await server.visitor("member");
  const letThrough = await holdRequests(member, /editor-surface/u);
  await member.goto(`${server.url}/read/agreement@1?clause=art-9-option-1`);
  await clientText(member);
  await member.locator(".fold-option").first().focus();
  letThrough();
  await member.locator(".draft.ProseMirror").waitFor();
  await member.keyboard.press("Enter");
  await member.locator("#art-9-option-1-para-2").waitFor({ state: "hidden" });
});

test("a page that the browser has translated keeps its translation, and the client works with the text of the draft", async () => {
  const page = await server.visitor();
  const letThrough = await openWithLateScripts(page, "/read/opinion-5@3");
  await page.evaluate(() => {
    const words = document.querySelector("#invites-member-states-2-a .clause-text")?.firstChild;
    if (words) words.textContent = "à rendre ces réunions accessibles";
  });
  letThrough();
  await clientText(page);
  expect(await page.locator("#invites-member-states-2-a .clause-text").innerText()).toContain("accessibles");
  await page.keyboard.press("/");
  await page.getByRole("searchbox").or(page.getByRole("combobox")).fill("connectivity available");
  await page.getByRole("dialog").locator("mark").first().waitFor();
});

test("the faces of our own come when the page can be used, and later pages are shown in them", async () => {
  const page = await server.visitor();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  const faces = (): string[] => loaded.filter((url) => url.endsWith(".woff2"));
  const isShown = (): Promise<boolean> => page.evaluate(() => "faces" in document.documentElement.dataset);
  const letThrough = await openWithLateScripts(page, "/read/opinion-5@3");
  expect([await isShown(), faces()]).toEqual([false, []]);
  letThrough();
  await page.waitForFunction(() => localStorage.getItem("rapporteur:faces") !== null);
  expect(faces().length).toBeGreaterThan(0);
  await openWithLateScripts(page, "/read/opinion-5@2");
  expect(await isShown()).toBe(true);
});

test("a page with its styles in it fetches them no second time, and those of the next page only", async () => {
  const page = await server.visitor();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  const styles = (): string[] => loaded.filter((path) => path.endsWith(".css"));
  await page.goto(`${server.url}/read/opinion-5@3`);
  await clientText(page);
  const within = await page.evaluate(() => document.querySelector("style")?.dataset["files"]?.split(" ") ?? []);
  expect(within.length).toBeGreaterThan(1);
  await page.evaluate(() => history.pushState(null, "", "/compare/opinion-5@1/opinion-5@3"));
  await page.locator(".redline-row, .redline").first().waitFor();
  expect(styles().length).toBeGreaterThan(0);
  expect(styles().filter((path) => within.includes(path))).toEqual([]);
});

test("the comments are fetched beside the scripts, and once", async () => {
  const page = await server.visitor();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  const pages = (): string[] => loaded.filter((url) => url.includes("/annotations/page"));
  const letThrough = await openWithLateScripts(page, "/read/opinion-5@3");
  expect(pages()).toHaveLength(1);
  letThrough();
  await clientText(page);
  expect(pages()).toHaveLength(1);
});

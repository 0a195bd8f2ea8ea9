import type { Page } from "playwright-core";
import { ownServer } from "./model-server.ts";

/** A reader who never uses the mouse. Each test begins where the one before ended. */
const server = ownServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor("member");
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.locator(".ProseMirror").waitFor();
  await page.locator("article.thread").first().waitFor();
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until the focus is on an element, which is where a screen reader then reads. */
async function focusOn(selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor();
}

/** Goes from the first clause to one found by search, in a new history entry. */
async function searchFromTitle(): Promise<void> {
  await press("/");
  await focusOn("input");
  await page.keyboard.type("invites Member States 2 a");
  await page.waitForURL(/find=invites/u);
  await press("ArrowDown", "Enter");
  await focusOn("#invites-member-states-2-a");
}

async function returnedToTitle(): Promise<void> {
  await page.waitForURL((url) => url.search === "?clause=title");
  await page.waitForFunction(() => window.scrollY < 100);
}

const selected = (): Promise<string> => page.evaluate(() => String(getSelection()));
const announced = (words: string) => page.locator("[data-live-announcer=true]", { hasText: words }).waitFor();

test("search focuses the clause it finds, and Back returns to the previous position", async () => {
  await press("j");
  await searchFromTitle();
  await page.goBack();
  await returnedToTitle();
});

test("Back returns to the previous position even if saving is pending and frames are late", async () => {
  await searchFromTitle();
  await page.evaluate(() => {
    const nextFrame = requestAnimationFrame.bind(window);
    Object.assign(window, { nextFrame });
    const later = (frames: number, then: FrameRequestCallback): number =>
      nextFrame((time) => (frames === 0 ? then(time) : later(frames - 1, then)));
    window.requestAnimationFrame = (then) => later(20, then);
    dispatchEvent(new Event("scroll"));
    history.back();
  });
  await returnedToTitle();
  await page.evaluate(() =>
    Object.assign(window, { requestAnimationFrame: Reflect.get(window, "nextFrame") as unknown }),
  );
});

test("steps forwards and backwards through clauses", async () => {
  await press("j", "j");
  await focusOn("#recalling");
  await press("k", "k");
  await focusOn("#title");
  await press("k");
  await announced("This is the first clause.");
  await focusOn("#title");
});

test("Enter on a clause opens its comments", async () => {
  await press("Enter");
  await focusOn(".thread.is-open .thread-head");
  await press("Escape", "j", "j", "Enter");
  await announced("There are no comments on this clause yet.");
});

test("sends a comment once if its keys are pressed twice", async () => {
  await press("j", "c");
  await focusOn(".composer textarea");
  await page.keyboard.type("Twice is once too often.");
  await press("Control+Enter", "Control+Enter");
  await page.locator("article.thread", { hasText: "Twice is once too often." }).locator(".thread-head:focus").waitFor();
  expect(await page.locator(".toast", { hasText: "Comment submitted." }).count()).toBe(1);
});

test("undo of a submission opens the form again with its text, to submit it again", async () => {
  await page.locator(".toast", { hasText: "Comment submitted." }).getByRole("button", { name: "Undo" }).focus();
  await press("Enter");
  await page.locator(".toast", { hasText: "Submission undone." }).waitFor();
  await focusOn(".composer textarea");
  expect(await page.locator(".composer textarea").inputValue()).toBe("Twice is once too often.");
  await page.locator("article.thread", { hasText: "Withdrawn" }).waitFor({ state: "detached" });
  await page.keyboard.type(" Now it is right.");
  await page.locator(".composer").getByRole("button", { name: "Submit", exact: true }).click();
  await page.locator(".toast", { hasText: "Submitted." }).waitFor();
});

test("selects, announces and comments on words by keyboard, with the focus following", async () => {
  await press("Escape", "k", "k", "ArrowRight", "ArrowRight", "Shift+ArrowRight");
  await announced("Selected: fifth World");
  expect(await selected()).toBe("fifth World");
  await press("c");
  await focusOn(".composer textarea");
  await page.keyboard.type("Say which one.");
  await press("Control+Enter");
  const card = page.locator("article.thread", { hasText: "Say which one." });
  await card.locator(".thread-head:focus").waitFor();
  await page.locator("#opening mark.is-focused", { hasText: /^fifth World$/u }).waitFor();
  await press("Escape");
  await focusOn("#opening");
});

test("cancelling an edit returns the focus to its clause", async () => {
  await press("e");
  await focusOn(".proposal-editor");
  await press("Escape");
  await focusOn("#opening");
});

test("withdraws a comment with a reason and restores it, with the focus on its card", async () => {
  await press("Escape", "j", "j", "c");
  await focusOn(".composer textarea");
  await page.keyboard.type("Said too soon.");
  await press("Control+Enter");
  const card = page.locator("article.thread", { hasText: "Said too soon." });
  await card.locator(".thread-head:focus").waitFor();
  await card.getByRole("button", { name: "More", exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: "Withdraw" }).press("Enter");
  await page.getByRole("textbox", { name: /^Reason/u }).focus();
  await page.keyboard.type("Settled in the corridor.");
  await page.getByRole("button", { name: "Withdraw", exact: true }).press("Enter");
  await page.locator(".thread.is-open").getByText("Settled in the corridor.").waitFor();
  await focusOn(".thread.is-open .thread-head");
  await press("r");
  await announced("You cannot reply to this.");
  await page.locator(".thread.is-open").getByRole("button", { name: "More", exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: "Restore" }).press("Enter");
  await card.waitFor();
  await focusOn(".thread.is-open button");
});

test("steps through, answers and closes comments with the focus on a card or clause", async () => {
  await press("n", "n");
  await focusOn(".thread.is-open .thread-head");
  await press("r");
  await focusOn(".reply-form textarea");
  await page.keyboard.type("We should say so too.");
  await press("Control+Enter");
  await page.locator(".reply", { hasText: "We should say so too." }).waitFor();
  await focusOn(".thread.is-open .thread-head");
  await press("Escape");
  await focusOn(".draft .clause");
});

test("a reply's buttons do not overlap its text at the edge of the window", async () => {
  await press("n");
  await focusOn(".thread.is-open .thread-head");
  await press("r");
  await focusOn(".reply-form textarea");
  const isClear = await page.evaluate(() => {
    const rect = (part: string): DOMRect | undefined => document.querySelector(part)?.getBoundingClientRect();
    const words = rect(".reply-form textarea");
    if (words) scrollBy({ top: words.top + words.height / 2 - innerHeight, behavior: "instant" });
    return (rect(".reply-form .composer-actions")?.top ?? 0) >= (rect(".reply-form textarea")?.bottom ?? Infinity);
  });
  expect(isClear).toBe(true);
  await press("Escape", "Escape");
});

test("the left arrow moves forwards in right-to-left text", async () => {
  await page.goto(`${server.url}/read/opinion-5@3:ar`);
  await page.locator(".ProseMirror").waitFor();
  await press("j", "ArrowLeft");
  const first = await selected();
  await press("Shift+ArrowLeft");
  expect(await selected()).toMatch(new RegExp(`^${first} \\S+$`, "u"));
});

test("following a link focuses the new page's heading or draft and announces the page", async () => {
  await page.goto(server.url);
  await page.locator("#opinion-5").getByRole("link", { name: "Comment outcomes" }).focus();
  await press("Enter");
  await focusOn("main h1");
  expect(await page.locator("h1:focus").textContent()).not.toBe("");
  // The heading only shows where the page begins, so it has no ring.
  expect(await page.locator("h1:focus").evaluate((heading) => getComputedStyle(heading).outlineStyle)).toBe("none");
  await announced(await page.title());
  await page.getByRole("banner").locator("a[href='/']").first().focus();
  await press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  await focusOn("main h1");
  await page.locator("#opinion-5 a[href^='/read/']").first().focus();
  await press("Enter");
  await page.locator(".ProseMirror").waitFor();
  await focusOn("#main");
  await press("j");
  await page.locator(".clause:focus").waitFor();
});

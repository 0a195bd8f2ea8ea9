import type { Page } from "playwright-core";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor();
});

async function open(path: string): Promise<void> {
  await page.goto(server.url + path);
  await page.locator(".redline-row").first().waitFor();
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
}

const at = (): string | null => new URL(page.url()).searchParams.get("at");

test("compares drafts from the reading room, and reads the uptake, without a sign-in link", async () => {
  await page.goto(server.url);
  const opinion = page.locator("li").filter({ has: page.getByRole("heading", { name: "Opinion 5" }) });
  await opinion.waitFor();
  expect(await page.getByText("The Forum (14–16 May)").count()).toBe(1);

  await opinion.getByRole("link", { name: "Third draft (6 February 2013)" }).last().click();
  await page.waitForURL(/read\/opinion-5@3/u);
  await page.getByRole("button", { name: "Compare with" }).click();
  await page.getByRole("option", { name: /First draft/u }).click();
  await page.getByText(/clauses edited, 2 moved, 1 split/u).waitFor();

  await page.keyboard.press("n");
  await page.getByText(/^1 of \d+/u).waitFor();

  await page.getByRole("radio", { name: "Changed" }).click();
  await page
    .getByText(/clauses? unchanged/u)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Wording changes only" }).click();
  await page.getByRole("button", { name: "Some kinds of change" }).waitFor();

  await page.goto(`${server.url}/compare/sg-report@final/sg-report@final.2`);
  await page.getByText(/2 clauses edited; /u).waitFor();

  await page.goto(server.url);
  await opinion.getByRole("link", { name: "Proposal uptake" }).click();
  await page.getByText("This shows text, not influence", { exact: false }).waitFor();
  await page.getByRole("link", { name: "See the text" }).first().click();
  await page.waitForURL(/read\/opinion-5@.*clause=/u);
});

test("n visits every change once with the focus, moves twice; Back leaves the page", async () => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "Compare with previous draft" }).first().click();
  await page.locator(".redline-row").first().waitFor();
  await open("/compare/opinion-5@1/opinion-5@3");
  const places = Number(/\d+/u.exec((await page.locator(".change-walk").textContent()) ?? "")?.[0]);
  const seen: (string | null)[] = [];
  for (let step = 0; step < places; step += 1) {
    const before = at();
    await page.keyboard.press("n");
    await page.waitForURL((url) => url.searchParams.get("at") !== before);
    seen.push(at());
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`change-${String(at())}`);
  }
  expect(new Set(seen).size).toBe(places);
  await page.keyboard.press("n");
  expect(at()).toBe(seen[0]);
  await page.goBack();
  expect(new URL(page.url()).pathname).not.toContain("opinion-5@1");
  await page.goForward();
});

test.each([390, 1440])("keeps the label of a renumbered clause clear of the change bar at %d px", async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await page.locator(".is-changed .clause-label:has(del):has(ins)").first().waitFor();
  const distances = await page.locator(".is-changed .clause-label:has(del):has(ins)").evaluateAll((labels) =>
    labels.map((label) => {
      const row = label.closest(".redline-row") ?? label;
      const bar = parseFloat(getComputedStyle(row).borderInlineStartWidth);
      return label.getBoundingClientRect().left - row.getBoundingClientRect().left - bar;
    }),
  );
  expect(Math.min(...distances)).toBeGreaterThanOrEqual(6);
});

test("switches to wording changes only, and back, with one button", async () => {
  const moves = page.locator(".redline .change-move");
  await moves.first().waitFor();
  const only = page.getByRole("button", { name: "Wording changes only" });
  await only.click();
  await moves.first().waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.get("classes")).toBe("wording,verb,number");
  await only.click();
  await moves.first().waitFor();
});

test("opens a clause history from its row and shows the origin of its words", async () => {
  await page.getByRole("link", { name: "Clause history: recognizing d)" }).first().press("Enter");
  await page.locator(".clause-history-draft").first().waitFor();
  expect(await page.locator(".clause-history-draft").count()).toBe(3);
  await page.locator(".origin-run").last().focus();
  expect(await page.locator("#origin-description").textContent()).toMatch(/added in Opinion 5, \w+ draft/u);
});

test("opening unchanged clauses focuses the first of them", async () => {
  await open("/compare/opinion-5@1/opinion-5@3?clauses=changed");
  await page.getByRole("button", { name: "2 clauses unchanged" }).first().press("Enter");
  await page.locator(".redline-row:focus").waitFor();
  expect(await page.locator(".redline-row:focus").innerText()).toContain("Draft Opinion 5");
});

test("an opened clause takes no focus from the view controls", async () => {
  await page
    .getByRole("button", { name: /clauses? unchanged/u })
    .last()
    .press("Enter");
  await page.locator(".redline-row:focus").waitFor();
  await page.getByRole("button", { name: "All kinds of change" }).press("Enter");
  for (const kind of await page.getByRole("dialog").getByRole("checkbox").all()) await kind.press("Space");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "All", exact: true }).press("Space");
  await page.getByRole("radio", { name: "All", exact: true, checked: true }).waitFor();
  expect(await page.locator("label:has(:focus)").innerText()).toBe("All");
});

test("chooses a draft of another document by typing its name", async () => {
  await open("/compare/opinion-6@2/opinion-6@3");
  await page.getByRole("button", { name: /^To\b/u }).press("Enter");
  await page.getByRole("searchbox").waitFor();
  await page.keyboard.type("opinion 7 second");
  await page.getByRole("option", { name: /Second draft/u }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/compare\/opinion-6@2\/opinion-7@2/u);
  await page.locator(".redline-row").first().waitFor();
});

test("strikes through a deleted label without showing a replacement", async () => {
  await open("/compare/opinion-6@3/opinion-7@2");
  const lone = page.getByRole("group", { name: /^recalling: .*renumbered from a\)/u });
  expect(await lone.locator(".clause-label").innerHTML()).toBe("<del>a)</del>");
});

test("says what became of options, and steps through the changes by importance", async () => {
  await open("/compare/agreement@3/agreement@4");
  await page.getByText("13 options became 4.", { exact: false }).waitFor();
  await page.getByText("Art. 3.2, Option 2 became the text of Art. 3.2. Art. 3.2, Option 1 was deleted.").waitFor();
  await page.getByText("Changes by importance").click();
  const [first] = await page.locator(".important-changes li").allTextContents();
  await page.getByText("Step through the changes in this order").click();
  await page.waitForURL(/order=importance/u);
  await page.keyboard.press("Tab");
  await page.keyboard.press("n");
  await page.waitForURL(/at=/u);
  const focused = await page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
  expect(focused).not.toBe("");
  expect(first).toContain(focused);
});

test("leads to a repeated replacement even if its class of change is not marked", async () => {
  await open("/compare/sg-report@2/sg-report@final?classes=move");
  await page.locator("summary", { hasText: /the Union.*ITU.*4 times/u }).click();
  await page.locator(".repeated-places li").getByRole("button").first().click();
  await page.locator(".redline ins:focus", { hasText: /^ITU$/u }).waitFor();
});

test("shows a repeated replacement as one line that leads to each occurrence", async () => {
  await open("/compare/sg-report@2/sg-report@final");
  const line = page.locator("summary", { hasText: /the Union.*ITU.*4 times/u });
  await page.getByText("Show them only here, not in the text").click();
  const marked = page.locator(".redline ins", { hasText: /^ITU$/u });
  await marked.first().waitFor({ state: "detached" });
  await line.click();
  await page.locator(".repeated-places li").getByRole("button").nth(1).click();
  await marked.first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("ITU");
});

test("on a phone, side by side shows changed clauses twice and unchanged ones once", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open("/compare/opinion-5@1/opinion-5@3?view=side");
  const shown = (clause: string): Promise<number> =>
    page.getByRole("group", { name: clause }).locator("[data-side]").filter({ visible: true }).count();
  expect([await shown("recalling a): 1 change"), await shown("recalling c): unchanged")]).toEqual([2, 1]);
});

test("comments beside the text follow the walk through the changes, which keeps the focus", async () => {
  const reader = await server.visitor("member", { viewport: { width: 1440, height: 900 } });
  await reader.goto(`${server.url}/compare/opinion-5@1/opinion-5@3`);
  await reader.locator(".row-comments.has-number").first().click();
  const title = reader.locator(".row-threads h2");
  const begun = await title.textContent();
  for (const key of ["n", "n", "n", "n"]) await reader.keyboard.press(key);
  await reader.locator(".redline-row:has(:focus) [aria-expanded=true]").waitFor();
  expect(await title.textContent()).not.toBe(begun);
  await reader.close();
});

test("the secretariat links a clause to its counterpart on a phone, from the comments on its row", async () => {
  const phone = await server.visitor("secretariat", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.goto(`${server.url}/compare/opinion-5@1/opinion-5@3`);
  await phone.locator(".row-comments.has-number").first().tap();
  await phone.getByRole("button", { name: "Link to counterpart" }).tap();
  const dialog = phone.getByRole("dialog", { name: /^Counterpart of/u });
  await dialog.getByRole("button", { name: "Cancel" }).tap();
  await phone.getByRole("dialog", { name: /^Comments on/u }).waitFor();
  await phone.close();
});

import { buffer } from "node:stream/consumers";
import type { Locator, Page, Request } from "playwright-core";
import { changedBook } from "../support/changed-book.ts";
import { holdRequests } from "./hold-requests.ts";
import { ownServer } from "./model-server.ts";

const server = ownServer();
let desk: Page;
let member: Page;
let presses = 0;

/** Opens the desk, and waits until its keys work: it then reports what is open. */
async function openDesk(page: Page, query = ""): Promise<void> {
  const isReady = page.waitForResponse((response) => response.url().endsWith("/desk/visit"));
  await page.goto(`${server.url}/desk${query}`);
  await isReady;
}

beforeAll(async () => {
  desk = await server.visitor("secretariat");
  member = await server.visitor("member");
  await openDesk(desk);
});

/** Presses a key of the desk, and counts it. */
async function press(key: string): Promise<void> {
  presses += 1;
  await desk.keyboard.press(key);
}

const shown = async (): Promise<number> =>
  Number(/^\d+/u.exec((await desk.locator(".queue-count").textContent()) ?? "")?.[0]);

const letter =
  "Delegates from small islands travel for three days to reach a meeting. Please hold every second one online, with interpretation.";

/** Submits a comment on the whole of Opinion 5. */
async function comment(by: Page, number: number, text: string): Promise<void> {
  const answer = await by.evaluate(
    async ({ id, said }) => {
      const about = { kind: "comment", type: "general", targets: [{ kind: "document" }], operations: [], jointly: [] };
      const body = JSON.stringify({ ...about, id, text: said, visibility: "submitted", capacity: "organisation" });
      const headers = { "content-type": "application/json" };
      const sent = await fetch("/api/versions/opinion-5@3/annotations", { method: "POST", headers, body });
      return sent.ok ? "made" : await sent.text();
    },
    { id: `00000000-0000-4000-8000-00000000000${String(number + 1)}`, said: text },
  );
  expect(answer).toBe("made");
}

const prepared = (count: number) => desk.getByText(new RegExp(`, ${count} prepared`, "u")).waitFor();

test("forty comments are decided by keyboard with at most three presses each, and a reason each", async () => {
  const before = await shown();
  await press("j");
  await desk.getByRole("heading", { level: 2 }).waitFor();
  await press("x");
  await desk.keyboard.type("Agreed in February.");
  await press("Enter");
  for (let decided = 1; decided < 40; decided += 1) {
    await desk.getByText(`${before - decided} comments`, { exact: true }).waitFor();
    await press("x");
    await desk.getByRole("textbox", { name: "Reason (required)" }).waitFor();
    await press("1");
  }
  await prepared(40);
  expect(presses).toBeLessThanOrEqual(120);
  expect(await shown()).toBe(before - 40);
});

test("the last decision is undone by a key", async () => {
  const before = await shown();
  await press("u");
  await prepared(39);
  expect(await shown()).toBe(before + 1);
});

test("nobody else sees a prepared decision until it is released with its recipients shown", async () => {
  const decided = async (): Promise<number> => {
    await member.goto(`${server.url}/outcomes/opinion-5`);
    await member.locator(".outcomes-row").first().waitFor();
    return member.getByText("Agreed in February.").count();
  };
  expect(await decided()).toBe(0);
  await desk.getByRole("button", { name: "Release 39 decisions" }).click();
  await desk.getByText(/people will be notified/u).waitFor();
  await desk.getByRole("dialog").getByRole("button", { name: "Release", exact: true }).click();
  await prepared(0);
  const events = await desk.request.get(`${server.url}/api/desk?size=500`);
  const { items } = (await events.json()) as { items: { decision: { reason: string } | null }[] };
  expect(items.filter(({ decision }) => decision?.reason === "Agreed in February.").length).toBe(39);
});

test("decisions keep the filter and its order", async () => {
  await openDesk(desk, "?kind=comment&order=oldest");
  const sources = await desk.locator(".queue-open").allInnerTexts();
  await desk.keyboard.press("j");
  for (const key of ["n", "Enter", "n", "Enter"]) {
    if (key === "Enter") await desk.getByRole("textbox", { name: "Reason (Enter for none)" }).waitFor();
    else await desk.locator(".queue-item .desk-outcomes").waitFor();
    await desk.keyboard.press(key);
  }
  await prepared(2);
  expect(desk.url()).toContain("kind=comment&order=oldest");
  expect(await desk.locator(".queue-open").allInnerTexts()).toEqual(sources.slice(2));
  expect(await desk.locator(".queue-open[aria-current]").innerText()).toBe(sources[2]);
  for (let undone = 1; undone >= 0; undone -= 1) {
    await press("u");
    await prepared(undone);
  }
  await openDesk(desk);
});

test("the filters stay open when the last one is cleared", async () => {
  await openDesk(desk, "?text=delegates");
  const search = desk.getByRole("searchbox", { name: "Search" });
  await search.fill("");
  await desk.waitForURL((url) => !url.search.includes("text"));
  await desk.keyboard.type("j");
  expect(await search.inputValue()).toBe("j");
  await openDesk(desk);
});

test("a due date is recorded once, however many digits are typed", async () => {
  await desk.locator(".queue-open").first().click();
  await desk.getByText("Assign, tag and note").click();
  const day = desk.getByLabel("Due on");
  const changes: string[] = [];
  const note = (request: Request): void => {
    if (request.url().endsWith("/desk/change")) changes.push(request.postData() ?? "");
  };
  desk.on("request", note);
  await day.focus();
  await desk.keyboard.type("03012026");
  const answer = desk.waitForResponse((response) => response.url().endsWith("/desk/change"));
  await desk.keyboard.press("Enter");
  await answer;
  await desk.locator(".queue-row", { hasText: "1 Mar 2026" }).waitFor();
  desk.off("request", note);
  expect(changes).toEqual([expect.stringContaining('"dueOn":"2026-03-01"')]);
  await day.blur();
  await press("u");
  await desk.locator(".queue-row", { hasText: "1 Mar 2026" }).waitFor({ state: "detached" });
  await openDesk(desk);
});

test("several selected comments are decided together, and one undo takes it back", async () => {
  const before = await shown();
  await desk.getByRole("checkbox", { name: /^Select all/u }).check();
  await desk.getByRole("heading", { name: new RegExp(`^${before} comments of \\d+ organisations`, "u") }).waitFor();
  await press("n");
  await press("Enter");
  await prepared(before);
  expect(await shown()).toBe(0);
  await press("u");
  await prepared(0);
  expect(await shown()).toBe(before);
});

test("comments with nearly the same text are selected together, with the reason", async () => {
  for (const [number, text] of [letter, `${letter} Thank you.`].entries()) await comment(member, number, text);
  await openDesk(desk, "?document=opinion-5&text=islands");
  await press("j");
  await desk.getByText("1 other comment says the same or nearly the same.").click();
  await desk.getByText(/shares \d+ of \d+ words|the fullest copy/u).waitFor();
  await press("g");
  await desk.getByRole("heading", { name: "2 comments of 1 organisation" }).waitFor();
  await press("Escape");
  await desk.getByText("1 other comment says the same or nearly the same.").click();
  await desk.getByRole("button", { name: "Remove from the group" }).click();
  await desk.getByText("1 other comment says the same or nearly the same.").waitFor({ state: "detached" });
  await press("u");
  await desk.getByText("1 other comment says the same or nearly the same.").waitFor();
  await openDesk(desk);
});

test("decisions filled into the exported Excel file are prepared, and one undo takes them back", async () => {
  await openDesk(desk, "?document=opinion-5");
  const before = await shown();
  const download = desk.waitForEvent("download");
  await desk.getByRole("button", { name: "Export to Excel" }).click();
  const bytes = await buffer(await (await download).createReadStream());
  const filled = await changedBook(bytes, (rows) =>
    rows.toReversed().map((row) => ({ ...row, Outcome: "Deferred", Reason: "Next meeting." })),
  );
  await desk.getByRole("button", { name: "Import decisions" }).click();
  const chooser = desk.waitForEvent("filechooser");
  await desk.getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles({ name: "desk.xlsx", mimeType: "", buffer: Buffer.from(filled) });
  await desk.getByRole("button", { name: `Prepare ${before} decisions` }).click();
  await prepared(before);
  expect(await shown()).toBe(0);
  await press("u");
  await prepared(0);
  await openDesk(desk);
});

test("a phone shows an opened comment from its beginning, and Back leads to its row of the list", async () => {
  const screen = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const phone = await server.visitor(undefined, { ...screen, storageState: await desk.context().storageState() });
  await openDesk(phone);
  const row = phone.locator(".queue-open").nth(8);
  const isInView = async (element: Locator): Promise<boolean> => {
    const { y = -1 } = (await element.boundingBox()) ?? {};
    return y >= 0 && y < 844;
  };
  for (const leave of [() => phone.goBack(), () => phone.getByRole("button", { name: "Back to the list" }).tap()]) {
    await row.tap();
    await phone.locator("#queue-item:focus").waitFor();
    expect(await isInView(phone.locator("#queue-item"))).toBe(true);
    await leave();
    await row.waitFor();
    expect(new URL(phone.url()).search).toBe("");
    expect(await isInView(row)).toBe(true);
  }
  await phone.close();
});

test("two officers see what the other has open, and the later one sees the earlier decision", async () => {
  const chair = await server.visitor("chair");
  await openDesk(chair);
  await chair.locator(".queue-open").nth(1).click();
  await chair.getByRole("heading", { level: 2 }).waitFor();
  const text = await chair.locator(".queue-row.is-open .clamped").textContent();
  await desk.locator(".queue-open").nth(1).click();
  await desk.getByText(/has this comment open too/u).waitFor();
  await desk.getByText("Assign, tag and note").click();
  await desk.getByLabel("New note").fill("Ask the legal unit.");
  await desk.locator(".queue-open").nth(2).click();
  await desk.locator(".queue-open").nth(1).click();
  expect(await desk.getByLabel("New note").inputValue()).toBe("Ask the legal unit.");
  const again = desk.waitForResponse((response) => new URL(response.url()).pathname === "/api/desk");
  // As after a connection that could not be resumed.
  await desk.evaluate(() => dispatchEvent(new MessageEvent("heard")));
  await again;
  // The desk decides before it has heard of the chair's decision.
  const release = await holdRequests(desk, /\/api\/desk\?ids=/u);
  await chair.keyboard.press("o");
  const drafts = chair.getByLabel("Appears in").locator('option:not([value=""])');
  const draft = (await drafts.last().getAttribute("value")) ?? "";
  await chair.getByLabel("Appears in").selectOption(draft);
  await chair.getByRole("textbox", { name: "Reason (required)" }).fill("Not for this Forum.");
  await desk.keyboard.press("d");
  await desk.keyboard.type("Next meeting.");
  await chair.keyboard.press("Enter");
  await chair.getByText(/, 1 prepared/u).waitFor();
  await desk.keyboard.press("Enter");
  await desk.getByText(/left out: somebody changed it meanwhile/u).waitFor();
  release();
  await desk.getByRole("combobox", { name: "Show" }).selectOption("prepared");
  await desk
    .locator(".queue-open", { hasText: "Prepared: out of scope" })
    .filter({ hasText: text ?? "" })
    .click();
  await desk.getByText(/ · appears in /u).waitFor();
  await desk.getByRole("button", { name: "Deferred" }).click();
  expect(await desk.getByLabel("Appears in").inputValue()).toBe(draft);
  expect(await desk.getByRole("textbox", { name: "Reason (required)" }).inputValue()).toBe("Next meeting.");
  await chair.close();
});

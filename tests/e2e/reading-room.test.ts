import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";
import { labelsOverWords } from "./overlapping-labels.ts";
import { openCard, selectWords, unfoldChoices } from "./reader-actions.ts";

/** Each test begins on the page that the one before left, unless it opens another. */
const server = ownServer();
let member: Page;
let secretariat: Page;
/** A clause of the first draft of Opinion 6, which gets 40 comments. */
const crowded = "considering-a";

async function read(page: Page, address: string): Promise<void> {
  await page.goto(`${server.url}/read/${address}`);
  await page.locator(".draft .is-near").first().waitFor();
  await page.locator(".room-margin article.thread").first().waitFor();
}

/** Begins a comment on a clause by keyboard. */
async function begin(clause: string): Promise<Locator> {
  await member.locator(`#${clause}`).click();
  await member.keyboard.press("c");
  await member.locator(".composer textarea:focus").waitFor();
  return member.getByRole("textbox", { name: "Comment" });
}

/** Changes the text of the member's open comment from another device. */
async function editElsewhere(text: string): Promise<void> {
  const address = `${server.url}/api/annotations/${new URL(member.url()).searchParams.get("note") ?? ""}`;
  const { annotation } = (await (await member.request.get(address, { maxRetries: 1 })).json()) as {
    annotation: { revision: string };
  };
  const data = { revision: annotation.revision, text };
  const edited = await member.request.patch(address, { data, headers: { origin: server.url } });
  expect(edited.status()).toBe(200);
}

/** Sends a comment on a clause from another device, and returns the status of the answer. */
async function comment(version: string, clause: string, text: string): Promise<number> {
  const rest = { type: "general", operations: [], visibility: "submitted", capacity: "personal", jointly: [] };
  const answer = await secretariat.request.post(`${server.url}/api/versions/${version}/annotations`, {
    data: { id: randomUUID(), kind: "comment", targets: [{ kind: "clause", clause }], text, ...rest },
    headers: { origin: server.url },
  });
  return answer.status();
}

/** Opens the form that edits a comment. */
async function edit(page: Page, words: string): Promise<void> {
  const card = page.locator("article.thread", { hasText: words });
  if (!(await card.evaluate((open) => open.classList.contains("is-open"))))
    await card.getByRole("button").first().click();
  await page.locator("article.thread.is-open").getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
}

/** Leaves the open form, whose text is kept, and goes to the draft of Opinion 6 before or after. */
async function goToDraft(key: "[" | "]", round: string): Promise<void> {
  const form = member.locator("form.composer");
  if (await form.isVisible()) await form.getByRole("textbox").last().press("Escape");
  await form.waitFor({ state: "detached" });
  await member.keyboard.press(key);
  await member.waitForURL((url) => url.pathname.startsWith(`/read/opinion-6@${round}`));
}

function unsaved(): Locator {
  return member.getByRole("list", { name: "Unsaved text" });
}

async function save(): Promise<void> {
  await member.getByRole("button", { name: "Save" }).click();
  await member.locator("form.composer").waitFor({ state: "detached" });
}

beforeAll(async () => {
  [member, secretariat] = [await server.visitor("member"), await server.visitor("secretariat")];
});

test("folds an option, keeps its comments beside it, and unfolds it for a clause of it", async () => {
  await member.goto(`${server.url}/read/agreement@1?clause=art-9-option-1`);
  const fold = member.getByRole("button", { name: "Show Option 1 in full" }).first();
  // The scripts of the page run.
  await member.locator(".draft .is-near").first().waitFor();
  await fold.press("Enter");
  const hidden = member.locator("#art-9-option-1-para-2");
  await hidden.waitFor({ state: "hidden" });
  expect(await fold.getAttribute("aria-expanded")).toBe("false");
  await member.locator("article.thread", { hasText: "who keeps the results" }).waitFor();
  await member.locator(".outline a", { hasText: "9, Option 1, para 2" }).first().click();
  await hidden.waitFor({ state: "visible" });
  expect(await fold.getAttribute("aria-expanded")).toBe("true");
});

test("reports an inserted clause in Arabic, and its long label does not overlap the text", async () => {
  const arabic = "# رأي\n\nيدعو الدول الأعضاء\n\n1. إلى التعاون\n\n1 مكرراً ثانياً. إلى الإبلاغ عن التقدم المحرز";
  const query = new URLSearchParams({
    fileName: "ar.md",
    round: "9",
    label: "Ninth",
    date: "2013-04-01",
    language: "ar",
  });
  const headers = { origin: server.url };
  const prepared = await secretariat.request.post(
    `${server.url}/api/documents/opinion-6/versions?${query.toString()}`,
    { data: Buffer.from(arabic), headers },
  );
  const { version } = (await prepared.json()) as { version: { id: string } };
  await secretariat.request.post(`${server.url}/api/versions/${version.id}/publish`, { data: {}, headers });
  await member.goto(`${server.url}/read/opinion-6@9:ar`);
  await member.locator(".open-points summary", { hasText: "1 inserted clause (bis)" }).waitFor();
  await member.locator(".draft .clause-label", { hasText: "1 مكررا ثانيا" }).waitFor();
  expect(await labelsOverWords(member)).toEqual([]);
});

test("opens the same search from its link", async () => {
  await read(member, "opinion-5@3?find=travel");
  await member.getByRole("dialog").waitFor();
  expect(await member.getByRole("searchbox").inputValue()).toBe("travel");
  expect(await member.locator(".find-result mark").allTextContents()).toContain("travel");
});

test("reports filters without a match and clears them", async () => {
  await member.goto(`${server.url}/read/opinion-5@3?text=nobody+wrote+this`);
  await member.getByText(/0 of \d+ comments shown/u).waitFor();
  await member.getByRole("button", { name: "Clear 1 filter" }).click();
  await member.locator("article.thread").first().waitFor();
  expect(new URL(member.url()).search).toBe("");
});

test("shows the number of comments on each clause in the outline", async () => {
  const outline = member.getByRole("navigation", { name: "Outline" });
  await outline.getByRole("link", { name: "considering a), 1 comment", exact: true }).waitFor();
  await outline.getByRole("link", { name: "considering b), 2 comments", exact: true }).waitFor();
  await outline.getByRole("link", { name: "recalling, 1 comment", exact: true }).waitFor();
});

test("offers a version's original file to a signed-in reader", async () => {
  await member.getByRole("button", { name: "More", exact: true }).first().click();
  const original = member.getByRole("menuitem", { name: /^Original file/u });
  const href = await original.getAttribute("href");
  expect((await member.request.get(`${server.url}${href ?? ""}`, { maxRetries: 1 })).status()).toBe(200);
  expect(await member.getByRole("menuitem", { name: "Withdraw this draft" }).count()).toBe(0);
  await member.keyboard.press("Escape");
});

test("the bar for selected text covers neither text nor cards", async () => {
  await selectWords(member, "working documents are often available");
  await member.locator(".selection-bar").waitFor();
  const covered = await member.evaluate(() => {
    const bar = document.querySelector(".selection-bar")!.getBoundingClientRect();
    const boxes = [...document.querySelectorAll(".draft .clause-text, article.thread")].flatMap((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return element.matches("article") ? [element.getBoundingClientRect()] : [...range.getClientRects()];
    });
    return boxes.filter(
      (box) => box.left < bar.right && box.right > bar.left && box.top < bar.bottom && box.bottom > bar.top,
    ).length;
  });
  expect(covered).toBe(0);
  await member.keyboard.press("Escape");
});

test("an edited comment starts with the cursor after its text; undo survives a withdrawal", async () => {
  await selectWords(member, "in one language only");
  await member.keyboard.press("c");
  await member.getByRole("textbox", { name: "Comment" }).fill("In one of six.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread.is-open", { hasText: "In one of six." }).waitFor();
  expect(await member.locator(".draft mark.note", { hasText: "in one language only" }).count()).toBe(1);

  await edit(member, "In one of six.");
  await member.locator("form.composer").waitFor();
  await member.keyboard.type(" Or seven.");
  expect(await member.getByRole("textbox", { name: "Comment" }).inputValue()).toBe("In one of six. Or seven.");
  await member.getByRole("button", { name: "Save" }).click();
  await member.locator("form.composer").waitFor({ state: "detached" });

  await member.locator("article.thread.is-open").getByRole("button", { name: "More", exact: true }).click();
  await member.getByRole("menuitem", { name: "Withdraw" }).click();
  await member.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  const withdrawal = member.locator(".toast", { hasText: "Comment withdrawn." });
  await withdrawal.waitFor();
  expect(await member.locator(".draft mark.note", { hasText: "in one language only" }).count()).toBe(0);

  const change = member.locator(".toast", { hasText: "Changes saved." });
  await change.getByRole("button", { name: "Undo" }).click();
  await member.locator(".toast", { hasText: "Undo the withdrawal first." }).waitFor();
  await withdrawal.getByRole("button", { name: "Undo" }).click();
  await member.locator(".toast", { hasText: "Restored." }).waitFor();
  await change.getByRole("button", { name: "Undo" }).click();
  await member.locator("article.thread.is-open .thread-text", { hasText: /^In one of six\.$/u }).waitFor();
});

test("undoing a submission leaves nothing for others to see", async () => {
  await selectWords(member, "national and regional forums");
  await member.keyboard.press("c");
  await member.getByRole("textbox", { name: "Comment" }).fill("Sent by mistake.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator(".toast", { hasText: "Comment submitted." }).getByRole("button", { name: "Undo" }).click();
  await member.locator(".composer textarea").press("Escape");
  const answer = await secretariat.request.get(`${server.url}/api/versions/opinion-5@3/annotations`, { maxRetries: 1 });
  expect(answer.ok()).toBe(true);
  expect(await answer.text()).not.toContain("Sent by mistake.");
});

test("the account menu offers to undo a recent action after a reload", async () => {
  await selectWords(member, "national and regional forums");
  await member.keyboard.press("c");
  await member.getByRole("textbox", { name: "Comment" }).fill("Undone after a reload.");
  await member.locator("form.composer").getByRole("button", { name: "Submit" }).click();
  await member.locator(".toast", { hasText: "Comment submitted." }).waitFor();
  await member.waitForFunction(() => (sessionStorage.getItem("rapporteur:actions") ?? "").includes("submitted"));
  await member.reload();
  const openLog = async (): Promise<void> => {
    await member.locator("#person-menu-button").press("Enter");
    await member.getByRole("menuitem", { name: "Recent actions" }).press("Enter");
  };
  await openLog();
  const log = member.getByRole("dialog", { name: "Recent actions" });
  await log
    .locator("li", { hasText: "Comment submitted." })
    .first()
    .getByRole("button", { name: "Undo" })
    .press("Enter");
  await log.getByText("Comment withdrawn.").first().waitFor();
  expect(await axeFaults(member)).toEqual([]);
  await member.keyboard.press("Escape");
  await member.locator("#person-menu-button:focus").waitFor();
});

test("at 768 px the header shows the whole names of document and draft", async () => {
  await member.setViewportSize({ width: 768, height: 900 });
  await member.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const cut = await member
    .locator(".trail li, .trail .picker > span")
    .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length);
  await member.setViewportSize({ width: 1440, height: 900 });
  expect(cut).toBe(0);
});

test("opens another draft or language at the same clause", async () => {
  await member.locator("#invites-member-states-2").click();
  await member.keyboard.press("[");
  await member.waitForURL(/read\/opinion-5@2:en\?clause=invites-member-states-2/u);
  await member.getByRole("button", { name: /Language|English/u }).click();
  await member.getByRole("menuitemradio", { name: "Arabic" }).click();
  await member.waitForURL(/read\/opinion-5@2:ar\?clause=/u);
});

test.each(["o5-1-youth", "o5-2-for-whom"])("%s, opened by its link, fits in the window", async (note) => {
  await read(member, `opinion-5@3?note=${note}`);
  await member.waitForLoadState("networkidle");
  await member.waitForFunction(() => {
    const { top = -1, bottom = 0 } = document.querySelector(".thread.is-open")?.getBoundingClientRect() ?? {};
    return top > 0 && bottom > 0 && bottom <= innerHeight;
  });
});

test("keeps a comment that cannot be sent, and sends it once the network is back", async () => {
  await read(member, "opinion-6@1");
  await member.locator("#recalling-a").click();
  await member.getByRole("button", { name: "Comment", exact: true }).click();
  await member.getByRole("textbox", { name: "Comment" }).fill("Written in a tunnel.");
  await member.context().setOffline(true);
  await member.getByRole("button", { name: "Submit" }).click();
  await member.getByRole("alert").getByText("Your text is kept on this device").waitFor();
  expect(await member.getByRole("textbox", { name: "Comment" }).inputValue()).toBe("Written in a tunnel.");
  await member.context().setOffline(false);
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread", { hasText: "Written in a tunnel." }).waitFor();
  await member.locator(".composer").waitFor({ state: "detached" });
});

test("refuses to undo an edit over a later one, and keeps the later text", async () => {
  await edit(member, "Written in a tunnel.");
  await member.getByRole("textbox", { name: "Comment" }).fill("Written under ground.");
  await member.getByRole("button", { name: "Save" }).click();
  const undo = member.locator(".toast", { hasText: "Changes saved." }).getByRole("button", { name: "Undo" });
  // A message stays while the pointer is over it.
  await undo.hover();
  await editElsewhere("Written on a hill.");
  await undo.click();
  await member.locator(".toast-failed").waitFor();
  await member.locator("article.thread", { hasText: "Written on a hill." }).waitFor();
});

test("edits one's own reply", async () => {
  await member.getByRole("button", { name: "Reply" }).click();
  await member.getByRole("textbox", { name: "Reply" }).fill("First words.");
  await member.getByRole("button", { name: "Reply", exact: true }).click();
  const reply = member.locator(".reply", { hasText: "First words." });
  await reply.getByRole("button", { name: "Edit" }).click();
  await member.getByRole("textbox", { name: "Reply" }).fill("Second words.");
  await member.getByRole("button", { name: "Save" }).click();
  await member
    .locator(".reply", { hasText: "Second words." })
    .getByText(/^edited/u)
    .waitFor();
});

test("keeps a long unsent URL inside the margin", async () => {
  await (await begin("recalling-b")).fill(`https://forum.example/${"a".repeat(400)}`);
  await member.keyboard.press("Escape");
  const words = member.locator(".unsent-text");
  await words.waitFor();
  const [own, margin] = [await words.boundingBox(), await member.locator(".room-margin").boundingBox()];
  expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThanOrEqual((margin?.x ?? 0) + (margin?.width ?? 0));
  await member.getByRole("button", { name: "Discard" }).click();
});

test("a comment begun while another is being sent stays open", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await member.route("**/api/versions/*/annotations", async (route) => {
    await held;
    await route.continue();
  });
  await (await begin("recalling-a")).fill("On a slow line.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread", { hasText: "On a slow line." }).waitFor();
  const next = await begin("recalling-b");
  await member.keyboard.type("The next one");
  const arrived = member.waitForResponse((answer) => answer.request().method() === "POST");
  release();
  await arrived;
  await member.unroute("**/api/versions/*/annotations");
  await member
    .locator(".toast", { hasText: /submitted/iu })
    .first()
    .waitFor();
  await member.keyboard.type(", begun meanwhile.");
  expect(await next.inputValue()).toBe("The next one, begun meanwhile.");
});

test("after a conflicting edit, offers the unsaved text beside the current text", async () => {
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread.is-open", { hasText: "The next one, begun meanwhile." }).waitFor();
  const box = member.getByRole("textbox", { name: "Comment" });
  await edit(member, "The next one, begun meanwhile.");
  await box.fill("What I would say now.");
  await editElsewhere("Changed meanwhile.");
  await member.getByRole("button", { name: "Save" }).click();
  await member.getByText("This was not saved.").waitFor();
  await member.getByRole("button", { name: "Cancel" }).click();
  await edit(member, "Changed meanwhile.");
  expect(await box.inputValue()).toBe("Changed meanwhile.");
  const earlier = member.getByRole("list", { name: "Unsaved text" });
  expect(await earlier.textContent()).toContain("What I would say now.");
  await earlier.getByRole("button", { name: "Restore" }).click();
  expect(await box.inputValue()).toBe("What I would say now.");
  expect(await earlier.count()).toBe(0);
  await member.getByRole("button", { name: "Save" }).click();
  await member.locator("article.thread", { hasText: "What I would say now." }).waitFor();
});

test("folds a long comment until the reader opens it", async () => {
  await (await begin("recalling-b")).fill("One line of many.\n\n".repeat(60));
  const form = await member.locator(".composer").boundingBox();
  expect((form?.y ?? 0) + (form?.height ?? 9999)).toBeLessThanOrEqual(900);
  await member.getByRole("button", { name: "Submit" }).click();
  const card = member.locator("article.thread.is-open", { hasText: "One line of many." });
  await card.getByRole("button", { name: "Show all" }).waitFor();
  expect((await card.boundingBox())?.height).toBeLessThan(700);
  await card.getByRole("button", { name: "Show all" }).click();
  expect((await card.boundingBox())?.height).toBeGreaterThan(1000);
});

test("keeps targets chosen on a comment's draft after saving on a later one", async () => {
  const words = await begin("recalling-a");
  await words.fill("As it was sent.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread.is-open", { hasText: "As it was sent." }).waitFor();
  await edit(member, "As it was sent.");
  await unfoldChoices(member);
  await member.getByRole("button", { name: "Add another location" }).click();
  await member.getByRole("combobox", { name: "Also about this clause" }).selectOption("recalling-b");
  await words.fill("Of two places.");

  await goToDraft("]", "2");
  await edit(member, "As it was sent.");
  expect(await words.inputValue()).toBe("As it was sent.");
  expect(await unsaved().textContent()).toContain("Of two places.");
  await words.fill("Said on a later draft.");
  await save();

  await goToDraft("[", "1");
  await edit(member, "Said on a later draft.");
  expect(await words.inputValue()).toBe("Said on a later draft.");
  await unsaved().getByRole("button", { name: "Restore" }).click();
  expect(await words.inputValue()).toBe("Of two places.");
  await unfoldChoices(member);
  expect(await member.getByRole("list", { name: "Locations" }).getByRole("listitem").count()).toBe(2);
  await words.press("Escape");
});

test("the secretariat decides with a reason that everyone can read, and undoes it", async () => {
  await read(secretariat, "opinion-6@1");
  const thread = secretariat.locator("article.thread", { hasText: "Written on a hill." });
  await openCard(thread);
  await thread.getByRole("button", { name: "More", exact: true }).click();
  await secretariat.getByRole("menuitem", { name: "Decide" }).click();
  await thread.getByRole("checkbox", { name: /^Release at once/u }).check();
  await thread.getByRole("button", { name: "Not accepted x" }).click();
  const reason = thread.getByRole("textbox", { name: "Reason (required)" });
  await reason.press("Enter");
  await thread.getByRole("alert").getByText("This outcome needs a reason.", { exact: false }).waitFor();
  await reason.fill("Outside the mandate of the Forum.");
  await reason.press("Enter");
  const asRead = member.locator("article.thread", { hasText: "Written on a hill." });
  await asRead.getByText("not accepted").waitFor();
  await openCard(asRead);
  await asRead.getByText("Outside the mandate of the Forum.").waitFor();
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await asRead.getByText("Outside the mandate of the Forum.").waitFor({ state: "detached" });
});

test("keys decide on the open comment, and the next undecided one opens", async () => {
  await read(secretariat, "opinion-5@3?outcomes=undecided&note=o5-3-two-recognizing");
  const label = secretariat.locator("article.thread.is-open");
  const first = await label.getAttribute("aria-label");
  await secretariat.locator(".thread-actions").waitFor();
  await secretariat.keyboard.press("d");
  await secretariat.locator(".desk-outcomes button:focus").waitFor();
  await secretariat.keyboard.press("x");
  await secretariat.getByRole("textbox", { name: "Reason (required)" }).fill("Agreed before.");
  await secretariat.keyboard.press("Enter");
  await secretariat.getByText("Prepared: not accepted.").waitFor();
  await secretariat.locator("article.thread.is-open .desk-outcomes").waitFor();
  expect(await label.getAttribute("aria-label")).not.toBe(first);
  expect(await secretariat.locator("article.thread.is-open .thread-head:focus").count()).toBe(1);
  await secretariat.keyboard.press("u");
  await secretariat.getByText("Undone.").waitFor();
});

test("a withdrawn version shows the reason and links to the current one", async () => {
  await read(secretariat, "opinion-3@2");
  await secretariat.getByRole("button", { name: "More", exact: true }).first().click();
  await secretariat.getByRole("menuitem", { name: "Withdraw this draft" }).click();
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("The wrong file was uploaded.");
  await secretariat.getByRole("button", { name: "Withdraw draft" }).click();
  const warning = secretariat.locator(".version-warning");
  await warning.getByText("This draft was withdrawn: The wrong file was uploaded.").waitFor();
  await warning.getByRole("link").click();
  await secretariat.waitForURL(/read\/opinion-3@3/u);
});

test("a person confirms an approximate placement and undoes it", async () => {
  await read(secretariat, "opinion-5@3");
  const thread = secretariat.locator("article.thread", { hasText: "confirm location" }).first();
  const text = (await thread.locator(".thread-text").first().textContent()) ?? "";
  const same = secretariat.locator("article.thread", { hasText: text.slice(0, 60) });
  await openCard(thread);
  await same.getByRole("button", { name: "Confirm location" }).click();
  await same.getByText(/^Confirmed /u).waitFor();
  await same.getByRole("button", { name: "Confirm location" }).waitFor({ state: "detached" });
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await same.getByRole("button", { name: "Confirm location" }).waitFor();
});

/**
 * Waits until the cards, once measured, have moved to their places. Then no card may overlap another for half a second
 * of frames.
 */
async function expectNoOverlap(): Promise<void> {
  await member.evaluate(() => document.documentElement.removeAttribute("data-still"));
  await member.waitForFunction(() => {
    const boxes = [...document.querySelectorAll(".room-margin .margin-item")]
      .map((item) => item.getBoundingClientRect())
      .filter(({ height }) => height > 0)
      .sort((one, other) => one.top - other.top);
    const apart = boxes.length > 3 && boxes.slice(1).every(({ top }, at) => top + 0.5 >= (boxes[at]?.bottom ?? 0));
    const still = apart ? Number(document.documentElement.dataset["still"] ?? 0) + 1 : 0;
    document.documentElement.dataset["still"] = String(still);
    return still > 30;
  });
}

test("folds 40 comments on one clause into three and a line beside it", async () => {
  const statuses = new Set<number>();
  for (let count = 1; count <= 40; count += 1)
    statuses.add(await comment("opinion-6@1", crowded, `Remark ${String(count)} of 40 on one clause.`));
  expect(statuses).toEqual(new Set([201]));
  await member.goto(`${server.url}/read/opinion-6@1?clause=${crowded}`);
  const more = member.getByRole("button", { name: /^\d+ more comments on considering a\)$/u });
  await more.waitFor();
  expect(await member.locator("article.thread", { hasText: "of 40" }).count()).toBe(3);
  await expectNoOverlap();
  const words = await member.locator(`#${crowded}`).boundingBox();
  const line = await more.boundingBox();
  expect(Math.abs((line?.y ?? 0) - (words?.y ?? 0))).toBeLessThan(900);
});

test("shows every unfolded comment without overlap and records it in the address", async () => {
  await member.getByRole("button", { name: /more comments on considering a\)$/u }).click();
  await member.waitForURL(new RegExp(`unfolded=${crowded}`, "u"));
  await expectNoOverlap();
  await member.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" }));
  await expectNoOverlap();
  await member.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  await member.getByRole("button", { name: "Fewer comments on considering a)" }).click();
  await member.waitForURL((url) => url.search === `?clause=${crowded}`);
});

test("on a phone, folds them too and opens the list at the current clause", async () => {
  const phone = await server.visitor(undefined, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(`${server.url}/read/opinion-6@1?clause=is-of-the-view-1`);
  await phone.getByRole("button", { name: /^Comments/u }).tap();
  const sheet = phone.getByRole("dialog");
  await sheet.getByRole("button", { name: /^\d+ more comments on considering a\)$/u }).waitFor();
  expect(await sheet.locator("article.thread", { hasText: "of 40" }).count()).toBe(3);
  const first = sheet.locator("[data-clause='is-of-the-view-2'] article.thread").first();
  await phone.waitForFunction(
    (card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    },
    await first.elementHandle(),
  );
  await sheet.getByRole("button", { name: /more comments on considering a\)$/u }).tap();
  await sheet.locator("article.thread", { hasText: "Remark 40 of 40" }).waitFor();
  await phone.context().close();
});

test("aligns the open comment with its text and moves the others away", async () => {
  await member.getByRole("button", { name: /more comments on considering a\)$/u }).click();
  const card = member.locator("article.thread", { hasText: "Remark 7 of 40" });
  await card.getByRole("button").first().click();
  await card.getByRole("button", { name: "Copy link" }).waitFor();
  await member.waitForFunction((id) => {
    const words = document.getElementById(id)?.getBoundingClientRect();
    const open = document.querySelector(".thread.is-open")?.getBoundingClientRect();
    return words && open && Math.abs(words.top - open.top) < 40;
  }, crowded);
  await expectNoOverlap();
});

test("shows a page whose event stream was refused, and updates it once there is room", async () => {
  let hasRoom = false;
  await member.route("**/stream", (route) => (hasRoom ? route.continue() : route.fulfill({ status: 429 })));
  await member.clock.install();
  const refused = member.waitForResponse("**/stream");
  await read(member, "opinion-5@3");
  expect((await refused).status()).toBe(429);
  expect(await comment("opinion-5@3", "recalling-a", "Said while nobody could hear.")).toBe(201);
  const card = member.locator("article.thread", { hasText: "while nobody could hear" });
  expect(await card.count()).toBe(0);
  hasRoom = true;
  await member.clock.fastForward(15_000);
  await card.waitFor();
});

test("one press supports a comment for the organisation, and undo takes it back", async () => {
  await member.goto(`${server.url}/read/opinion-5@3`);
  await openCard(member.locator("article.thread", { hasText: "These two recitals make one argument" }));
  const card = member.locator("article.thread.is-open");
  const support = card.getByRole("button", { name: "Support as Tavi" });
  await support.click();
  await card.getByRole("button", { name: "Withdraw position" }).waitFor();
  expect(await support.getAttribute("aria-pressed")).toBe("true");
  await member.getByRole("button", { name: "Undo" }).click();
  await card.getByRole("button", { name: "Withdraw position" }).waitFor({ state: "detached" });
  expect(await support.getAttribute("aria-pressed")).toBe("false");
});

import type { Browser, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { asActor, firstDraft, uuid } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { getAnnotations } from "../../server/services/annotations/annotation-pages.ts";
import { axeFaults } from "./axe-faults.ts";

let served: ServedForum;
let browser: Browser;
let other: Page;

beforeAll(async () => {
  served = await serveForum();
  await served.forum.publish("1", firstDraft);
  const step = (clause: string, offset: number, text: string) => ({
    kind: "replace" as const,
    start: { clause, offset },
    end: { clause, offset },
    content: [{ type: "text", text }],
  });
  await served.forum.comment("member", {
    kind: "proposal",
    text: "Travel takes long.",
    targets: [{ kind: "clause", clause: "considering-c" }],
    operations: [step("considering-c", 23, "much too ")],
  });
  browser = await connectBrowser();
  other = await visitor("other");
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const visitor = (who: string): Promise<Page> => served.visitor(browser, who);

const replies = async () => {
  const [placed] = await getAnnotations(served.forum.context, asActor("public"), { version: "opinion-5@1" }, null);
  return placed?.replies.map(({ position, amendment }) => [
    position,
    amendment?.map(({ kind, text }) => `${kind} ${text}`),
  ]);
};

async function openProposal(page: Page): Promise<void> {
  await page.goto(`${served.url}/read/opinion-5@1?note=${uuid(1)}`);
  await page.locator("article.thread.is-open .thread-body").waitFor();
}

/** The tests follow one another. */
describe("a reply that supports a proposal with an amendment", () => {
  test("shows a redline of the wording as it is typed, and on the card once it is sent", async () => {
    await openProposal(other);
    await other.keyboard.press("r");
    await other.getByRole("combobox", { name: "Position" }).selectOption("Supports with amendment");
    const wording = other.getByRole("textbox", { name: "Amended wording" });
    expect(await wording.inputValue()).toBe("much too");
    await wording.fill("much more");
    const preview = other.getByRole("group", { name: "Your amendment" });
    expect([await preview.locator("del").innerText(), await preview.locator("ins").innerText()]).toEqual([
      "too",
      "more",
    ]);
    expect(await axeFaults(other)).toEqual([]);
    await wording.press("Control+Enter");
    await other.getByRole("group", { name: "The proposal’s wording as amended" }).locator("ins").waitFor();
    expect(await replies()).toEqual([
      ["support-with-amendment", ["kept much ", "deleted too", "inserted more", "kept  "]],
    ]);
  });

  test("cannot delete all of the wording, and keeps what is typed while the page reloads", async () => {
    await other.getByRole("button", { name: "Edit this reply" }).click();
    const wording = other.getByRole("textbox", { name: "Amended wording" });
    expect(await wording.inputValue()).toBe("much more");
    await wording.fill("");
    await other.getByText("This deletes all of the proposal’s wording.", { exact: false }).waitFor();
    expect(await other.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await wording.fill("much");
    await other.reload();
    await other.getByRole("button", { name: "Edit this reply" }).click();
    expect(await wording.inputValue()).toBe("much");
  });

  test("changes the amendment, and can go on without a position", async () => {
    await other.getByRole("combobox", { name: "Position" }).selectOption("None");
    await other.getByRole("button", { name: "Save" }).click();
    await other.locator("form.reply-form").waitFor({ state: "detached" });
    expect(await replies()).toEqual([[null, ["kept much ", "deleted too "]]]);
  });
});

test("the secretariat accepts the wording of an amendment, and the card shows whose", async () => {
  const secretariat = await visitor("secretariat");
  await openProposal(secretariat);
  await secretariat.getByRole("button", { name: "More" }).last().click();
  await secretariat.getByRole("menuitem", { name: "Decide" }).click();
  const fields = secretariat.getByRole("region", { name: "Decision" });
  await fields.getByRole("checkbox", { name: /^Release at once/u }).check();
  await fields.getByRole("button", { name: "Accepted a" }).click();
  await fields.getByRole("group", { name: "As amended by Registry" }).locator("del").waitFor();
  await fields.getByRole("radio", { name: "As amended by Registry" }).check();
  expect(await axeFaults(secretariat)).toEqual([]);
  await fields.getByRole("textbox", { name: "Reason (Enter for none)" }).press("Enter");
  await secretariat.locator(".decision").getByText("As amended by Registry", { exact: false }).waitFor();
  await secretariat.goto(`${served.url}/next-draft/opinion-5@1`);
  await secretariat.locator(".candidate-proposal").getByText("As amended by Registry").waitFor();
  expect(await secretariat.locator(".candidate-proposal .proposed ins").innerText()).toBe("much ");
});

test("the card says how far a later draft has the amended wording", async () => {
  await served.forum.publish("2", firstDraft.replace("held far", "held much far"));
  await openProposal(other);
  await other.locator(".uptake").getByText("As amended by Registry: in full.", { exact: false }).waitFor();
});

test("fits a phone", async () => {
  await other.setViewportSize({ width: 390, height: 844 });
  await other.getByRole("button", { name: "Reply", exact: true }).click();
  await other.getByRole("button", { name: "Amend the wording" }).click();
  await other.getByRole("textbox", { name: "Amended wording" }).fill("much too slow and far ".repeat(9));
  await other.getByRole("group", { name: "Your amendment" }).waitFor();
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

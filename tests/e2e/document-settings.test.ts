import type { Browser, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { firstDraft } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";
import { signIn } from "./reader-actions.ts";

let served: ServedForum;
let browser: Browser;
let secretariat: Page;

beforeAll(async () => {
  served = await serveForum();
  await served.forum.publish("1", firstDraft);
  browser = await connectBrowser();
  secretariat = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await signIn(secretariat, await served.link("secretariat"));
  await secretariat.goto(`${served.url}/settings/documents`);
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const dialog = () => secretariat.getByRole("dialog");
const field = (name: string) => dialog().getByLabel(name, { exact: true });

async function choose(row: string, action: string): Promise<void> {
  await secretariat.getByRole("button", { name: `Actions for ${row}` }).click();
  await secretariat.getByRole("menuitem", { name: action }).click();
}

test("gives a document a symbol, and undoes it", async () => {
  await choose("Opinion 5", "Edit");
  await dialog()
    .getByRole("textbox", { name: /^Symbol/u })
    .fill("WTPF-13/16-E");
  await dialog()
    .getByRole("textbox", { name: /^Agenda item/u })
    .fill("3.2");
  expect(await axeFaults(secretariat)).toEqual([]);
  await dialog().getByRole("button", { name: "Save" }).click();
  await secretariat.getByText("agenda item 3.2").waitFor();
  await secretariat.getByRole("button", { name: "Undo" }).click();
  await secretariat.getByText("agenda item 3.2").waitFor({ state: "detached" });
});

test("corrects the date of a published draft, and shows who did and why", async () => {
  await secretariat.getByText("1 published draft", { exact: true }).click();
  await choose("Draft 1, English", "Correct");
  await field("Date").fill("2013-01-11");
  const correct = dialog().getByRole("button", { name: "Correct" });
  expect(await correct.isDisabled()).toBe(true);
  await field("Reason").fill("The cover had the date of the meeting.");
  await correct.click();
  const record = secretariat.getByRole("listitem").filter({ hasText: "date was" });
  await record.last().getByText("The cover had the date of the meeting.").waitFor();
  await record.last().getByText("The secretariat").waitFor();
});

test("archives a document and restores it", async () => {
  await choose("Opinion 5", "Archive");
  await dialog().getByRole("button", { name: "Archive" }).click();
  await secretariat.getByRole("list", { name: "Archived documents" }).waitFor();
  await choose("Opinion 5", "Restore");
  await secretariat.getByRole("list", { name: "Archived documents" }).waitFor({ state: "detached" });
});

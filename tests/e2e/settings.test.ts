import type { Browser, Page } from "playwright-core";
import { createContext } from "../../server/services/create-context.ts";
import { setUpForum } from "../../server/services/forum/set-up.ts";
import { fileTasks } from "../../server/services/kernel/file-tasks.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import { connectBrowser } from "../support/browser.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { writeSmallModel } from "../support/small-model.ts";
import { control, wordTemplate } from "../support/word-template.ts";
import { axeFaults } from "./axe-faults.ts";

const scratch = scratchFolder();
/** A PNG image of one pixel. */
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let served: ServedForum;
let browser: Browser;
let secretariat: Page;
let goOnFilling = (): void => undefined;

/** A new forum, which reads the draft of its model only once it may go on. */
beforeAll(async () => {
  const mayGoOn = new Promise<void>((resolve) => (goOnFilling = resolve));
  const files: typeof fileTasks = {
    ...fileTasks,
    readDraft: async (...draft) => {
      await mayGoOn;
      return fileTasks.readDraft(...draft);
    },
  };
  const context = createContext(openMemoryStore(), { modelForum: [writeSmallModel(scratch)], files });
  await setUpForum(context);
  served = await serveForum(context);
  browser = await connectBrowser();
  secretariat = await served.visitor(browser);
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const button = (name: string | RegExp) => secretariat.getByRole("button", { name, exact: true });
const dialog = () => secretariat.getByRole("dialog");
const field = (name: string) => secretariat.getByLabel(name, { exact: true });
const heading = (name: string) => secretariat.getByRole("heading", { name });

/** Opens a section of the settings by its link. */
async function openSection(name: string): Promise<void> {
  await secretariat.getByRole("navigation", { name: "Sections of the settings" }).getByRole("link", { name }).click();
  await heading(name).waitFor();
}

async function chooseFile(lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(lines.join("\r\n"));
  await secretariat.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
}

/** The tests follow one another, as the steps of a person do. */
describe("a new secretariat", () => {
  test("is led to the set-up", async () => {
    await secretariat.goto(await served.link("secretariat"));
    await button("Sign in with this link").click();
    await secretariat.waitForURL(/\/set-up$/u);
    await heading("Name the forum").waitFor();
  });

  test("begins to try the model forum, sees how far it is, and stops it", async () => {
    await button("Try the model forum").click();
    await secretariat.getByText("Filling the forum: 33%").waitFor();
    expect(await secretariat.evaluate(() => document.activeElement?.textContent)).toBe("Cancel");
    // Another window, or this one after a reload, sees the same.
    await secretariat.reload();
    await secretariat.getByRole("progressbar", { name: /^Filling the forum/u }).waitFor();
    await button("Cancel").click();
    await secretariat.getByText("Stopped. The forum is empty as before.").waitFor();
    goOnFilling();
    await button("Try the model forum").waitFor();
  });

  test("tries the model forum, and clears it again", async () => {
    await button("Try the model forum").click();
    await button("Clear the model forum").click();
    await secretariat.getByRole("alertdialog").getByRole("button", { name: "Clear the model forum" }).click();
    await secretariat.getByText("Model forum cleared.").waitFor();
    await button("Try the model forum").waitFor();
    expect(await field("Name").inputValue()).toBe("Forum");
  });

  test("names the forum, and each change is saved as made", async () => {
    await field("Name").fill("Second Policy Forum");
    await field("Short name").click();
    await secretariat.getByText("Name saved.").waitFor();
    await field("Short name").fill("SPF");
    await field("Short name").press("Enter");
    await secretariat.getByText("Short name saved.").waitFor();
    await secretariat.getByRole("banner").getByText("SPF").waitFor();
    await button("Continue").click();
    await heading("Decide who may read").waitFor();
  });

  test("stays at the step that was chosen while the one before was being saved", async () => {
    await secretariat.getByRole("link", { name: /Name the forum/u }).click();
    await heading("Name the forum").waitFor();
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await secretariat.route("**/api/settings/set-up/forum", async (route) => {
      await held;
      await route.continue();
    });
    await button("Continue").click();
    await secretariat.getByRole("link", { name: /Add organisations and people/u }).click();
    await heading("Add organisations and people").waitFor();
    const refreshed = secretariat.waitForResponse(/\/api\/settings\/set-up$/u);
    answer();
    await refreshed;
    await secretariat.waitForLoadState("networkidle");
    await secretariat.unroute("**/api/settings/set-up/forum");
    await heading("Add organisations and people").waitFor();
    expect(new URL(secretariat.url()).search).toBe("?step=people");
  });

  test("sees at the field why a value is refused, and restores it with Escape", async () => {
    await secretariat.getByRole("link", { name: /Name the forum/u }).click();
    await field("Short name").fill("");
    await field("Short name").press("Enter");
    await secretariat.getByText("It is empty.").waitFor();
    expect(await field("Short name").getAttribute("aria-invalid")).toBe("true");
    await field("Short name").press("Escape");
    expect(await field("Short name").inputValue()).toBe("SPF");
    await button("Continue").click();
    await heading("Decide who may read").waitFor();
  });

  test("opens the forum to the public, undoes it and opens it again", async () => {
    const everyone = secretariat.getByRole("radio", { name: /^Everyone/u });
    await everyone.check();
    await button("Undo").click();
    await secretariat.getByText("Change undone.").waitFor();
    await secretariat.getByRole("radio", { name: /^Participants only/u, checked: true }).waitFor();
    await everyone.check();
    await secretariat.getByText("Access saved.").waitFor();
    await button("Continue").click();
    await heading("Check the stakeholder groups").waitFor();
    await button("Skip this step").click();
    await heading("Add organisations and people").waitFor();
  });

  test("adds two organisations", async () => {
    for (const [shortName, name] of [
      ["ISOC", "Internet Society"],
      ["RIDR", "Registry for Internet Directory Records"],
    ] as const) {
      await button("Add an organisation").click();
      await field("Short name").fill(shortName);
      await field("Full name").fill(name);
      await field("Full name").press("Enter");
      await dialog().waitFor({ state: "detached" });
    }
    await secretariat.getByText("2 organisations").waitFor();
  });

  test("imports people from a file once its broken line is mended", async () => {
    const good = ["name;e-mail;organisation;role", "Ana Vaipulu;ana@example.org;ISOC;coordinator"];
    await button("Import people from CSV").click();
    await chooseFile([...good, "Bo Li;nowhere;RIDR;member"]);
    await secretariat.getByText("1 line is refused").waitFor();
    await secretariat.getByRole("row", { name: /^3 Bo Li Refused/u }).waitFor();
    expect(
      await dialog()
        .getByRole("button", { name: /^Import/u })
        .count(),
    ).toBe(0);
    expect(await axeFaults(secretariat)).toEqual([]);
    await chooseFile([...good, "Bo Li;bo@example.org;ridr;member"]);
    await button("Import 2 people").click();
    await dialog().waitFor({ state: "detached" });
    await secretariat.getByText("3 people", { exact: true }).waitFor();
  });

  test("finishes the set-up, and sees what is left to do", async () => {
    await button("Continue").click();
    await heading("Add the first document").waitFor();
    await button("Finish the set-up").click();
    const left = secretariat.getByRole("list", { name: "Left to do" });
    await left.getByRole("link", { name: "Publish a draft" }).waitFor();
    await left.getByRole("link", { name: "Add the next meeting to the calendar" }).click();
    await heading("Calendar").waitFor();
  });

  test("adds a calendar entry and removes it again", async () => {
    await button("Add an entry").click();
    await field("Date").fill("2099-02-03");
    await field("Title").fill("Second meeting");
    await field("Title").press("Enter");
    await dialog().waitFor({ state: "detached" });
    await button("Actions for Second meeting").click();
    await secretariat.getByRole("menuitem", { name: "Remove" }).click();
    await secretariat.getByText("The calendar is empty.", { exact: false }).waitFor();
  });

  test("adds a webhook, whose secret is shown once, and sees why a test fails", async () => {
    await openSection("Webhooks");
    await button("Add a webhook").click();
    await field("Address").fill("https://127.0.0.1/hook");
    await dialog().getByRole("button", { name: "Add a webhook" }).click();
    expect(await field("Secret").inputValue()).toMatch(/^whsec_/u);
    await dialog().getByRole("button", { name: "Close", exact: true }).click();
    await button("Send a test").click();
    await secretariat.getByText("Test: Failed: refused, because the address is in a private network").waitFor();
    await secretariat.getByText("Deliveries").click();
    await secretariat.getByRole("row", { name: /^test/u }).waitFor();
    expect(await axeFaults(secretariat)).toEqual([]);
  });

  test("adds a group, moves it up and deletes it", async () => {
    await openSection("Groups");
    await button("Add a group").click();
    await dialog().getByLabel("Name", { exact: true }).fill("press");
    await dialog().getByRole("button", { name: "Add a group" }).click();
    await dialog().waitFor({ state: "detached" });
    await button("Move Press up").click();
    await secretariat.getByText("Order saved.").waitFor();
    await expect(focusedName()).resolves.toBe("Move Press up");
    await button("Actions for Press").click();
    await secretariat.getByRole("menuitem", { name: "Delete" }).click();
    await secretariat.getByText("Press deleted.").waitFor();
    await button("Move Press up").waitFor({ state: "detached" });
  });

  test("gives the forum a Word template, after one with macros, and sees what it lacks", async () => {
    await openSection("Forum");
    const choose = (bytes: Uint8Array) =>
      secretariat
        .locator("section", { has: secretariat.getByRole("heading", { name: "Word template" }) })
        .locator("input[type=file]")
        .setInputFiles({ name: "house.docx", mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
    await choose(wordTemplate({ parts: { "word/vbaProject.bin": "macros" } }));
    await secretariat.getByText("Save it as a Word document without macros (.docx)", { exact: false }).waitFor();
    await choose(wordTemplate({ body: `<w:p>${control("title")}</w:p>` }));
    await secretariat.getByText("date, original language and agenda item. Exports print", { exact: false }).waitFor();
    expect(await axeFaults(secretariat)).toEqual([]);
    await button("Remove the Word template").click();
    await secretariat.getByText("No template. Exports have the usual look.").waitFor();
  });

  test("gives the forum a logo, which the header shows, and undoes that", async () => {
    const field = secretariat.getByRole("group", { name: "Logo" });
    const choose = (buffer: Buffer) =>
      field.locator("input[type=file]").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
    await choose(Buffer.from("no image"));
    await field.getByText("This file is no PNG or JPEG image", { exact: false }).waitFor();
    await choose(onePixel);
    await secretariat.getByText("Logo of the forum saved.").waitFor();
    await field.getByRole("img", { name: "Logo of the forum" }).waitFor();
    const inHeader = secretariat.locator(".trail-forum img");
    await expect(
      inHeader.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).resolves.toBe(1);
    expect(await axeFaults(secretariat)).toEqual([]);
    await button("Undo").first().click();
    await inHeader.waitFor({ state: "detached" });
    await field.getByText("No logo").waitFor();
  });

  test("gives an organisation a logo, after one that is too large", async () => {
    await openSection("Organisations");
    await button("ISOC").click();
    const choose = (bytes: Buffer) =>
      dialog().locator("input[type=file]").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: bytes });
    await choose(Buffer.alloc(100_000));
    await dialog().getByText("The image has 98 kB. A logo may have at most 64 kB.", { exact: false }).waitFor();
    await choose(Buffer.from("no image"));
    await dialog().getByText("This file is no PNG or JPEG image", { exact: false }).waitFor();
    await choose(onePixel);
    await dialog().getByRole("img", { name: "The chosen logo" }).waitFor();
    expect(await axeFaults(secretariat)).toEqual([]);
    await dialog().getByRole("button", { name: "Save" }).click();
    await secretariat.getByText("Logo of ISOC saved.").waitFor();
    const logo = secretariat.getByRole("row", { name: /ISOC/u }).locator("img");
    await expect(
      logo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).resolves.toBe(1);
    await button("ISOC").click();
    await dialog().getByRole("button", { name: "Remove the logo" }).click();
    expect(await secretariat.evaluate(() => document.activeElement?.textContent)).toBe("Choose an image");
    await dialog().getByRole("button", { name: "Save" }).click();
    await secretariat.getByText("Logo of ISOC removed.").waitFor();
    await logo.waitFor({ state: "detached" });
  });

  test("sees the import in the list of changes under its own name", async () => {
    await openSection("Changes");
    await secretariat.getByText("Import of people: 2 added").waitFor();
  });

  test("cannot deactivate the last member of the secretariat", async () => {
    await openSection("People");
    await button("Actions for Secretariat").click();
    await secretariat.getByRole("menuitem", { name: "Deactivate" }).click();
    const question = secretariat.getByRole("alertdialog");
    await question.getByRole("button", { name: "Deactivate" }).click();
    await question.getByText("Without this person nobody could manage the forum.", { exact: false }).waitFor();
    await question.getByRole("button", { name: "Cancel" }).click();
  });

  test("finds a person, whose address keeps the search, and sees how the operator invites them without mail", async () => {
    await secretariat.getByRole("searchbox", { name: "Search people" }).fill("bo@");
    await secretariat.waitForURL(/search=bo/u);
    await secretariat.getByText("1 person", { exact: true }).waitFor();
    await button("Actions for Bo Li").click();
    await secretariat.getByRole("menuitem", { name: "Invite" }).click();
    // Without mail, the page shows no link. Only the operator makes one.
    await secretariat.getByText("npx rapporteur invite bo-li", { exact: false }).waitFor();
    await button("Close").click();
    await secretariat.getByRole("searchbox", { name: "Search people" }).fill("");
  });

  test("recovers the access of a person, and reads what to do without mail", async () => {
    await button("Actions for Secretariat").click();
    await secretariat.getByRole("menuitem", { name: "Deactivate" }).waitFor();
    expect(await secretariat.getByRole("menuitem", { name: "Recover access" }).count()).toBe(0);
    await secretariat.keyboard.press("Escape");
    await button("Actions for Bo Li").click();
    await secretariat.getByRole("menuitem", { name: "Recover access" }).click();
    const question = secretariat.getByRole("alertdialog");
    await question.getByText("A link to sign in goes to bo@example.org. You never see it.").waitFor();
    expect(await axeFaults(secretariat)).toEqual([]);
    await question.getByLabel("Bo Li has lost this address too").check();
    await question.getByLabel("New e-mail address").fill("ana@example.org");
    await question.getByRole("button", { name: "Recover access" }).click();
    await question.getByText("Another person has this e-mail address.").waitFor();
    await question.getByLabel("New e-mail address").fill("bo.li@example.org");
    await question.getByRole("button", { name: "Recover access" }).click();
    await dialog().getByText("rapporteur recover bo-li").waitFor();
    await button("Close").click();
    await secretariat.getByRole("cell", { name: "bo.li@example.org" }).waitFor();
  });

  test("changes the role of two people in one act, and undoes it in the list of changes", async () => {
    await field("Select Ana Vaipulu").check();
    await field("Select Bo Li").check();
    await button("Change role").click();
    await field("Role").last().selectOption({ label: "Observer" });
    await dialog().getByRole("button", { name: "Change role" }).click();
    await dialog().waitFor({ state: "detached" });
    await secretariat.getByRole("cell", { name: "Observer" }).nth(1).waitFor();
    await openSection("Changes");
    await secretariat
      .getByRole("button", { name: /^Undo: .* changed$/u })
      .first()
      .click();
    await secretariat.getByText("Change undone.").waitFor();
    await openSection("People");
    await secretariat.getByRole("cell", { name: "Coordinator" }).waitFor();
    expect(await secretariat.getByRole("cell", { name: "Observer" }).count()).toBe(0);
  });

  test("merges two organisations after reading the consequences", async () => {
    await openSection("Organisations");
    await button("Actions for RIDR").click();
    await secretariat.getByRole("menuitem", { name: "Merge" }).click();
    await field("Merge into").selectOption({ label: "ISOC · Internet Society" });
    await dialog().getByText("1 person moves from RIDR to ISOC.").waitFor();
    await dialog().getByRole("button", { name: "Merge" }).click();
    await secretariat.getByText("RIDR merged into ISOC.").waitFor();
    await secretariat.getByRole("row", { name: /^ISOC .* 2 people/u }).waitFor();
    await secretariat.getByText("1 organisation", { exact: true }).waitFor();
  });

  test("goes through a long list by keyboard, and back with the browser, on a phone and from right to left", async () => {
    await secretariat.evaluate(async () => {
      const names = Array.from({ length: 110 }, (_, number) => `Zoe ${String(100 + number)},observer`);
      const body = ["name,role", ...names].join("\n");
      const headers = { "content-type": "application/octet-stream" };
      const url = "/api/settings/people/import?fileName=people.csv";
      const { status } = await fetch(url, { method: "POST", body, headers });
      if (status !== 200) throw new Error(`The import was answered with ${String(status)}`);
    });
    await secretariat.setViewportSize({ width: 390, height: 844 });
    await secretariat.goto(`${served.url}/settings/people?role=observer`);
    await secretariat.evaluate(() => (document.documentElement.dir = "rtl"));
    const first = async (name: string): Promise<void> => button(`Actions for ${name}`).first().waitFor();
    const page = async (number: number): Promise<void> =>
      secretariat.getByText(new RegExp(`^Page ${String(number)} of 3$`, "u")).waitFor();
    await page(1);
    await button("Next page").focus();
    await secretariat.keyboard.press("Enter");
    await page(2);
    await first("Zoe 150");
    expect(await focusedName()).toBe("Next page");
    await secretariat.keyboard.press("Enter");
    await page(3);
    await first("Zoe 209");
    expect(await focusedName()).toBe("Previous page");
    expect(await secretariat.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await secretariat.keyboard.press("Enter");
    await page(2);
    await secretariat.goBack();
    await page(1);
    await first("Zoe 100");
    await secretariat.goForward();
    await page(2);
    await secretariat.reload();
    await page(2);
    await first("Zoe 150");
    const address = secretariat.url();
    await secretariat.goto("about:blank");
    await secretariat.goto(address);
    await button("First page").click();
    await page(1);
    await secretariat.setViewportSize({ width: 1440, height: 900 });
  });

  test("leads out of the address of a part that the list no longer has", async () => {
    await secretariat.goto(`${served.url}/?after=of-an-earlier-server`);
    const notice = secretariat.getByText("after: the format is not valid", { exact: false });
    await notice.waitFor();
    await secretariat.getByRole("link", { name: "Go to Documents" }).click();
    await notice.waitFor({ state: "detached" });
    await secretariat.waitForURL(`${served.url}/`);
  });
});

async function focusedName(): Promise<string | null> {
  await secretariat.waitForFunction(() => document.activeElement?.getAttribute("aria-label") !== null);
  return secretariat.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
}

import { mkdtempSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { type RunningServer, startServer } from "../support/running-server.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { selectWords } from "./reader-actions.ts";

/**
 * A real forum, from an empty data folder to a member's comment. After the link of the set-up nobody touches a file of
 * the server or a terminal: everything happens in browsers, and in the mailbox of the member.
 */
const scratch = scratchFolder();
let mail: MailServer;
let server: RunningServer;
let browser: Browser;
let secretariat: Page;
let member: Page;

beforeAll(async () => {
  mail = await startMailServer();
  const settings = { SEED: "none", SMTP_URL: mail.url, MAIL_FROM: "Forum <forum@example.org>" };
  Object.assign(process.env, settings);
  const starting = startServer(mkdtempSync(path.join(scratch, "data-")));
  for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
  server = await starting;
  browser = await connectBrowser();
  const open = async (): Promise<Page> =>
    (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  [secretariat, member] = [await open(), await open()];
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await mail.stop();
});

const button = (name: string) => secretariat.getByRole("button", { name, exact: true });
const field = (name: string) => secretariat.getByLabel(name, { exact: true });
const dialog = () => secretariat.getByRole("dialog");

async function addDocument(title: string, shortTitle: string): Promise<void> {
  await button("Add a document").click();
  await dialog().getByLabel("Title", { exact: true }).fill(title);
  await dialog().getByLabel("Short title", { exact: true }).fill(shortTitle);
  await dialog().getByRole("button", { name: "Add document" }).click();
  await secretariat.waitForURL(/\/upload\//u);
}

test("the secretariat sets the forum up with three organisations and eight people", async () => {
  await secretariat.goto(server.links["secretariat"] ?? "");
  await button("Sign in with this link").click();
  await secretariat.waitForURL(/\/set-up$/u);
  await button("Try the model forum").waitFor();
  await field("Name").fill("Forum on Shared Spectrum");
  await field("Name").press("Enter");
  await secretariat.getByText("Name saved.").waitFor();
  await field("Jurisdiction").fill("Atlantis");
  await button("Continue").click();
  await secretariat.getByText("The format is not valid.").waitFor();
  await secretariat.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
  expect(await field("Jurisdiction").inputValue()).toBe("Atlantis");
  await field("Jurisdiction").fill("Switzerland");
  await button("Continue").click();
  for (const step of ["Decide who may read", "Check the stakeholder groups"]) {
    await secretariat.getByRole("heading", { name: step }).waitFor();
    await button("Skip this step").click();
  }
  for (const [shortName, name] of [
    ["Tavi", "Ministry of Communications of Tavi"],
    ["Openline", "Openline Association"],
    ["Harbour", "Harbour Institute"],
  ] as const) {
    await button("Add an organisation").click();
    await dialog().getByLabel("Short name", { exact: true }).fill(shortName);
    await dialog().getByLabel("Full name", { exact: true }).fill(name);
    await dialog().getByLabel("Full name", { exact: true }).press("Enter");
    await dialog().waitFor({ state: "detached" });
  }
  const lines = ["name,e-mail,organisation,role"];
  for (const [name, organisation, role] of [
    ["Ana Vaipulu", "Tavi", "member"],
    ["Losa Fonoti", "Tavi", "coordinator"],
    ["Farid Haddad", "Openline", "member"],
    ["Mina Osei", "Openline", "coordinator"],
    ["Greta Holm", "Harbour", "member"],
    ["Ingeborg Lund", "Harbour", "observer"],
    ["Khalid Rashidi", "", "chair"],
  ] as const) {
    lines.push(`${name},${name.toLowerCase().replace(" ", ".")}@example.org,${organisation},${role}`);
  }
  await secretariat.getByRole("link", { name: "Edit your entry" }).click();
  await button("Change your e-mail address").waitFor();
  await secretariat.getByRole("link", { name: "Back to the set-up" }).click();
  await button("Import people from CSV").click();
  const buffer = Buffer.from(lines.join("\n"));
  await secretariat.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await button("Import 7 people").click();
  await dialog().waitFor({ state: "detached" });
  await secretariat.getByText("3 organisations").waitFor();
  await secretariat.getByText("8 people", { exact: true }).waitFor();
  await button("Continue").click();
  await secretariat.getByRole("heading", { name: "Add the first document" }).waitFor();
});

test("the secretariat adds two documents, and publishes a draft of the first", async () => {
  await addDocument("Draft Opinion on the sharing of spectrum", "Opinion 1");
  await secretariat.getByRole("link", { name: "Back to the set-up" }).click();
  await secretariat.getByRole("heading", { name: "Add the first document" }).waitFor();
  expect(await secretariat.getByText("The set-up is not finished.").count()).toBe(0);
  await secretariat.getByRole("link", { name: "Upload a draft" }).click();
  const text = "# Draft Opinion 1\n\nThe Forum,\n\n_considering_\n\na) that spectrum is shared by neighbours;\n";
  const buffer = Buffer.from(text);
  await secretariat
    .locator("input[type=file]")
    .setInputFiles({ name: "opinion.md", mimeType: "text/markdown", buffer });
  await secretariat.getByLabel("Date on the cover").fill("2026-11-02");
  await button("Preview changes").click();
  await button("Publish").click();
  const sure = secretariat.getByRole("alertdialog").or(dialog());
  await sure.getByRole("button", { name: "Publish" }).click();
  await secretariat.waitForURL(/read\/opinion-1@1/u);
  await secretariat.goto(server.url);
  await addDocument("Report on interference", "Report");
  await secretariat.goto(server.url);
  await secretariat.getByRole("heading", { name: "Report", exact: true }).waitFor();
});

test("a member comes in through the mailed link, and comments", async () => {
  await secretariat.goto(`${server.url}/settings/people?search=vaipulu`);
  await button("Actions for Ana Vaipulu").click();
  await secretariat.getByRole("menuitem", { name: "Invite" }).click();
  const { text = "", recipients } = await mail.mail(1);
  expect(recipients).toEqual(["ana.vaipulu@example.org"]);
  await member.goto(/https?:\/\/\S+sign-in\S+/u.exec(text)?.[0] ?? "");
  // Before the scripts run, the page offers the form for an address.
  await member.getByRole("button", { name: "Sign in with this link" }).click();
  await member.waitForURL(`${server.url}/`);
  await member.getByRole("button", { name: "Signed in as Ana Vaipulu" }).waitFor();
  await member.goto(`${server.url}/read/opinion-1@1`);
  await selectWords(member, "shared by neighbours");
  await member.getByRole("button", { name: "Comment", exact: true }).click();
  await member.getByRole("textbox", { name: "Comment" }).fill("Which neighbours are meant?");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.getByText("Which neighbours are meant?").first().waitFor();
  await secretariat.goto(`${server.url}/read/opinion-1@1`);
  await secretariat.locator("article.thread", { hasText: "Which neighbours are meant?" }).waitFor();
});

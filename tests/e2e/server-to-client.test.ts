import type { Page } from "playwright-core";
import { settingsSections } from "../../server/core/contract/settings-pages.ts";
import { holdRequests, scripts } from "./hold-requests.ts";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor("secretariat");
});

test.each([
  ["documents", "/"],
  ["a draft", "/read/opinion-5@3"],
  ["a draft with options", "/read/agreement@4:en"],
  ["a document's comment outcomes", "/outcomes/opinion-5"],
  ["a draft's comment outcomes", "/outcomes/version/opinion-5@3"],
  ["proposal uptake", "/uptake/opinion-5"],
  ["a document's evolution", "/evolution/opinion-5"],
  ["the barometer", "/barometer/opinion-7"],
  ["a comparison", "/compare/opinion-5@1/opinion-5@3"],
  ["a comparison of two documents", "/compare/opinion-6@3/opinion-7@2?view=side&at=3"],
  ["a clause history", "/history/opinion-5@1/considering-d"],
  ["positions by group", "/positions/opinion-5@3"],
  ["circles", "/circles"],
  ["a person's comments", "/people/amina-diallo"],
  ["an organisation's comments", "/organisations/tavi?kind=proposal"],
  ["the letters on a draft", "/letters/opinion-5@3:en"],
  ["the public record of a draft", "/record/opinion-5@3:en"],
  ["an organisation's letter", "/letters/opinion-5@3:en?recipient=tavi"],
  ["the inbox", "/inbox"],
  ["announcements", "/announcements"],
  ["the answers to a consultation", "/answers/opinion-5@3"],
  ["contributions", "/contributions"],
  ["one's own account", "/profile"],
  ["comments that await clearance", "/clearance"],
  ["answers by mail", "/replies"],
  ["an upload", "/upload/opinion-5"],
  ["the next draft", "/next-draft/opinion-5@3"],
  ...settingsSections.map((section): [string, string] => [`the settings of ${section}`, `/settings/${section}`]),
  ["the set-up", "/set-up"],
  ["a step of the set-up", "/set-up?step=people"],
  ["the policy", "/policy"],
  ["the audit page", "/audit"],
  ["sign-in", "/sign-in?return=%2Fpolicy"],
  ["sign-in with a link", "/sign-in?token=any"],
])("the scripts of %s take its elements over and replace none", async (_of, path) => {
  const who = path.startsWith("/sign-in") ? undefined : "secretariat";
  const late = await server.visitor(who, { timezoneId: "Asia/Tokyo" });
  const errors: string[] = [];
  late.on("pageerror", ({ message }) => errors.push(message));
  late.on("console", (entry) => entry.type() === "error" && errors.push(entry.text()));
  const release = await holdRequests(late, scripts);
  await late.goto(server.url + path, { waitUntil: "commit" });
  await late.locator("#page-data").waitFor({ state: "attached" });
  await late.evaluate(() => {
    const elements = [...document.querySelectorAll("#root *")];
    // At this moment: the editor of people who may comment replaces the text's elements soon after.
    addEventListener("taken-over", () => {
      Object.assign(window, { replaced: elements.filter((one) => !one.isConnected).map((one) => one.outerHTML) });
    });
  });
  release();
  const replaced = await late.waitForFunction(() => (window as { replaced?: string[] }).replaced);
  expect(await replaced.jsonValue()).toEqual([]);
  expect(errors).toEqual([]);
  await late.close();
});

test("a button that is pressed before the scripts arrive shows it, and acts when they do", async () => {
  const late = await server.visitor("secretariat");
  const release = await holdRequests(late, scripts);
  await late.goto(`${server.url}/positions/opinion-5@3`, { waitUntil: "commit" });
  await late.getByRole("button", { name: "Colour theme" }).click();
  await late.locator('[aria-busy="true"][aria-label="Colour theme"]').waitFor();
  release();
  await late.getByRole("menuitemradio", { name: "Dark" }).waitFor();
  await late.close();
});

test("text that is typed before the scripts arrive stays, and is saved", async () => {
  const late = await server.visitor("secretariat");
  const release = await holdRequests(late, scripts);
  await late.goto(`${server.url}/profile`, { waitUntil: "commit" });
  await late.evaluate(() => addEventListener("taken-over", () => Object.assign(window, { isTakenOver: true })));
  const name = late.getByRole("textbox", { name: "Name" });
  const before = await name.inputValue();
  await name.press("End");
  await name.pressSequentially(" Junior");
  release();
  await late.waitForFunction(() => "isTakenOver" in window);
  expect(await name.inputValue()).toBe(`${before} Junior`);
  await name.press("Enter");
  await late.getByText("Name saved.").first().waitFor();
  const restored = late.waitForResponse((response) => response.request().method() !== "GET");
  await name.fill(before);
  await name.press("Enter");
  await restored;
  await late.close();
});

test("a form that is sent before the scripts arrive is sent when they do", async () => {
  const late = await server.visitor("secretariat");
  const release = await holdRequests(late, scripts);
  const address = `${server.url}/upload/opinion-5`;
  await late.goto(address, { waitUntil: "commit" });
  await late.getByLabel("Date on the cover").fill("2013-05-14");
  await late.getByRole("button", { name: "Preview changes" }).click();
  release();
  await late.getByRole("alert").getByText("Choose a file first", { exact: false }).waitFor();
  expect(late.url()).toBe(address);
  await late.close();
});

test("replaces a former address within the client, and keeps its query", async () => {
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
  await page.evaluate(() => history.pushState(null, "", "/ledger/opinion-5?text=Valdoria#main"));
  await page.waitForURL(`${server.url}/outcomes/opinion-5?text=Valdoria#main`);
  await page.getByRole("heading", { level: 1, name: "Opinion 5" }).waitFor();
  await page.goBack();
  await page.waitForURL(`${server.url}/read/opinion-5@3`);
});

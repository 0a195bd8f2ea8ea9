import type { Page } from "playwright-core";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";

/** Amina coordinates Valdoria, Ana is a member from Tavi, and the desk is the secretariat. */
const server = ownServer();
let ana: Page;

beforeAll(async () => {
  const amina = await server.visitor("coordinator");
  await amina.request.post(`${server.url}/api/versions/opinion-5@3/annotations`, {
    headers: { Origin: server.url },
    data: {
      ...{ id: "00000000-0000-4000-8000-000000000001", kind: "comment", type: "general", operations: [] },
      ...{ targets: [{ kind: "document" }], text: "We say this together.", visibility: "submitted" },
      ...{ capacity: "organisation", jointly: ["tavi"] },
    },
  });
  ana = await server.visitor("member");
});

/** Lists the headings of a page's sections, in the order of the page. */
const sections = (page: Page): Promise<string[]> => page.locator("main h2:not(.visually-hidden)").allTextContents();
const row = (page: Page, document: string) => page.locator(`#${document}`);

test("a member finds what waits, what is new, their comments, then the documents", async () => {
  await ana.goto(server.url);
  expect(await sections(ana)).toEqual(["Waiting for you", "New", "Your comments", "Documents"]);
  expect(await ana.locator(".inbox-item[data-item]").count()).toBe(5);
  expect(await axeFaults(ana)).toEqual([]);
});

test("shows nine documents on one screen", async () => {
  const rows = ana.locator(".compact-documents > li");
  const ends = await rows.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
  expect(ends.filter((end) => end <= 900).length).toBeGreaterThanOrEqual(9);
});

test("answers a request in place", async () => {
  const asked = ana.getByRole("listitem").filter({ hasText: "We say this together." });
  await asked.getByRole("button", { name: "Co-sign for Tavi" }).click();
  await asked.waitFor({ state: "detached" });
  await ana.getByText("Tavi has co-signed this.").waitFor();
});

test("finishes an item by keyboard, and the next one takes its place", async () => {
  const items = ana.locator(".inbox-item[data-item]");
  const first = await items.first().getAttribute("data-item");
  await ana.keyboard.press("j");
  await ana.keyboard.press("e");
  await ana.locator(`[data-item="${first ?? ""}"]`).waitFor({ state: "detached" });
  await items.nth(4).waitFor();
  await ana.locator(".inbox-link:focus").waitFor();
});

test("leads to all comments of its reader, and back", async () => {
  await ana.getByRole("link", { name: "All your comments" }).click();
  await ana.locator(".source-items > li").nth(5).waitFor();
  await ana.goBack();
  await ana.getByRole("heading", { name: "Your comments" }).waitFor();
});

test("opens a document in the list, by keyboard too", async () => {
  const more = row(ana, "opinion-5").getByRole("button", { name: "More about Opinion 5" });
  await more.press("Enter");
  await row(ana, "opinion-5").getByRole("link", { name: "How the text evolved" }).waitFor();
  await more.press("Enter");
  await row(ana, "opinion-5").getByRole("link", { name: "How the text evolved" }).waitFor({ state: "detached" });
});

test("leads to the full list, and back", async () => {
  await ana.getByRole("link", { name: "Show time line and all links" }).click();
  await row(ana, "opinion-5").getByText("All versions").waitFor();
  await ana.goBack();
  await ana.getByRole("heading", { name: "Your comments" }).waitFor();
});

test("the secretariat sees the pending work of a document, and the page behind a number has as many entries", async () => {
  const desk = await server.visitor("secretariat");
  await desk.goto(server.url);
  const undecided = row(desk, "agreement").getByRole("link", { name: /^\d+ undecided$/u });
  const count = /^\d+/u.exec((await undecided.textContent()) ?? "")?.[0] ?? "none";
  await row(desk, "agreement").getByRole("link", { name: "3 locations to confirm" }).waitFor();
  await row(desk, "agreement")
    .getByRole("button", { name: /in translations$/u })
    .click();
  await row(desk, "agreement")
    .getByRole("link", { name: /undecided \(French\)$/u })
    .waitFor();
  await undecided.click();
  await desk.getByText(`${count} comments`, { exact: true }).waitFor();
  await desk.close();
});

test("a guest sees the documents first, and loads no code of the start page", async () => {
  const guest = await server.visitor();
  await guest.goto(server.url, { waitUntil: "networkidle" });
  expect(await sections(guest)).toEqual(expect.arrayContaining(["Opinion 5", "Interference Agreement"]));
  expect(await guest.getByRole("heading", { name: "Your comments" }).count()).toBe(0);
  const loaded = await guest.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(loaded.filter((name) => name.includes("LibraryPage-"))).not.toEqual([]);
  expect(loaded.filter((name) => name.includes("StartPage-"))).toEqual([]);
  await guest.close();
});

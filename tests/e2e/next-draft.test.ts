import { randomUUID } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { scratchFolder } from "../support/scratch-folder.ts";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";

/** The secretariat's path from accepted proposals to the next draft. */
const folder = scratchFolder();
const server = ownServer();
let secretariat: Page;
let member: Page;

const words = "that working documents are often available in one language only;";

/** Submits a member's proposal on the third draft of Opinion 5, has the secretariat accept it, and returns its id. */
async function accepted(by: Page, ...operations: object[]): Promise<string> {
  const id = randomUUID();
  const sent = await by.request.post(`${server.url}/api/versions/opinion-5@3/annotations`, {
    headers: { origin: server.url },
    data: {
      id,
      kind: "proposal",
      type: "technical",
      targets: [{ kind: "clause", clause: "recognizing-c" }],
      text: "",
      operations,
      visibility: "submitted",
      capacity: "organisation",
      jointly: [],
    },
  });
  expect(sent.status()).toBe(201);
  const decided = await secretariat.request.put(`${server.url}/api/annotations/${id}/disposition`, {
    headers: { origin: server.url },
    data: { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null },
  });
  expect(decided.status()).toBe(200);
  return id;
}

function replaced(by: string): object {
  const start = words.indexOf("often");
  return {
    kind: "replace",
    start: { clause: "recognizing-c", offset: start },
    end: { clause: "recognizing-c", offset: start + "often".length },
    content: [{ type: "text", text: by }],
  };
}

function visitor(role: string, width = 1440, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  return server.visitor(role, { viewport: { width, height: 900 }, colorScheme });
}

let first: string;
/** A proposal that is accepted while the text is already being edited. */
let late: string;

beforeAll(async () => {
  secretariat = await visitor("secretariat");
  member = await visitor("member");
  first = await accepted(member, replaced("seldom"));
  await accepted(member, replaced("usually"));
  await accepted(member, { kind: "delete", clause: "recalling-c" });
});

test("requires signing in", async () => {
  const page = await server.visitor();
  const answer = await page.goto(`${server.url}/next-draft/opinion-5@3`);
  expect(answer?.status()).toBe(401);
  await page.context().close();
});

test("collects accepted proposals and offers a choice between two that conflict", async () => {
  await secretariat.goto(`${server.url}/read/opinion-5@3`);
  await secretariat.getByRole("button", { name: "More" }).first().click();
  await secretariat.getByRole("menuitem", { name: "Next draft from accepted proposals" }).click();
  await secretariat.waitForURL(/next-draft\/opinion-5@3/u);
  const editor = secretariat.getByRole("textbox", { name: "Opinion 5, next draft" });
  await editor.locator("ins", { hasText: "seldom" }).waitFor();
  await editor.locator(".is-gone", { hasText: "that the Council, at its 2011 session" }).waitFor();
  const obstacle = secretariat.getByRole("group", { name: /^Not included/u });
  await obstacle.getByText("Another proposal also replaces this text of recognizing c).").waitFor();
  expect(await obstacle.locator(".collision ins").allInnerTexts()).toEqual(["usually", "seldom"]);
  expect(await axeFaults(secretariat)).toEqual([]);

  await obstacle.getByRole("button", { name: /^Leave out .* instead$/u }).click();
  await editor.locator("ins", { hasText: "usually" }).waitFor();
  expect(new URL(secretariat.url()).searchParams.get("without")).toBe(first);
  await obstacle.waitFor({ state: "detached" });
});

test("shows edits to the text as changes and keeps them after a reload", async () => {
  const editor = secretariat.getByRole("textbox", { name: "Opinion 5, next draft" });
  await editor.locator(".clause", { hasText: "that by now more than" }).click();
  await secretariat.keyboard.press("Home");
  await secretariat.keyboard.type("ADDED ");
  await editor.locator("ins", { hasText: "ADDED" }).waitFor();
  await secretariat.getByRole("button", { name: "Move this clause down" }).click();
  await editor.locator(".clause.is-moved").waitFor();
  await secretariat.reload();
  await secretariat.getByText("You have edited the text").waitFor();
  await editor.locator("ins", { hasText: "ADDED" }).waitFor();
  await secretariat.getByRole("button", { name: "Restore c)" }).click();
  await editor.locator(".is-gone").waitFor({ state: "detached" });
});

test("leaves out a proposal accepted during editing, and does not count it", async () => {
  late = await accepted(member, { kind: "delete", clause: "recognizing-a" });
  await member.context().close();
  await secretariat.reload();
  await secretariat.getByText("You have edited the text").waitFor();
  await secretariat.getByText(/: 2 proposals included\./u).waitFor();
  expect(await secretariat.getByRole("checkbox", { name: /^Include the proposal/u, checked: true }).count()).toBe(2);
});

test("prepares the text, exports it to Word and publishes it with its decisions", async () => {
  await secretariat.getByLabel("Date on the cover").fill("2013-03-01");
  await secretariat.getByRole("button", { name: "Preview changes" }).click();
  await secretariat.waitForURL(/upload\/opinion-5\?version=/u);
  const [download] = await Promise.all([
    secretariat.waitForEvent("download"),
    secretariat.getByRole("link", { name: "clean text" }).click(),
  ]);
  const saved = path.join(folder, "next-draft.docx");
  await download.saveAs(saved);
  const file = unzipSync(fs.readFileSync(saved));
  expect(strFromU8(file["word/document.xml"] ?? new Uint8Array())).toContain("usually");

  await secretariat.getByRole("button", { name: "Publish", exact: true }).click();
  await secretariat.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await secretariat.waitForURL(/read\/opinion-5@4/u);
  await secretariat.locator(".ProseMirror", { hasText: "that working documents are usually available" }).waitFor();
  const response = await secretariat.request.get(`${server.url}/api/versions/opinion-5@3/annotations`);
  type Threads = { annotation: { id: string; operations: object[] }; disposition: { current: object } }[];
  const all = (await response.json()) as Threads;
  const outcomes = all
    .filter(({ annotation }) => JSON.stringify(annotation.operations).match(/"usually"|"seldom"/u))
    .map(({ disposition }) => disposition.current);
  expect(outcomes).toMatchObject([{ shownIn: null }, { shownIn: expect.any(String) as string }]);
  expect(all.find(({ annotation }) => annotation.id === late)?.disposition.current).toMatchObject({ shownIn: null });
});

test("has no accessibility faults on a phone in dark mode", async () => {
  await secretariat.setViewportSize({ width: 390, height: 844 });
  await secretariat.emulateMedia({ colorScheme: "dark" });
  await secretariat.goto(`${server.url}/next-draft/opinion-5@4`);
  await secretariat.getByRole("textbox", { name: "Opinion 5, next draft" }).waitFor();
  expect(await axeFaults(secretariat)).toEqual([]);
  expect(await secretariat.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

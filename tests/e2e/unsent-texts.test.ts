import type { Locator, Page } from "playwright-core";
import { ownServer } from "./model-server.ts";

const server = ownServer();
let member: Page;

beforeAll(async () => {
  member = await server.visitor("member");
});

async function read(address: string): Promise<void> {
  await member.goto(`${server.url}/read/${address}`);
  await member.locator(".ProseMirror").waitFor();
}

/** Submits the form and returns the id of the new annotation, which is then open. */
async function sent(): Promise<string> {
  await form().getByRole("button", { name: "Submit" }).click();
  await form().waitFor({ state: "detached" });
  await member.locator("article.thread.is-open").waitFor();
  return new URL(member.url()).searchParams.get("note") ?? "";
}

/** Opens a draft and the form that edits the submitted annotation. */
async function edit(address: string, note: string): Promise<void> {
  await read(`${address}?note=${note}`);
  await member.locator("article.thread.is-open").getByRole("button", { name: "More", exact: true }).click();
  await member.getByRole("menuitem", { name: "Edit" }).click();
  await form().waitFor();
}

function form(): Locator {
  return member.locator(".composer");
}

function begun(): Locator {
  return form().getByRole("list", { name: "Unsaved text" });
}

async function save(): Promise<void> {
  await form().getByRole("button", { name: "Save" }).click();
  await form().waitFor({ state: "detached" });
}

test("keeps targets chosen on a comment's draft after saving on a later one", async () => {
  await read("opinion-6@1");
  await member.locator("#recalling-a").click();
  await member.keyboard.press("c");
  await form().getByRole("textbox", { name: "Comment" }).fill("As it was sent.");
  const note = await sent();
  await edit("opinion-6@1", note);
  await form().getByRole("button", { name: "Add another location" }).click();
  await form().getByRole("combobox", { name: "Also about this clause" }).selectOption("recalling-b");
  await form().getByRole("textbox", { name: "Comment" }).fill("Of two places.");

  await edit("opinion-6@2", note);
  const words = form().getByRole("textbox", { name: "Comment" });
  expect(await words.inputValue()).toBe("As it was sent.");
  expect(await begun().textContent()).toContain("Of two places.");
  await words.fill("Said on a later draft.");
  await save();

  await edit("opinion-6@1", note);
  expect(await words.inputValue()).toBe("Said on a later draft.");
  await begun().getByRole("button", { name: "Restore" }).click();
  expect(await words.inputValue()).toBe("Of two places.");
  expect(await form().getByRole("list", { name: "Locations" }).getByRole("listitem").count()).toBe(2);
});

test("keeps an edit begun on a proposal's draft after saving on a later one", async () => {
  await read("opinion-6@1");
  await member.locator("#recalling-b").click();
  await member.keyboard.press("e");
  await form().getByText("Delete the clause").click();
  await form()
    .getByRole("textbox", { name: /^Reason/u })
    .fill("It says nothing.");
  const note = await sent();
  await edit("opinion-6@1", note);
  await form().getByText("Change the number").click();
  await form().getByRole("textbox", { name: "Number" }).fill("b bis)");

  await edit("opinion-6@2", note);
  const why = form().getByRole("textbox", { name: /^Reason/u });
  expect(await begun().textContent()).toContain("It says nothing.");
  await why.fill("It says nothing new.");
  await save();

  await edit("opinion-6@1", note);
  await begun().getByRole("button", { name: "Restore" }).click();
  expect(await form().getByRole("textbox", { name: "Number" }).inputValue()).toBe("b bis)");
});

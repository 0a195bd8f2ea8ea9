import type { Browser, Page } from "playwright-core";
import { openMail } from "../../server/mail/open-mail.ts";
import { connectBrowser } from "../support/browser.ts";
import { type ArrivedMail, type MailServer, startMailServer } from "../support/mail-server.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let mails: MailServer;
let served: ServedForum;
let browser: Browser;
/** The browser at a desk, in which nobody is signed in when a test begins. */
let page: Page;
let closeMail: () => void;

beforeAll(async () => {
  mails = await startMailServer();
  const settings = { smtpUrl: mails.url, from: "Forum <forum@example.org>", dkim: null, outbox: "" };
  const { sendMail, close } = await openMail(settings, { written: () => undefined, failed: () => undefined });
  closeMail = close;
  served = await serveForum({ sendMail, mailReaches: true });
  browser = await connectBrowser();
  page = await served.visitor(browser);
});

beforeEach(() => page.context().clearCookies());

afterAll(async () => {
  closeMail();
  await browser.close();
  await served.stop();
  await mails.stop();
});

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

/** Asks for a message by keyboard, and returns it once it has arrived. A message about a device may arrive before it. */
async function ask(page: Page, who: string): Promise<{ code: string; link: string }> {
  let count = mails.arrived.length;
  await page.locator("form[novalidate]").waitFor();
  await page.getByRole("textbox", { name: "Mail address" }).fill(`${who}@example.org`);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Code of 6 digits" }).waitFor();
  for (;;) {
    count += 1;
    const { text = "" }: ArrivedMail = await mails.mail(count);
    const link = /http\S+#token=\S+/u.exec(text)?.[0];
    if (link !== undefined) return { code: /\d{3} \d{3}/u.exec(text)?.[0] ?? "", link };
  }
}

async function isSignedIn(page: Page, who: string): Promise<void> {
  await page.getByRole("button", { name: `Signed in as The ${who}` }).waitFor();
  // The header knows the person before the page is left.
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

test("keeps what was typed before the script ran, and the focus", async () => {
  let letScriptsRun = (): void => undefined;
  const held = new Promise<void>((resolve) => (letScriptsRun = resolve));
  await page.route("**/assets/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${served.url}/sign-in`, { waitUntil: "commit" });
  const field = page.getByRole("textbox", { name: "Mail address" });
  await field.pressSequentially("member@exam");
  letScriptsRun();
  await page.locator("form[novalidate]").waitFor();
  await page.unroute("**/assets/*.js");
  expect(await field.inputValue()).toBe("member@exam");
  await page.keyboard.type("ple.org");
  expect(await field.inputValue()).toBe("member@example.org");
});

test("keeps the reason why a form was refused before the scripts ran", async () => {
  let letScriptsRun = (): void => undefined;
  const held = new Promise<void>((resolve) => (letScriptsRun = resolve));
  await page.route("**/assets/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${served.url}/sign-in?return=%2Fpolicy`, { waitUntil: "commit" });
  // The browser has another idea of a mail address than the forum.
  await page.getByRole("textbox", { name: "Mail address" }).fill("somebody@localhost");
  await page.keyboard.press("Enter");
  const reason = page.getByRole("alert").getByText("Enter a mail address, such as name@example.org.");
  await reason.waitFor();
  const shown = await reason.elementHandle();
  letScriptsRun();
  await page.locator("form[novalidate]").waitFor();
  await page.unroute("**/assets/**/*.js");
  expect(await shown.evaluate((element) => element.isConnected)).toBe(true);
});

test("signs in with the code, by keyboard alone, and leads back to the clause that was read before", async () => {
  await page.goto(`${served.url}/read/opinion-5@1?clause=title`);
  await page.getByRole("button", { name: "Colour theme" }).waitFor();
  await page.getByRole("link", { name: "Sign in", exact: true }).first().press("Enter");
  const { code } = await ask(page, "member");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("The code does not match the message that was sent last.").waitFor();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await isSignedIn(page, "member");
  await page.waitForURL(`${served.url}/read/opinion-5@1?clause=title`);
});

test("signs in with the link in the browser that asked, once its button is pressed, and leads back", async () => {
  await page.goto(`${served.url}/read/opinion-5@1?clause=title`);
  await page.getByRole("button", { name: "Colour theme" }).waitFor();
  await page.getByRole("link", { name: "Sign in", exact: true }).first().click();
  const { link } = await ask(page, "colleague");
  const enter = page.getByRole("button", { name: "Sign in with this link" });
  for (let visits = 0; visits < 2; visits += 1) {
    await page.goto("about:blank");
    await page.goto(link);
    await enter.waitFor();
  }
  await enter.click();
  await isSignedIn(page, "colleague");
  await page.waitForURL(`${served.url}/read/opinion-5@1?clause=title`);
});

test("a link opened in another browser says to type the code, and stays valid where it was asked for", async () => {
  await page.goto(`${served.url}/sign-in`);
  const { link, code } = await ask(page, "chair");
  const other = await served.visitor(browser, undefined, { viewport: phone });
  await other.goto(link);
  await other.getByText("only in the browser where you asked for it").waitFor();
  expect(await other.getByRole("button", { name: "Sign in with this link" }).count()).toBe(0);
  await other.context().close();
  await page.getByRole("textbox", { name: "Code of 6 digits" }).fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await isSignedIn(page, "chair");
});

test("keeps waiting for the code after a reload, and can ask for another message", async () => {
  await page.goto(`${served.url}/sign-in`);
  await ask(page, "observer");
  await page.reload();
  await page.getByRole("textbox", { name: "Code of 6 digits" }).waitFor();
  await page.getByRole("link", { name: "Ask for another message" }).click();
  await page.getByRole("textbox", { name: "Mail address" }).fill("no address");
  await page.getByRole("button", { name: "Send the message" }).click();
  await page.getByRole("alert").getByText("Enter a mail address, such as name@example.org.").waitFor();
  const { code } = await ask(page, "observer");
  await page.getByRole("textbox", { name: "Code of 6 digits" }).fill(code);
  await page.keyboard.press("Enter");
  await isSignedIn(page, "observer");
  await page.waitForURL(`${served.url}/`);
});

test.each([
  ["a phone", "dark", phone],
  ["a desk", "light", desk],
] as const)("on %s, axe finds no fault in any state, %s", async (_where, colorScheme, viewport) => {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.goto(`${served.url}/sign-in`);
  const look = async (): Promise<void> => {
    for (const direction of ["ltr", "rtl"]) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
    await page.evaluate(() => (document.documentElement.dir = "ltr"));
  };
  await look();
  await page.getByRole("textbox", { name: "Mail address" }).fill("none");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await look();
  await ask(page, "secretariat");
  await look();
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await look();
  await page.goto(`${served.url}/sign-in?token=any`);
  await look();
  await page.context().clearCookies();
  await page.goto(`${served.url}/sign-in#token=any`);
  await look();
});

test("leads from a link that no longer works to the form for the address", async () => {
  await page.goto(`${served.url}/sign-in#invitation=used`);
  await page.getByRole("button", { name: "Sign in with this link" }).click();
  await page.getByText("A sign-in link works once and for a limited time.", { exact: false }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("link", { name: "Enter your address instead" }).click();
  await page.getByLabel("Mail address").waitFor();
});

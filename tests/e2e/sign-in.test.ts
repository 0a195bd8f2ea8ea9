import type { Browser, BrowserContext, Page } from "playwright-core";
import { openMail } from "../../server/mail/open-mail.ts";
import { connectBrowser } from "../support/browser.ts";
import { type ArrivedMail, type MailServer, startMailServer } from "../support/mail-server.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let mails: MailServer;
let served: ServedForum;
let browser: Browser;
let closeMail: () => void;

beforeAll(async () => {
  mails = await startMailServer();
  const settings = { smtpUrl: mails.url, from: "Forum <forum@example.org>", dkim: null, outbox: "" };
  const { sendMail, close } = await openMail(settings, { written: () => undefined, failed: () => undefined });
  closeMail = close;
  served = await serveForum({ sendMail, mailReaches: true });
  browser = await connectBrowser();
});

afterAll(async () => {
  closeMail();
  await browser.close();
  await served.stop();
  await mails.stop();
});

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

async function openBrowser(viewport = desk): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(`${served.url}/sign-in`);
  return { context, page };
}

/** Asks for a message by keyboard, and returns it once it has arrived. */
async function ask(page: Page, who: string): Promise<{ code: string; link: string }> {
  const before = mails.arrived.length;
  await page.locator("form[novalidate]").waitFor();
  await page.getByRole("textbox", { name: "Mail address" }).fill(`${who}@example.org`);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Code of 6 digits" }).waitFor();
  const { text = "" }: ArrivedMail = await mails.mail(before + 1);
  return { code: /\d{3} \d{3}/u.exec(text)?.[0] ?? "", link: /http\S+#token=\S+/u.exec(text)?.[0] ?? "" };
}

async function isSignedIn(page: Page, who: string): Promise<void> {
  await page.getByRole("button", { name: `Signed in as The ${who}` }).waitFor();
  // The header knows the person before the page is left.
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

test("keeps what was typed before the script ran, and the focus", async () => {
  const context = await browser.newContext({ viewport: desk });
  const page = await context.newPage();
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
  expect(await field.inputValue()).toBe("member@exam");
  await page.keyboard.type("ple.org");
  expect(await field.inputValue()).toBe("member@example.org");
  await context.close();
});

test.each(["code", "link"] as const)("leads back to the clause that was read before, with the %s", async (way) => {
  const { context, page } = await openBrowser();
  await page.goto(`${served.url}/read/opinion-5@1?clause=title`);
  await page.getByRole("button", { name: "Colour theme" }).waitFor();
  await page.getByRole("link", { name: "Sign in", exact: true }).first().click();
  const { code, link } = await ask(page, "member");
  if (way === "code") {
    await page.keyboard.type(code.replace(" ", ""));
    await page.keyboard.press("Enter");
  } else {
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("button", { name: "Sign in with this link" }).click();
  }
  await page.waitForURL(`${served.url}/read/opinion-5@1?clause=title`);
  await context.close();
});

test("signs in with the code, by keyboard alone", async () => {
  const { context, page } = await openBrowser();
  const { code } = await ask(page, "member");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("The code does not match the message that was sent last.").waitFor();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await isSignedIn(page, "member");
  await page.waitForURL(`${served.url}/`);
  await context.close();
});

test("signs in with the link in the browser that asked, once its button is pressed", async () => {
  const { context, page } = await openBrowser();
  const { link } = await ask(page, "colleague");
  for (let visits = 0; visits < 2; visits += 1) {
    const opened = await context.newPage();
    await opened.goto(link);
    await opened.getByRole("button", { name: "Sign in with this link" }).waitFor();
    await opened.close();
  }
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in with this link" }).click();
  await isSignedIn(page, "colleague");
  await context.close();
});

test("a link opened in another browser says to type the code, and stays valid where it was asked for", async () => {
  const [asking, other] = [await openBrowser(), await openBrowser(phone)];
  const { link, code } = await ask(asking.page, "chair");
  await other.page.goto(link);
  await other.page.reload();
  await other.page.getByText("only in the browser where you asked for it").waitFor();
  expect(await other.page.getByRole("button", { name: "Sign in with this link" }).count()).toBe(0);
  await asking.page.getByRole("textbox", { name: "Code of 6 digits" }).fill(code);
  await asking.page.getByRole("button", { name: "Sign in" }).click();
  await isSignedIn(asking.page, "chair");
  await asking.context.close();
  await other.context.close();
});

test("keeps waiting for the code after a reload, and can ask for another message", async () => {
  const { context, page } = await openBrowser();
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
  await context.close();
});

test("tells the owner of a sign-in on a new device, and not of one on a known device", async () => {
  const { context, page } = await openBrowser();
  const signIn = async (): Promise<void> => {
    const { code } = await ask(page, "other");
    await page.getByRole("textbox", { name: "Code of 6 digits" }).fill(code);
    await page.keyboard.press("Enter");
    await isSignedIn(page, "other");
  };
  const told = (): number =>
    mails.arrived.filter(
      ({ subject, recipients }) => subject === "New sign-in to Forum" && recipients[0] === "other@example.org",
    ).length;
  await signIn();
  while (told() === 0) await mails.mail(mails.arrived.length + 1);
  await context.clearCookies({ name: "rapporteur-session" });
  await page.goto(`${served.url}/sign-in`);
  await signIn();
  expect(told()).toBe(1);
  await context.close();
});

describe.each([
  ["a phone", phone],
  ["a desk", desk],
])("on %s", (_name, viewport) => {
  test.each(["light", "dark"] as const)("axe finds no fault in any state, %s", async (colorScheme) => {
    const { context, page } = await openBrowser(viewport);
    await page.emulateMedia({ colorScheme });
    const look = async (): Promise<void> => {
      for (const direction of ["ltr", "rtl"]) {
        await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
        expect(await axeFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
        const shots = process.env["SHOTS"];
        if (shots)
          await page.screenshot({
            path: `${shots}/${String(viewport.width)}-${colorScheme}-${direction}-${String((count += 1))}.png`,
          });
      }
      await page.evaluate(() => (document.documentElement.dir = "ltr"));
    };
    let count = 0;
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
    await context.clearCookies();
    await page.goto(`${served.url}/sign-in#token=any`);
    await page.reload();
    await look();
    await context.close();
  });
});

test("leads from a link that no longer works to the form for the address", async () => {
  const { context, page } = await openBrowser();
  await page.goto(`${served.url}/sign-in#invitation=used`);
  await page.getByRole("button", { name: "Sign in with this link" }).click();
  await page.getByText("A sign-in link works once and for a limited time.", { exact: false }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("link", { name: "Enter your address instead" }).click();
  await page.getByLabel("Mail address").waitFor();
  await context.close();
});

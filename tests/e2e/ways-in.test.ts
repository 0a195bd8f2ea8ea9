import type { Browser, Page } from "playwright-core";
import { openIdProvider } from "../../server/identity/openid-provider.ts";
import type { IdentityProvider } from "../../server/services/kernel/context.ts";
import { connectBrowser } from "../support/browser.ts";
import { type OidcServer, startOidcServer } from "../support/oidc-server.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let provider: OidcServer;
let served: ServedForum;
let browser: Browser;

beforeAll(async () => {
  const providers: IdentityProvider[] = [];
  served = await serveForum({ providers }, { host: "localhost", strongSignIn: true });
  provider = await startOidcServer(served.url);
  providers.push(openIdProvider(provider.settings, () => undefined));
  browser = await connectBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.stop();
  await provider.stop();
});

async function isSignedIn(page: Page, who: string): Promise<void> {
  await page.getByRole("button", { name: `Signed in as The ${who}` }).waitFor();
  // The header knows the person before the page is left.
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Gives the browser an authenticator that verifies its user. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("signs in with a provider", async () => {
  provider.person = { sub: "sub-of-member", email: "member@example.org", email_verified: true };
  const page = await served.visitor(browser);
  await page.goto(`${served.url}/sign-in`);
  await page.getByRole("link", { name: "Sign in with Test ID" }).click();
  await page.waitForURL(`${served.url}/`);
  await page.getByRole("button", { name: "Signed in as The member" }).waitFor();
  await page.context().close();
});

test("asks the chair for a passkey, adds it, and signs in with it", async () => {
  const page = await served.visitor(browser);
  await addAuthenticator(page);
  await page.goto(await served.link("chair"));
  await page.getByRole("button", { name: "Sign in with this link" }).click();
  await page.getByText("The chair, this forum requires a passkey or a provider").waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await isSignedIn(page, "chair");
  await page.context().clearCookies();
  await page.goto(`${served.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await isSignedIn(page, "chair");
  await page.context().close();
});

test("names the address on which passkeys work, and says so when none was used", async () => {
  const page = await served.visitor(browser, undefined, { viewport: { width: 390, height: 844 } });
  await page.goto(`${served.url.replace("localhost", "127.0.0.1")}/sign-in`);
  await page.getByRole("link", { name: /^Use a passkey at localhost/u }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await addAuthenticator(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("alert").getByText("No passkey was used.").waitFor();
  await page.context().close();
});

test("manages passkeys and providers in the profile", async () => {
  provider.person = { sub: "sub-of-other", email: "other@example.org", email_verified: true };
  const page = await served.visitor(browser, "other");
  const focused = (name: RegExp) =>
    page.waitForFunction(
      (wanted) =>
        new RegExp(wanted, "u").test(document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? ""),
      name.source,
    );
  const press = (name: RegExp) => page.getByRole("button", { name }).click();
  const question = page.getByRole("alertdialog");
  await addAuthenticator(page);
  await page.goto(`${served.url}/profile`);
  await press(/^Add a passkey/u);
  await press(/^Rename the passkey/u);
  await page.getByLabel("Name of the passkey").fill("A security key with a rather long name, kept at the office");
  await page.keyboard.press("Enter");
  await focused(/^Rename the passkey A security key/u);
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1440, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await press(/^Remove the passkey/u);
  await question.getByRole("button", { name: "Remove" }).click();
  await question.getByText("Without it you could not sign in again. Add another way first.").waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  await press(/^Link Test ID/u);
  await page.getByRole("button", { name: /^Unlink Test ID/u }).waitFor();
  await press(/^Remove the passkey/u);
  await question.getByRole("button", { name: "Remove" }).click();
  await question.waitFor({ state: "detached" });
  await focused(/^Test ID/u);
  await press(/^Unlink Test ID/u);
  await question.getByRole("button", { name: "Unlink" }).click();
  await question.getByText("Without it you could not sign in again. Add another way first.").waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  await page.context().close();
});

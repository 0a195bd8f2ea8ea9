import type { Browser, Page } from "playwright-core";
import type { Mail } from "../../server/services/kernel/context.ts";
import { connectBrowser } from "../support/browser.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

const sent: Mail[] = [];
let served: ServedForum;
let browser: Browser;
let member: Page;

beforeAll(async () => {
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
  served = await serveForum({ sendMail, mailReaches: true });
  browser = await connectBrowser();
  member = await visitor("member");
  await member.goto(served.url);
  await member.getByRole("button", { name: "Signed in as The member" }).click();
  await member.getByRole("menuitem", { name: "Profile" }).click();
  await heading("Access tokens").waitFor();
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const visitor = (who: string): Promise<Page> => served.visitor(browser, who);

const button = (name: string) => member.getByRole("button", { name, exact: true });
const field = (name: string) => member.getByLabel(name, { exact: true });
const heading = (name: string) => member.getByRole("heading", { name });

/** Returns the code in the newest message to an address. */
function codeTo(address: string): string {
  const mail = sent.findLast(({ to }) => to === address);
  return /\d{3} \d{3}/u.exec(mail?.text ?? "")?.[0] ?? "";
}

/** The tests follow one another, as the steps of a person do. */
describe("a member, with their own account", () => {
  test("changes their name, and undoes it", async () => {
    await field("Name").fill("The delegate");
    await field("Name").press("Enter");
    await button("Signed in as The delegate").waitFor();
    await button("Undo").click();
    await button("Signed in as The member").waitFor();
    expect(await field("Name").inputValue()).toBe("The member");
  });

  test("changes their address with the codes sent to both addresses", async () => {
    await button("Change your e-mail address").click();
    await field("New e-mail address").fill("nowhere");
    await button("Send codes").click();
    await member.locator("[name=email][aria-invalid=true]:focus").waitFor();
    await field("New e-mail address").fill("new@example.org");
    await button("Send codes").click();
    await field("Code sent to member@example.org").fill(codeTo("member@example.org"));
    await field("Code sent to new@example.org").fill("000 000");
    await button("Change e-mail").click();
    await member.getByText("The code does not match", { exact: false }).waitFor();
    await field("Code sent to new@example.org").fill(codeTo("new@example.org"));
    await button("Change e-mail").click();
    await member.getByText("Your e-mail address is now new@example.org.").waitFor();
  });

  test("chooses a theme and a text size that hold on their other devices", async () => {
    await member.getByRole("combobox", { name: "Colour theme" }).selectOption({ label: "Dark" });
    await field("Text size").selectOption({ label: "Large" });
    await member.locator("html[data-theme=dark][data-text-size=large]").waitFor();
    const second = await visitor("member");
    await second.goto(served.url);
    await second.locator("html[data-theme=dark][data-text-size=large]").waitFor();
    await second.getByRole("button", { name: "Colour theme" }).click();
    await second.getByRole("menuitemradio", { name: "Light" }).click();
    await second.locator("html[data-theme=light]").waitFor();
    await second.waitForLoadState("networkidle");
    await member.reload();
    await member.locator("html[data-theme=light]").waitFor();
  });

  test("ends the session on the other device", async () => {
    const sessions = member.getByRole("list", { name: "Your sessions" });
    await sessions.getByRole("listitem").nth(1).waitFor();
    await sessions.getByRole("button", { name: /^End the session/u }).click();
    await sessions.getByRole("listitem").nth(1).waitFor({ state: "detached" });
    await sessions.getByText("This device").waitFor();
  });

  test("makes a token that a script can use, and revokes it", async () => {
    await button("Make a token").click();
    await field("Name").last().fill("weekly report");
    expect(await member.getByRole("checkbox", { name: "Manage" }).count()).toBe(0);
    await button("Make a token").click();
    await member.getByRole("dialog", { name: "Token “weekly report” made" }).waitFor();
    expect(await axeFaults(member)).toEqual([]);
    const authorization = `Bearer ${await field("Token").inputValue()}`;
    const asScript = async (): Promise<number> =>
      (await fetch(`${served.url}/api/participants`, { headers: { authorization } })).status;
    expect(await asScript()).toBe(200);
    await button("Close").click();
    await button("Revoke the token weekly report").click();
    await member.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await member.getByText("You have no access tokens.").waitFor();
    expect(await asScript()).toBe(401);
  });

  test("begins a comment with the visibility that they chose", async () => {
    await field("Visible to").selectOption({ label: "Only North" });
    await member.getByText("Visibility saved.").waitFor();
    await served.forum.publish("1", "# Draft Opinion 5\n\na) that few are able to take part;\n");
    await member.goto(`${served.url}/read/opinion-5@1`);
    await member.locator(".draft .is-near").first().waitFor();
    await member.keyboard.press("c");
    await button("Share with North").waitFor();
    await member.goto(`${served.url}/profile`);
  });

  test("appoints a deputy, who acts in their place and then as themselves again", async () => {
    await button("Appoint a deputy").click();
    await field("Person").fill("oth");
    await member.getByRole("option", { name: /The other/u }).waitFor();
    expect(await axeFaults(member)).toEqual([]);
    await field("Person").press("Enter");
    await button("Appoint").click();
    await member.getByRole("list", { name: "Your deputies" }).getByText("The other").waitFor();
    const deputy = await visitor("other");
    await deputy.goto(`${served.url}/profile`);
    await deputy.getByRole("button", { name: "Act in their place: The member" }).click();
    const banner = deputy.getByRole("region", { name: "Acting as a deputy" });
    await banner.getByText("You act in the place of The member.").waitFor();
    expect(await axeFaults(deputy)).toEqual([]);
    await deputy.goto(`${served.url}/profile`);
    await deputy.getByText("A deputy cannot open the account of The member.", { exact: false }).waitFor();
    await banner.getByRole("button", { name: "Act as yourself again" }).click();
    await deputy.getByRole("button", { name: "Signed in as The other" }).waitFor();
    await banner.waitFor({ state: "detached" });
  });

  test("downloads what the forum stores about them, and signs out", async () => {
    const [download] = await Promise.all([member.waitForEvent("download"), button("Download my data").click()]);
    expect(download.suggestedFilename()).toBe("my-data.zip");
    await button("Sign out").click();
    await member.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor();
  });
});

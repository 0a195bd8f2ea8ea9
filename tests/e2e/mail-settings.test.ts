import type { Browser, Page } from "playwright-core";
import { type Mail, MailError } from "../../server/services/kernel/context.ts";
import { deliver } from "../../server/services/people/deliver-mail.ts";
import { queueMail, sendDue } from "../../server/services/people/mail-queue.ts";
import { connectBrowser } from "../support/browser.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

/** Answers of the mail server to the next messages. Afterwards it takes them. */
const failures: MailError[] = [];
const busy = new MailError("refused", false, { cause: "refused", answer: "450 4.2.1 Busy" });
const unknown = new MailError("refused", true, { cause: "refused", answer: "550 5.1.1 Unknown" });
const mail: Mail = { to: "member@example.org", person: "member", language: "en", subject: "", text: "", html: "" };

let served: ServedForum;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const sendMail = (_mail: Mail, accepted?: (answer: string) => void): Promise<void> => {
    const failure = failures.shift();
    if (failure) return Promise.reject(failure);
    accepted?.("250 2.0.0 Ok");
    return Promise.resolve();
  };
  const mailServer = { url: "smtp://mail.example.org", sender: "Forum <forum@example.org>" };
  served = await serveForum({ sendMail, mailReaches: true, mailServer });
  browser = await connectBrowser();
  page = await served.visitor(browser, "secretariat");
  const { context } = served.forum;
  while ((await sendDue(context)) > 0);
  await context.store.transact((writer) => queueMail(context, writer, { ...mail, kind: "new-device" }));
  failures.push(busy);
  await sendDue(context);
  failures.push(unknown);
  await deliver(context, { ...mail, kind: "digest" }).catch(() => undefined);
  await page.goto(`${served.url}/settings/mail`);
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const rowOf = (kind: string) => page.getByRole("row", { name: kind });
const act = async (kind: string, action: string): Promise<void> => {
  await rowOf(kind).getByRole("button", { name: "Actions for The member" }).click();
  await page.getByRole("menuitem", { name: action }).click();
};

test("a test message shows the answer of the mail server, or why it was not sent", async () => {
  const send = page.getByRole("button", { name: "Send a test message to yourself" });
  await send.click();
  await page.getByRole("status").getByText("250 2.0.0 Ok").waitFor();
  failures.push(new MailError("unreachable", false, { cause: "login", answer: "535 5.7.8 No" }));
  await send.click();
  await page.getByText("The mail server did not accept the user or password.", { exact: false }).waitFor();
  await page.getByRole("status").getByText("535 5.7.8 No").waitFor();
});

test("a waiting message shows its failure and is sent on demand", async () => {
  await rowOf("New device").getByText("450 4.2.1 Busy").waitFor();
  await act("New device", "Try now");
  await page.getByText("The message to The member was sent.").waitFor();
  await page.getByText("No message waits.").waitFor();
});

test("news is mailed again to an address that the secretariat confirms", async () => {
  await rowOf("Digest").getByText("No more news to this address").waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await act("Digest", "Mail news again");
  await page.getByText("News is mailed to The member again.").waitFor();
  await rowOf("Digest").getByText("No more news to this address").waitFor({ state: "detached" });
});

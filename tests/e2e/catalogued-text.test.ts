import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { greekContribution } from "../support/greek-contribution.ts";
import { writeGreekForum } from "../support/greek-forum.ts";
import { startServer, type RunningServer } from "../support/running-server.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { lanes, type Lanes } from "./lanes.ts";
import { pressOnWords, selectWords } from "./reader-actions.ts";

/** Every page of a forum whose content has no Latin letter, with the role of its visitor. */
const pages = [
  ["documents", "public", "/"],
  ["documents for the secretariat", "secretariat", "/"],
  ["the reading room", "public", "/read/opinion@2"],
  ["the reading room for the secretariat", "secretariat", "/read/opinion@2"],
  ["an earlier draft", "secretariat", "/read/opinion@1"],
  ["an open comment", "secretariat", "/read/opinion@2?note=general"],
  ["filters without a match", "secretariat", "/read/opinion@2?text=ω+ω"],
  ["the dialog of a consultation", "secretariat", "/read/opinion@2?panel=consultation"],
  ["choosing a location", "secretariat", "/read/opinion@2?placing=deleted"],
  ["the comparison in one column", "secretariat", "/compare/opinion@1/opinion@2"],
  ["the comparison side by side", "public", "/compare/opinion@1/opinion@2?view=side"],
  ["a clause history", "public", "/history/opinion@2/2"],
  ["comment outcomes", "public", "/outcomes/opinion"],
  ["comment outcomes of a draft", "secretariat", "/outcomes/version/opinion@2?note=general"],
  ["proposal uptake", "secretariat", "/uptake/opinion"],
  ["positions by group", "public", "/positions/opinion@2"],
  ["how the text evolved", "public", "/evolution/opinion"],
  ["changes as a chart", "public", "/evolution/opinion?picture=changes"],
  ["comments as a table", "public", "/evolution/opinion?picture=said&as=table"],
  ["the barometer", "public", "/barometer/opinion"],
  ["the sign-in page", "public", "/sign-in"],
  ["the next draft", "secretariat", "/next-draft/opinion@2"],
  ["the upload", "secretariat", "/upload/opinion"],
  ["contributions", "secretariat", "/contributions"],
  ["circles", "coordinator", "/circles"],
  ["a person", "coordinator", "/people/petros"],
  ["an organisation", "public", "/organisations/south"],
  ["the inbox", "coordinator", "/inbox"],
  ["announcements", "secretariat", "/announcements"],
  ["the answers to a consultation", "secretariat", "/answers/opinion@2"],
  ["the set-up", "secretariat", "/set-up?step=people"],
  ["the end of the set-up", "secretariat", "/set-up"],
  ["the settings of the forum", "secretariat", "/settings/forum"],
  ["the settings of documents", "secretariat", "/settings/documents"],
  ["the settings of groups", "secretariat", "/settings/groups"],
  ["organisations", "secretariat", "/settings/organisations"],
  ["people", "secretariat", "/settings/people"],
  ["the settings of mail", "secretariat", "/settings/mail"],
  ["the settings of the calendar", "secretariat", "/settings/calendar"],
  ["changes of the settings", "secretariat", "/settings/changes"],
  ["the profile", "coordinator", "/profile"],
  ["clearance", "coordinator", "/clearance"],
  ["answers by mail", "coordinator", "/replies"],
  ["a missing page", "public", "/nowhere"],
] as const;

/** The language of the browser, in which the test's build has made-up messages. */
const locale = "fr";

/** Names that are the same in every language, the citation of a title, and what the browser formats: months, languages. */
const notText = new RegExp(
  [
    "Rapporteur",
    "(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)[a-z]*",
    "grec|anglais|arabe|chinois|français|espagnol|russe",
    "Ctrl|Alt|Esc|Enter|Shift|Tab",
    "UTC",
    // The names of a device and of a host.
    "Linux|localhost",
    // The last word of a list.
    String.raw`(?<= )(?:et|ou)(?= )`,
    "title",
    String.raw`opinion@\d`,
    // An address.
    String.raw`\S+@[a-z]+\.example`,
    // A key.
    "^[a-z]$",
    // The format of a file is part of its name.
    String.raw`\.(?:docx|csv)\b`,
  ].join("|"),
  "gu",
);

/**
 * Text of a page, and of labels that are heard or shown on hover, that has Latin letters and so is in no catalogue. `html`
 * is the page as the server sends it; null for the page that is open.
 */
async function literalsOf(page: Page, html: string | null = null): Promise<string[]> {
  const texts = await page.evaluate((html) => {
    const root = html === null ? document : new DOMParser().parseFromString(html, "text/html");
    const hidden = html === null ? "script, style, noscript, [translate=no]" : "script, style, [translate=no]";
    const found: string[] = [root.title];
    const walker = root.createTreeWalker(root.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"]) {
          found.push(node.getAttribute(name) ?? "");
        }
      } else if (!node.parentElement?.closest(hidden)) found.push(node.nodeValue ?? "");
    }
    return found;
  }, html);
  return [...new Set(texts.filter((text) => /[a-z]/iu.test(text.replace(notText, ""))))];
}

let server: RunningServer;
let browser: Browser;
/** The path of a one-time link for each role. */
let links: Record<string, string>;
let visitors: Record<"public" | "secretariat" | "coordinator", Lanes>;
const build = path.resolve("dist", "disguised");
const scratch = scratchFolder();

beforeAll(async () => {
  execFileSync("node_modules/.bin/tsx", ["tests/support/build-disguised.ts", build]);
  const data = mkdtempSync(path.join(scratch, "data-"));
  links = await writeGreekForum(data, path.join(scratch, "forum"));
  server = await startServer(data, path.join(build, "dist", "server", "main.js"));
  browser = await connectBrowser();
  visitors = {
    public: lanes(await Promise.all([browser.newPage({ locale }), browser.newPage({ locale })])),
    secretariat: lanes(await signedIn("secretariat")),
    coordinator: lanes(await signedIn("coordinator")),
  };
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(build, { recursive: true, force: true });
});

/**
 * Signs in, and opens two pages in contexts with that session, because the link works once. The button of the sign-in
 * page has a disguised name. It is the only one in the form.
 */
async function signedIn(role: string): Promise<[Page, Page]> {
  const page = await browser.newPage({ locale, viewport: { width: 1440, height: 900 } });
  await page.goto(server.url + (links[role] ?? ""));
  await page.locator("main form button[type=submit], main button").first().click();
  await page.waitForURL((url) => url.pathname === "/");
  const other = await browser.newPage({ locale, viewport: { width: 1440, height: 900 } });
  await other.context().addCookies(await page.context().cookies());
  return [page, other];
}

/** What a person does on a page. Names are disguised, so controls are found by their place. */
interface Step {
  name: string;
  /** The result is looked at when this is on the page. */
  until: string;
  act: (page: Page) => Promise<void>;
}

const primary = ".dialog .button-primary";

/** Parts of pages that only open on an action, in the order of the actions on one page. */
const walks: readonly (readonly [name: string, role: "secretariat" | "coordinator", address: string, Step[]])[] = [
  [
    "the composer",
    "coordinator",
    "/read/opinion@2",
    [
      {
        name: "a comment",
        until: ".composer",
        act: async (page) => {
          await selectWords(page, "πρώτο");
          await pressOnWords(page, "c");
        },
      },
      {
        name: "a sent comment",
        until: ".toast",
        act: async (page) => {
          await page.locator(".composer textarea").fill("Σωστό.");
          await page.locator(".composer-actions .button-primary").click();
        },
      },
      {
        name: "a proposal",
        until: ".composer",
        act: async (page) => {
          await selectWords(page, "δεύτερο");
          await pressOnWords(page, "e");
        },
      },
    ],
  ],
  [
    "the export dialog",
    "secretariat",
    "/read/opinion@2?panel=export",
    [
      { name: "its first choice", until: ".dialog input[type=radio]", act: () => Promise.resolve() },
      {
        name: "filters",
        until: ".dialog input[type=radio]",
        act: async (page) => {
          for (const fold of await page.locator(".dialog summary").all()) await fold.click();
        },
      },
      {
        name: "a saved file",
        until: ".toast",
        act: async (page) => {
          await Promise.all([
            page.waitForEvent("download"),
            page
              .locator(".dialog button[type=submit], " + primary)
              .first()
              .click(),
          ]);
        },
      },
    ],
  ],
  [
    "the link dialog",
    "secretariat",
    "/compare/opinion@1/opinion@2",
    [
      {
        name: "open",
        until: ".link-dialog",
        act: (page) => page.locator(".row-tools button").last().click(),
      },
      {
        name: "a saved link",
        until: ".toast",
        act: async (page) => {
          await page.locator(".link-dialog textarea, .link-dialog input").last().fill("Έτσι.");
          await page.locator(primary).click();
        },
      },
    ],
  ],
  [
    "the fields of a decision",
    "secretariat",
    "/read/opinion@2?note=proposal",
    [
      {
        name: "the actions of a comment",
        until: ".thread-more .menu",
        act: (page) => page.locator("article.thread.is-open .thread-more button").last().click(),
      },
      {
        name: "open",
        until: ".desk-outcomes",
        act: (page) => page.locator(".thread-more [role=menuitem]").first().click(),
      },
      {
        name: "merging",
        until: ".desk-reasons",
        act: (page) => page.locator(".desk-outcomes button").nth(4).click(),
      },
      {
        name: "a recorded decision",
        until: ".toast",
        act: async (page) => {
          await page.keyboard.press("Escape");
          await page.locator(".desk-outcomes button").first().click();
          await page.locator(".desk-reason textarea").press("Enter");
        },
      },
    ],
  ],
  [
    "a contribution",
    "secretariat",
    "/contributions",
    [
      {
        name: "a received file",
        until: ".sent-file a",
        act: (page) =>
          page.locator("input[type=file]").setInputFiles({
            name: "σχόλια.docx",
            mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            buffer: Buffer.from(greekContribution()),
          }),
      },
      {
        name: "its review",
        // The items without a location are there earlier; keys work once the text is.
        until: ".review-room .item-card",
        act: (page) => page.locator(".sent-file a").first().click(),
      },
      {
        name: "an open item",
        until: ".item-card.is-open",
        act: (page) => page.keyboard.press("n"),
      },
      {
        name: "the import",
        until: ".toast",
        act: async (page) => {
          await page.locator(".upload-decision .button-primary").click();
          const dialog = page.locator(primary);
          if (await dialog.isVisible()) await dialog.click();
        },
      },
    ],
  ],
  [
    "people",
    "secretariat",
    "/settings/people",
    [
      {
        name: "a new person",
        until: ".dialog form",
        act: (page) => page.locator(".list-head .button-primary").click(),
      },
      {
        name: "a refused import",
        until: ".import-lines",
        act: async (page) => {
          await page.keyboard.press("Escape");
          await page.locator(".list-head > button").first().click();
          const buffer = Buffer.from("name,e-mail\nΆννα,-\nΜαρία,\n");
          await page.locator("input[type=file]").setInputFiles({ name: "λίστα.csv", mimeType: "text/csv", buffer });
        },
      },
      {
        name: "selected people",
        until: ".bulk-actions",
        act: async (page) => {
          await page.keyboard.press("Escape");
          await page.locator(".list-count input").check();
        },
      },
      {
        name: "the actions on a person",
        until: ".menu",
        act: (page) => page.locator(".record-actions button").first().click(),
      },
    ],
  ],
];

test.each(walks)("%s shows only text of the catalogues at each step", async (_name, role, address, steps) => {
  const literals: string[] = [];
  await visitors[role](async (page) => {
    await page.goto(server.url + address);
    for (const { name, until, act } of steps) {
      await act(page);
      await page.locator(until).first().waitFor();
      literals.push(...(await literalsOf(page)).map((text) => `${name}: ${text}`));
    }
  });
  expect(literals).toEqual([]);
});

// Several at once, because each page mostly waits until it is still.
test.concurrent.each(pages)("%s shows only text of the catalogues", async (_name, role, address) => {
  const literals = await visitors[role](async (page) => {
    await page.goto(server.url + address);
    await page.locator("main").first().waitFor();
    await page.waitForLoadState("networkidle");
    const sent = await page.request.get(server.url + address, {
      maxRetries: 1,
      headers: { "Accept-Language": locale },
    });
    return [...(await literalsOf(page)), ...(await literalsOf(page, await sent.text()))];
  });
  expect(literals).toEqual([]);
});

test("pages have the language and direction that a person chose", async () => {
  await visitors.coordinator(async (page) => {
    const choose = async (language: string): Promise<void> => {
      await page.goto(`${server.url}/profile`);
      await page.locator("select:has(option[value=ar])").selectOption(language);
      await page.locator(`html[lang=${language || locale}]`).waitFor();
    };
    await choose("ar");
    await page.goto(`${server.url}/circles`);
    await page.locator("html[lang=ar][dir=rtl] main h1").waitFor();
    await page.waitForLoadState("networkidle");
    expect(await literalsOf(page)).toEqual([]);
    await choose("en");
    await page.goto(`${server.url}/circles`);
    await page.locator("html[lang=en][dir=ltr] main h1", { hasText: "Circles" }).waitFor();
    await page.getByRole("button", { name: "Create a circle" }).waitFor();
    await choose("");
  });
});

import type { Page } from "playwright-core";
import { axeFaults } from "./axe-faults.ts";
import { lanes, type Lanes } from "./lanes.ts";
import { sharedServer } from "./model-server.ts";

/** The pages of a forum, each with a role that opens it. The pages of drafts take about as long as all others. */
const pages = {
  drafts: [
    ["documents", "public", "/"],
    ["the reading room", "public", "/read/opinion-5@3"],
    ["the reading room in Arabic", "public", "/read/opinion-5@3:ar"],
    ["the reading room in Chinese", "public", "/read/opinion-5@3:zh"],
    ["a chosen clause", "secretariat", "/read/opinion-5@3?clause=recalling-b"],
    ["an open comment", "secretariat", "/read/opinion-5@3?note=o5-1-resolutions"],
    ["filters without a match", "public", "/read/opinion-5@3?text=nothing+like+it"],
    ["the report", "public", "/read/sg-report@2"],
    ["the comparison in one column", "public", "/compare/opinion-5@1/opinion-5@2"],
    ["the comparison side by side", "public", "/compare/opinion-5@1/opinion-5@2?view=side&clauses=changed"],
    ["a clause's history", "public", "/history/opinion-5@3/recognizing-d"],
    ["the comparison of two documents", "public", "/compare/opinion-6@3/opinion-7@2?view=side"],
    ["the comparison with an Arabic text", "public", "/compare/opinion-5@3/opinion-5@3:ar?view=side"],
    ["the comparison for the secretariat", "secretariat", "/compare/opinion-5@1/opinion-5@3"],
    ["documents for the secretariat", "secretariat", "/"],
    ["a document's outcomes", "public", "/outcomes/opinion-5"],
    ["a version's outcomes for the secretariat", "secretariat", "/outcomes/version/opinion-5@3?note=o5-2-cable-cost"],
    ["comment outcomes without a match", "public", "/outcomes/opinion-5?text=nothing+like+it"],
    ["proposal uptake", "public", "/uptake/opinion-5"],
    ["choosing a location for a comment", "secretariat", "/read/opinion-5@3?placing=o5-2-cable-cost"],
    ["positions by group", "public", "/positions/opinion-5@3"],
    ["a group's position on a clause", "public", "/positions/opinion-5@3?clause=recalling-a&group=member-state"],
    ["the flow chart of a text", "public", "/evolution/opinion-5?colour=group"],
    ["the flow chart of an Arabic text", "public", "/evolution/opinion-5?language=ar"],
    ["the changes of a report as a chart", "public", "/evolution/sg-report?picture=changes"],
    ["the comments of a document as a chart", "public", "/evolution/opinion-5?picture=said"],
    ["a chart as a table", "public", "/evolution/opinion-5?as=table"],
    ["the barometer of a draft with brackets", "public", "/barometer/opinion-7"],
  ],
  lists: [
    ["the barometer of a first draft", "public", "/barometer/opinion-7?draft=opinion-7@1"],
    ["the barometer of Arabic drafts", "public", "/barometer/opinion-5?language=ar"],
    ["the barometer of a report", "public", "/barometer/sg-report"],
    ["the sign-in page", "public", "/sign-in"],
    ["the next draft", "secretariat", "/next-draft/opinion-5@3"],
    ["a draft with brackets", "public", "/read/opinion-7@3"],
    ["the upload", "secretariat", "/upload/opinion-5"],
    ["contributions", "secretariat", "/contributions"],
    ["contributions for the public", "public", "/contributions"],
    ["circles", "secretariat", "/circles"],
    ["a person", "public", "/people/amina-diallo"],
    ["an organisation", "coordinator", "/organisations/mct-valdoria"],
    ["letters", "secretariat", "/letters/opinion-5@3:en"],
    ["the public record of a draft", "public", "/record/opinion-5@3:ar?clauses=all"],
    ["a letter", "public", "/letters/opinion-5@3:ar?recipient=mct-valdoria"],
    ["the inbox", "secretariat", "/inbox"],
    ["announcements", "secretariat", "/announcements"],
    ["the answers to a consultation", "secretariat", "/answers/opinion-5@3"],
    ["the start page of a coordinator", "coordinator", "/"],
    ["the dialog of a consultation", "secretariat", "/read/opinion-5@3?panel=consultation"],
    ["a draft whose consultation has closed", "public", "/read/sg-report@4"],
    ["who may do what", "public", "/policy"],
    ["the audit chain", "public", "/audit"],
    ["the set-up", "secretariat", "/set-up?step=people"],
    ["the end of the set-up", "secretariat", "/set-up"],
    ["the settings of the forum", "secretariat", "/settings/forum"],
    ["the settings of documents", "secretariat", "/settings/documents"],
    ["the settings of groups", "secretariat", "/settings/groups"],
    ["organisations", "secretariat", "/settings/organisations?state=all"],
    ["people", "secretariat", "/settings/people"],
    ["people without a match", "secretariat", "/settings/people?search=nobody"],
    ["the settings of mail", "secretariat", "/settings/mail"],
    ["the settings of the calendar", "secretariat", "/settings/calendar"],
    ["changes of the settings", "secretariat", "/settings/changes"],
    ["settings that are refused", "public", "/settings/people"],
    ["the profile", "coordinator", "/profile"],
    ["the profile of the secretariat", "secretariat", "/profile"],
    ["clearance", "coordinator", "/clearance"],
    ["answers by mail", "coordinator", "/replies"],
    ["clearance without an organisation that clears", "secretariat", "/clearance"],
    ["a missing page", "public", "/nowhere"],
  ],
} as const;

/** The window sizes and colour schemes in which each page is looked at. */
const looks = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 390, height: 844, colorScheme: "dark" },
] as const;

/**
 * Defines one test for each page of a part: at 1440 px in light and at 390 px in dark, axe finds no faults, and nothing is
 * wider than the window. Every other page is opened on the phone first, and then grows. Several pages open at once,
 * because each mostly waits until it is still.
 */
export function lookAtEveryPage(part: keyof typeof pages): void {
  const server = sharedServer();
  let visitors: Record<"public" | "secretariat" | "coordinator", Lanes>;

  beforeAll(async () => {
    visitors = {
      public: lanes([await server.visitor(), await server.visitor()]),
      secretariat: lanes([await server.visitor("secretariat"), await server.visitor("secretariat")]),
      coordinator: lanes([await server.visitor("coordinator")]),
    };
  });

  let opened = 0;
  test.concurrent.each<(typeof pages)[typeof part][number]>(pages[part])(
    "axe finds no fault on %s",
    async (_name, role, path) => {
      opened += 1;
      const [first, second] = opened % 2 === 0 ? looks : looks.toReversed();
      await visitors[role](async (page) => {
        await takeLook(page, first);
        await page.goto(server.url + path);
        await page.locator("main").first().waitFor();
        await page.waitForLoadState("networkidle");
        await expectNoFault(page, first);
        await takeLook(page, second);
        await page.waitForLoadState("networkidle");
        await expectNoFault(page, second);
      });
    },
  );
}

type Look = (typeof looks)[number];

async function takeLook(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
}

async function expectNoFault(page: Page, { width, colorScheme }: Look): Promise<void> {
  // A page that was resized is laid out in the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect({ colorScheme, faults: await axeFaults(page) }).toEqual({ colorScheme, faults: [] });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

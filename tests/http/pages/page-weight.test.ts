import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { readClientTags } from "../../../server/http/pages/client-tags.ts";

const clientFolder = path.join(__dirname, "../../../dist/client");

/**
 * Maximum size of the scripts and styles that a page links to or preloads, and of the two fonts that every page in English
 * shows, in bytes compressed with gzip at its default level. About 2 kB are left for features to come. Limits may only fall:
 * if this test fails, load what is new only when it is needed.
 */
const heaviest = [
  ["library", "library/LibraryPage.tsx", 92_200],
  ["reading", "reading/room/ReadingPage.tsx", 136_500],
  ["comparison", "comparison/ComparisonPage.tsx", 107_500],
  ["outcomes", "outcomes/OutcomesPage.tsx", 117_100],
  ["sign-in", "settings/sign-in/SignInPage.tsx", 91_300],
] as const;

test.each(heaviest)("the %s page is not heavier than before", (_page, module, most) => {
  const fonts = fs
    .readdirSync(path.join(clientFolder, "assets"))
    .filter((file) => /-latin-wght-normal-400-\d+-20-.*\.woff2$/u.test(file))
    .map((file) => `/assets/${file}`);
  const { script, preload, styles } = readClientTags(clientFolder)(module, "en");
  const linked = [script ?? "", ...preload, ...styles, ...fonts];
  // A page without its module would always be light enough.
  const name = path.basename(module, ".tsx");
  expect(fonts).toHaveLength(2);
  expect(linked.filter((url) => url.startsWith(`/assets/en/${name}-`)).length).toBeGreaterThan(0);
  const bytes = linked.reduce((sum, url) => sum + gzipSync(fs.readFileSync(path.join(clientFolder, url))).length, 0);
  expect(bytes > most ? `${bytes - most} bytes heavier than ${most}` : "not heavier").toBe("not heavier");
});

test("no page loads zod", () => {
  const scripts = fs
    .readdirSync(clientFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(50);
  // Each value made by zod has this property.
  expect(scripts.filter((name) => fs.readFileSync(path.join(clientFolder, name), "utf8").includes("_zod"))).toEqual([]);
});

import { renderToStaticMarkup } from "react-dom/server";
import { describeOrigin } from "../../../client/word-origins/describe-origin.ts";
import { OriginRuns } from "../../../client/history/ClauseHistoryPage.tsx";
import type { WordOrigins } from "../../../server/core/contract/history-operations.ts";
import type { NamedVersion } from "../../../server/core/contract/fields.ts";
import type { VersionText } from "../../../server/core/text/clause.ts";

const versions = ["first", "second"].map(
  (id) => ({ id, label: id, date: "2013-01-01", documentId: "opinion-5" }) as NamedVersion,
);
const text = { text: "Recognizing\nthat every, office reports", language: "en" } as VersionText;
type OriginRun = WordOrigins["clauses"][number]["runs"][number];
const run = (start: number, end: number, broughtBy: string) => ({
  range: [start, end] as [number, number],
  broughtBy,
  returnedWith: null,
  elsewhere: null,
  proposed: null,
});

test.each<[string, Partial<OriginRun>, string]>([
  ["a draft", {}, "“every office”: added in second, 1 Jan 2013"],
  [
    "another clause of the draft that added them",
    { elsewhere: { version: "second", clause: "c2", citation: "considering b)" } },
    "“every office”: in second, 1 Jan 2013, elsewhere: considering b)",
  ],
  [
    "a draft, and another clause of an earlier one",
    { elsewhere: { version: "first", clause: "c2", citation: "considering b)" } },
    "“every office”: added in second, 1 Jan 2013; in first, 1 Jan 2013, elsewhere: considering b)",
  ],
])("names as the source of words %s", (_what, more, expected) => {
  const described = describeOrigin({ ...run(17, 30, "second"), ...more }, "every office", {
    versions,
    documentId: "opinion-5",
    forum: {},
  });
  expect(described).toBe(expected);
});

const runs = [run(12, 16, "second"), run(17, 23, "first"), run(24, 30, "second"), run(31, 38, "first")];
const markup = renderToStaticMarkup(<OriginRuns text={text} versions={versions} runs={runs} forum={{}} />);
const paragraph = /<p [^>]*class="draft".*?<\/p>/u.exec(markup)?.[0] ?? "";

test("keeps the spaces between runs of different origin", () => {
  expect(paragraph.replaceAll(/<[^>]*>/gu, "")).toBe("that every, office reports");
});

test("underlines the runs that are later than the oldest one", () => {
  const later = [...paragraph.matchAll(/is-later"[^>]*>(.*?)<\/span>/gu)].map(([, words]) => words);
  expect(later).toEqual(["that", "office"]);
});

import { renderToStaticMarkup } from "react-dom/server";
import { OriginRuns } from "../../../client/history/ClauseHistoryPage.tsx";
import type { NamedVersion } from "../../../server/core/contract/fields.ts";
import type { VersionText } from "../../../server/core/text/clause.ts";

const versions = ["first", "second"].map((id) => ({ id, label: id, date: "2013-01-01" }) as NamedVersion);
const text = { text: "Recognizing\nthat every, office reports", language: "en" } as VersionText;
const run = (start: number, end: number, broughtBy: string) => ({
  range: [start, end] as [number, number],
  broughtBy,
  returnedWith: null,
  proposed: null,
});

const runs = [run(12, 16, "second"), run(17, 23, "first"), run(24, 30, "second"), run(31, 38, "first")];
const markup = renderToStaticMarkup(<OriginRuns text={text} versions={versions} runs={runs} forum={{}} />);
const paragraph = /<p class="draft".*?<\/p>/u.exec(markup)?.[0] ?? "";

test("keeps the spaces between runs of different origin", () => {
  expect(paragraph.replaceAll(/<[^>]*>/gu, "")).toBe("that every, office reports");
});

test("underlines the runs that are later than the oldest one", () => {
  const later = [...paragraph.matchAll(/is-later"[^>]*>(.*?)<\/span>/gu)].map(([, words]) => words);
  expect(later).toEqual(["that", "office"]);
});

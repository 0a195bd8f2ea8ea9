import { openCountsOf } from "#core/text/negotiation/read-negotiation.ts";
import { sumOfCounts } from "#core/text/negotiation/negotiation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { barometerCsv } from "../../../server/export/tables/csv.ts";
import { draftOf } from "../../support/draft.ts";

const text = versionTextOf(
  draftOf([
    ["heading", "Article 1", "Terms"],
    ["paragraph", "1", "Parties [shall [often]] meet.", 1],
    ["heading", "[Article 2]", "Aim"],
    ["paragraph", "1", "Option 1: Parties pay.", 1],
  ]),
);
const { clauses, words } = openCountsOf(text);
const version = { id: "v", round: "1", label: "=Draft, 1", date: "2026-03-01", language: "en", address: "treaty@1" };
const lines = barometerCsv([{ draft: { version, counts: sumOfCounts(clauses), words }, text }], "", "en").split("\r\n");

test("names the columns after a byte order mark", () => {
  expect(lines[0]).toBe(
    "\uFEFFAddress,Draft,Date,Level,Article or section,Clause,Brackets,Outermost,Options,Words in brackets,Link",
  );
});

test("has a row for the draft, each article and each clause, also if nothing is open", () => {
  const row = (cells: string): string => `treaty@1,"'=Draft, 1",2026-03-01,${cells}`;
  expect(lines.slice(1, -1)).toEqual([
    row("draft,,,3,2,1,2,/read/treaty@1"),
    row("article,Art. 1,,2,1,0,2,/read/treaty@1#c1"),
    row("clause,Art. 1,Art. 1,0,0,0,0,/read/treaty@1#c1"),
    row("clause,Art. 1,Art. 1.1,2,1,0,2,/read/treaty@1#c2"),
    row("article,Art. 2,,1,1,1,0,/read/treaty@1#c3"),
    row("clause,Art. 2,Art. 2,1,1,0,0,/read/treaty@1#c3"),
    row("clause,Art. 2,Art. 2.1,0,0,1,0,/read/treaty@1#c4"),
  ]);
});

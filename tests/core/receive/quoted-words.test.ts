import type { ContributionItem } from "../../../server/core/receive/contribution.ts";
import { QuotedWords, quotationsIn } from "../../../server/core/receive/quoted-words.ts";
import { anchor } from "../../../server/core/place/anchor.ts";
import { findCited } from "../../../server/core/text/citations/find-cited.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const version = versionTextOf(
  draftOf([
    ["heading", "1", "Purpose"],
    ["paragraph", "1.1", "The Secretariat publishes the identity of the Applicant within ten working days."],
    ["paragraph", "1.2", "It is not the operator’s task to “re-open” the file, unless the Board agrees in writing."],
    ["heading", "2", "Fees"],
    ["paragraph", "2.1", "The Board sets the fees once a year, and the Secretariat publishes the list of fees."],
    ["paragraph", "2.2", "The fees are paid in advance. The fees cover the costs of the Secretariat."],
  ]),
);
const quoted = new QuotedWords(version);

/** Returns the words at which a remark on a clause is placed, with its doubt; "clause" if it stays at the clause. */
function placedAt(citation: string | null, text: string): string {
  const cited = citation === null ? null : findCited(version, citation);
  const targets: ContributionItem["targets"] =
    cited === null ? [{ kind: "document" }] : typeof cited === "string" ? [] : [{ kind: "clause", clause: cited.id }];
  const placed = quoted.placed<Pick<ContributionItem, "targets" | "doubt">>({ targets, doubt: null }, [text]);
  const [target] = placed.targets;
  if (target?.kind !== "range") return target?.kind ?? "none";
  const range = anchor(version, target) ?? [0, 0];
  return [version.text.slice(...range), placed.doubt?.code ?? ""].filter(Boolean).join(" | ");
}

test.each([
  ["the cited clause", "2.1", "“the Secretariat publishes”: why not the Board?", "the Secretariat publishes"],
  ["its section", "2", "Who pays «the costs of the Secretariat»?", "the costs of the Secretariat"],
  ["the section of the clause above", "1.2", 'Say "within ten working days".', "within ten working days"],
  [
    "the whole version, if nothing is cited",
    null,
    "„in advance. The fees cover“ is unclear.",
    "in advance. The fees cover",
  ],
])("finds a quotation in %s", (_where, citation, text, words) => {
  expect(placedAt(citation, text)).toBe(words);
});

test.each([
  ["letter case and apostrophes", "'The Operator's task'", "the operator’s task"],
  ["spaces and hyphens", '"task to  re\u2011open"', "task to “re-open"],
  [
    "words left out",
    "“It is not … in writing.”",
    "It is not the operator’s task to “re-open” the file, unless the Board agrees in writing.",
  ],
  ["words left out in brackets", "“not [...] to”", "not the operator’s task to"],
])("tolerates %s in a quotation", (_difference, text, words) => {
  expect(placedAt("1.2", text)).toBe(words);
});

test("a word that differs, is missing or is added is a doubt", () => {
  for (const misquoted of [
    "publishes the identities of the Applicant",
    "publishes identity of the Applicant",
    "publishes the full identity of the Applicant",
  ])
    expect(placedAt("1.1", `“${misquoted}”`)).toBe("publishes the identity of the Applicant | place-likely");
  expect(placedAt("1.1", "“names the full address of the Applicant”")).toBe("clause");
});

test("words that are quoted from elsewhere than the citation are the likeliest place", () => {
  expect(placedAt("2", "“the identity of the Applicant”")).toBe("the identity of the Applicant | quoted-elsewhere");
  expect(placedAt("2", "“the operator’s”")).toBe("clause");
});

test("a quotation that is there twice decides nothing, and none after it is taken instead", () => {
  expect(placedAt("2.2", "Replace “The fees” by “advance”.")).toBe("clause");
  expect(placedAt("2.1", "“the Secretariat publishes” and “fees”")).toBe("the Secretariat publishes");
});

test("reads quotations in the marks of six languages, and no apostrophes", () => {
  const text = "“a b”, „c d“, « e f », \"g h\", 「i」, ‘j’s k’ and 'l m' of the operators' list, which isn't one";
  expect(quotationsIn(text)).toEqual(["a b", "c d", "e f", "g h", "i", "j’s k", "l m"]);
});

import { candidateReasons } from "#core/place/settlement.ts";
import { uptakeReasons } from "#core/outcome/uptake.ts";
import { placementReasons, placementStates } from "#core/place/placement.ts";
import { proposalProblems } from "#core/propose/proposal-problem.ts";
import { remarkNotices } from "#core/receive/read-contribution.ts";
import { changeClasses, relations } from "#core/compare/comparison.ts";
import { pairingReasons } from "#core/compare/clauses/pairing-explanation.ts";
import { threeWayOutcomes } from "#core/compare/three-way-rows.ts";
import { proposedChanges } from "#core/compile/word-proposal.ts";
import { fieldProblems } from "#core/contract/field-problem.ts";
import { problemCodes } from "#core/contract/problem.ts";
import { readingNotices } from "#core/text/notice.ts";
import {
  comments,
  comparisons,
  exports,
  fields,
  outcomes,
  notices,
  remarks,
  people,
  charts,
  placements,
  problems,
  proposals,
  uptakes,
  versions,
  pairings,
} from "#core/messages/catalogues.ts";
import { messageText, uncheckedText } from "#core/phrases/message-text.ts";
import { fieldProblemText, problemText } from "#core/phrases/problem-text.ts";
import { noticeText } from "#core/phrases/file-text.ts";

test.each([
  [
    { code: "words-replaced-renumbered", params: { from: "2.2", to: "2.3.1", replaced: 4, total: 11 } },
    "The clause 2.2 is now 2.3.1, with 4 of 11 words replaced.",
  ],
  [
    { code: "words-replaced", params: { to: "1.1", replaced: 1, total: 1200 } },
    "1 of 1,200 words in 1.1 was replaced.",
  ],
  [
    { code: "clause-split", params: { from: "2", to: "2a", clauses: 3 } },
    "The clause 2 was split into 3 clauses. The text now begins in 2a.",
  ],
  [{ code: "state-text-changed", params: {} }, "text changed"],
  [{ code: "relation-n:1", params: {} }, "merged"],
  [{ code: "type-code-editorial", params: {} }, "ed"],
  [{ code: "state-orphan", params: {} }, "unplaced"],
  [
    { code: "change-replace", params: { citation: "invites 1", from: "a {to} b", to: "c" } },
    "In invites 1, replace “a {to} b” by “c”.",
  ],
  [{ code: "clause-removed", params: {} }, "The clause {from} was deleted."],
  [{ code: "from-a-later-version", params: {} }, "from-a-later-version"],
])("formats the message %j", (message, words) => {
  expect(uncheckedText(message, "en")).toBe(words);
});

test("has a message for every code of a closed list", () => {
  const codes = [
    ...candidateReasons,
    ...uptakeReasons,
    ...placementReasons,
    ...proposalProblems,
    ...proposedChanges,
    ...placementStates.map((state) => `state-${state}`),
    ...threeWayOutcomes.map((outcome) => `outcome-${outcome}`),
    ...changeClasses.map((name) => `class-${name}`),
    ...relations.map((relation) => `relation-${relation}`),
  ];
  expect(codes.filter((code) => uncheckedText({ code, params: {} }, "en") === code)).toEqual([]);
  const refused = problemCodes.map((code) => problemText({ code, params: {}, errors: [] }, "en"));
  expect(refused.filter(({ title, detail }) => /^problem-/u.test(title) || /^problem-/u.test(detail))).toEqual([]);
  const wrong = fieldProblems.map((code) => fieldProblemText({ pointer: "/body/text", code, params: {} }, "en"));
  expect(wrong.filter((text) => !text.includes(" "))).toEqual([]);
  expect(pairingReasons.filter((code) => !(code in pairings))).toEqual([]);
  const noticed = [...remarkNotices, ...readingNotices];
  expect(noticed.filter((code) => noticeText({ code, params: {} }, "en") === code)).toEqual([]);
});

test("defines no code in two catalogues", () => {
  const codes = [
    comments,
    comparisons,
    exports,
    fields,
    outcomes,
    notices,
    people,
    charts,
    placements,
    problems,
    proposals,
    remarks,
    uptakes,
    versions,
  ].flatMap((catalogue) => Object.keys(catalogue));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test.each(["fr", "ar-EG", "zh", "EN-gb"])(
  "falls back to English for a language without a catalogue (%s)",
  (language) => {
    expect(messageText({ code: "words-replaced", params: { to: "1", replaced: 2, total: 1200 } }, language)).toBe(
      "2 of 1,200 words in 1 were replaced.",
    );
  },
);

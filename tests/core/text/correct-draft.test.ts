import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { correctDraft, undoCorrection } from "#core/text/correct-draft.ts";
import { DraftCorrection, isAssignable } from "#core/text/draft-correction.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { nameClauses } from "#core/text/citations/citation.ts";
import { clauseKinds } from "#core/text/clause.ts";
import { opinion } from "../../export/sample.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

/** Lists the clauses, one per line: kind, label and text. */
function lines(draft: Node | string): string[] | string {
  if (typeof draft === "string") return draft;
  return draft.children.map(
    ({ attrs, textContent }) => `${String(attrs["kind"])} ${String(attrs["label"] ?? "–")} ${textContent}`,
  );
}

const read: ClauseInShort[] = [
  ["verb", null, "noting"],
  ["recital", "a)", "that the costs rise"],
  ["recital", "5", "times a year; b) that few take part,"],
];

test.each<[string, DraftCorrection, string[]]>([
  [
    "joins a clause to the previous one and turns its label into text",
    { kind: "join", clause: "c3", labelAsWords: true },
    ["verb – noting", "recital a) that the costs rise 5 times a year; b) that few take part,"],
  ],
  [
    "splits a clause and takes the label from its text",
    { kind: "split", clause: "c3", offset: 13, label: "b)" },
    ["verb – noting", "recital a) that the costs rise", "recital 5 times a year;", "recital b) that few take part,"],
  ],
  [
    "corrects a label",
    { kind: "name", clause: "c3", label: "b)" },
    ["verb – noting", "recital a) that the costs rise", "recital b) times a year; b) that few take part,"],
  ],
  [
    "turns a false label into text",
    { kind: "name", clause: "c3", label: null, labelAsWords: true, clauseKind: "paragraph" },
    ["verb – noting", "recital a) that the costs rise", "paragraph – 5 times a year; b) that few take part,"],
  ],
  [
    "turns text into a label",
    { kind: "name", clause: "c2", label: "that" },
    ["verb – noting", "recital that the costs rise", "recital 5 times a year; b) that few take part,"],
  ],
])("%s", (_what, correction, clauses) => {
  expect(lines(correctDraft(draftOf(read), correction))).toEqual(clauses);
});

test.each<[string, DraftCorrection]>([
  ["target-not-found", { kind: "join", clause: "nowhere", labelAsWords: true }],
  ["nothing-before", { kind: "join", clause: "title", labelAsWords: true }],
  ["clause-is-bound", { kind: "join", clause: "t-21", labelAsWords: true }],
  ["clause-is-bound", { kind: "split", clause: "n1", offset: 4, label: null }],
  ["clause-is-bound", { kind: "name", clause: "t-12", clauseKind: "paragraph" }],
  ["nothing-to-part", { kind: "split", clause: "r-b", offset: 500, label: null }],
  ["nothing-to-part", { kind: "split", clause: "v1", offset: 9, label: null }],
])("rejects a correction with %s: %j", (problem, correction) => {
  expect(correctDraft(opinion, correction)).toBe(problem);
});

test("renames clauses and keeps footnotes with their references", () => {
  const before = nameClauses(opinion);
  const parted = correctDraft(before, { kind: "split", clause: "recalling-a", offset: 9, label: "b)" }) as Node;
  expect(parted.children.map(({ attrs }) => String(attrs["id"])).slice(2, 7)).toEqual([
    "recalling",
    "recalling-a",
    "recalling-b",
    "note-1",
    "recalling-b~2",
  ]);
  const reference = parted.child(4).children.find(({ type }) => type.name === "footnoteReference");
  expect(reference?.attrs["clause"]).toBe("note-1");
});

test("undoing a correction restores the kind, label and text of every clause", () => {
  const draft = nameClauses(opinion);
  const text = versionTextOf(draft);
  const free = draft.children.filter(({ attrs }) => attrs["kind"] !== "cell" && attrs["kind"] !== "footnote");
  const correction = fc
    .tuple(fc.constantFrom(...free), fc.constantFrom("join", "split", "name"), fc.nat())
    .map(([clause, kind, nth]): DraftCorrection | null => {
      const id = String(clause.attrs["id"]);
      if (kind === "join") return { kind, clause: id, labelAsWords: nth % 2 > 0 };
      if (kind === "name")
        return {
          kind,
          clause: id,
          label: nth % 2 ? null : "7)",
          labelAsWords: nth % 3 > 0,
          clauseKind: "paragraph",
          depth: 2,
        };
      const blanks = [...clause.textContent.matchAll(/(?<=\S) (?=\S)/gu)].map(({ index }) => index);
      const offset = blanks[nth % Math.max(1, blanks.length)];
      return offset === undefined ? null : { kind: "split", clause: id, offset, label: nth % 3 ? null : "(z)" };
    })
    .filter((one) => one !== null);
  fc.assert(
    fc.property(correction, (one) => {
      const corrected = correctDraft(draft, one);
      if (typeof corrected === "string") return;
      const back = undoCorrection(text, one, versionTextOf(corrected));
      const again = back && correctDraft(corrected, back);
      expect((again as Node).textContent).toBe(draft.textContent);
      expect(lines(again as Node)).toEqual(lines(draft));
    }),
    { numRuns: 300 },
  );
});

test.each([
  [null, 0],
  ["", 0],
  ["x".repeat(40), 8],
  ["x".repeat(41), 8],
  ["a)", 9],
])("a clause labelled %j of depth %d is assignable if a correction may name another so", (label, depth) => {
  for (const kind of clauseKinds) {
    const { success } = DraftCorrection.safeParse({ kind: "name", clause: "c1", label, depth, clauseKind: kind });
    expect(isAssignable({ label, depth, kind })).toBe(success);
  }
});

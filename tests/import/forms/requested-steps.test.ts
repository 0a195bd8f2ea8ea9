import fc from "fast-check";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { wordProposal } from "#core/compile/word-proposal.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { placeRemarks } from "../../../server/import/forms/place-remarks.ts";
import { requestedSteps } from "../../../server/import/forms/requested-steps.ts";
import { opinion } from "../../export/sample.ts";
import { draftOf } from "../../support/draft.ts";

const version = versionTextOf(opinion);

/** Returns the clauses as a change makes them; null if the change stays plain text. */
function changed(citation: string, change: string): string[] | null {
  const clause = findCited(version, citation);
  const steps = requestedSteps(opinion, version, change, {
    cited: typeof clause === "string" ? null : clause,
    clauses: [],
  });
  return steps && difference(steps);
}

/** Returns the clauses that the steps create or change, with their labels. */
function difference(steps: readonly ProposalOperation[]): string[] {
  const lines = (node: typeof opinion): string[] =>
    node.children.map(({ attrs, textContent }) => `${String(attrs["label"] ?? "")} ${textContent}`.trim());
  const before = new Set(lines(opinion));
  return lines(applyOperations(opinion, steps).draft).filter((line) => !before.has(line));
}

test.each([
  ["recalling b)", "Replace “more than” by “much beyond”.", "b) that “participation” means much beyond being present,"],
  ["recalling b)", 'change "present" to "heard"', "b) that “participation” means more than being heard,"],
  ["recalling b)", "Delete the words “more than”", "b) that “participation” means being present,"],
  ["recalling b)", "Insert “merely” before “being”;", "b) that “participation” means more than merely being present,"],
  ["recalling b)", "After “being”, insert «fully»", "b) that “participation” means more than being fully present,"],
  ["recalling b)", "Add “and heard” at the end.", "b) that “participation” means more than being present and heard,"],
  ["recalling b)", "« more than » devrait se lire « plus »", "b) that “participation” means plus being present,"],
  ["recalling b)", "Заменить «more than» на «less than».", "b) that “participation” means less than being present,"],
  [
    "recalling b)",
    "Insertar «fully» después de «being»",
    "b) that “participation” means more than being fully present,",
  ],
  ["recalling b)", "将“present”改为“heard”。", "b) that “participation” means more than being heard,"],
  ["recalling b)", "حذف “more than”", "b) that “participation” means being present,"],
  [
    "recalling b)",
    "1) Replace 'more' by 'less'\n2) Delete 'being'",
    "b) that “participation” means less than present,",
  ],
  ["recalling b)", "more than -> less than", "b) that “participation” means less than being present,"],
  ["recalling b)", "“present” → “heard”", "b) that “participation” means more than being heard,"],
  ["recalling b)", "s/more than/less than/", "b) that “participation” means less than being present,"],
  ["recalling b)", "Change more than to less than", "b) that “participation” means less than being present,"],
  ["recalling b)", "Remplacer more than par less than", "b) that “participation” means less than being present,"],
  ["recalling b)", "Insert merely before being", "b) that “participation” means more than merely being present,"],
  ["recalling b)", "“more than” should be deleted.", "b) that “participation” means being present,"],
  ["recalling b)", "Substitute “less” for “more”.", "b) that “participation” means less than being present,"],
  ["recalling b)", "Amend “more” to read “less”", "b) that “participation” means less than being present,"],
  [
    "recalling b)",
    "Lire «\u00a0less\u00a0» au lieu de «\u00a0more\u00a0».",
    "b) that “participation” means less than being present,",
  ],
  ["recalling b)", "تغيير “more” إلى “less”", "b) that “participation” means less than being present,"],
  ["General", "In recalling b), delete “more than ”.", "b) that “participation” means being present,"],
  ["General", "After recalling b), insert a new clause: “c) that figures differ,”.", "c) that figures differ,"],
])("on %s, reads as operations: %s", (citation, change, clause) => {
  expect(changed(citation, change)).toEqual([clause]);
});

test.each([
  ["recalling b)", "Replace “less than” by “more”", "the words do not occur"],
  ["recalling a)", "Replace “the” by “a”", "the words occur twice"],
  ["General", "Replace “more than” by “beyond”", "it names no clause"],
  ["recalling b)", "Replace 'more' by 'less' or by 'no more'.", "it offers a choice"],
  ["recalling b)", "Delete “more than”, if the Board agrees", "it has a condition"],
  ["recalling b)", "Replace “mean” by “intend”", "it is only a part of a word"],
  ["recalling b)", "Change more than to less than or equal to", "it offers a choice without quotation marks"],
  ["recalling b)", "more than → less than?", "it is a question"],
  ["recalling b)", "Delete the last sentence.", "the clause has one sentence only"],
  ["recalling b)", "This needs to be stronger.", "it is not an instruction"],
  ["recalling b)", "Delete “more than”\nand think again", "one of its lines is not an instruction"],
  ["table 1, 2:2", "Delete", "a cell cannot be deleted"],
])("on %s, keeps “%s” as text: %s", (citation, change) => {
  expect(changed(citation, change)).toBeNull();
});

test("reads the deletion of a clause, and several operations from one row", () => {
  const clause = version.clauses.find(({ id }) => id === "o-2")!;
  expect(requestedSteps(opinion, version, "Delete this paragraph.", { cited: clause, clauses: [] })).toEqual([
    { kind: "delete", clause: "o-2" },
  ]);
  expect(changed("recalling b)", "Replace “more” by “less”\nDelete “being ”")).toEqual([
    "b) that “participation” means less than present,",
  ]);
});

const fees = draftOf([
  ["paragraph", "1", "The Board sets the fees. See Art. IV of the Charter. Fees are paid in advance."],
]);

/** Returns the text of the only clause as a change in the column of changes, or a comment, makes it; null if it stays a comment. */
function withFees(change: string | null, comment = "", draft = fees): string | null {
  const proposed = change === null ? null : { text: change, steps: null };
  const place = { citation: "1", quote: null, selectors: null };
  const remark = { id: "row 2", author: "", source: "", date: null, type: null, resolved: false, replies: [] };
  const terms = { from: "2013-02-01", to: "2013-02-06", timeZone: "UTC" };
  const version = { draft, text: versionTextOf(draft) };
  const [item] = placeRemarks([{ ...remark, text: comment, place, proposed }], version, terms).items;
  return item?.kind === "proposal" ? applyOperations(draft, item.operations).draft.textContent : null;
}

const [sets, see, paid] = ["The Board sets the fees.", "See Art. IV of the Charter.", "Fees are paid in advance."];

test.each([
  ["Delete the last sentence.", `${sets} ${see}`],
  ["Strike first sentence", `${see} ${paid}`],
  ["Supprimer la deuxième phrase de ce paragraphe", `${sets} ${paid}`],
  ["Suprimir la última frase.", `${sets} ${see}`],
  ["Исключить второе предложение", `${sets} ${paid}`],
  ["حذف الجملة الأخيرة.", `${sets} ${see}`],
  ["删除第二句", `${sets} ${paid}`],
  ["The final sentence should be deleted.", `${sets} ${see}`],
  ["ADD: Nobody else does.", `${sets} ${see} ${paid} Nobody else does.`],
  ["New sentence: “Nobody else does.”", `${sets} ${see} ${paid} Nobody else does.`],
  ["Ajouter à la fin du paragraphe : Personne d’autre.", `${sets} ${see} ${paid} Personne d’autre.`],
  ["1) Delete the last sentence.\n2) Add at the end: “Nobody else does.”", `${sets} ${see} Nobody else does.`],
  ["Fees are paid in arrears.", `${sets} ${see} Fees are paid in arrears.`],
  ["Proposed text: “The Board alone sets the fees.”", `The Board alone sets the fees. ${see} ${paid}`],
  ["La phrase devrait se lire : « Fees are not paid in advance. »", `${sets} ${see} Fees are not paid in advance.`],
  [`${sets} See Art. VI of the Charter. ${paid}`, `${sets} See Art. VI of the Charter. ${paid}`],
])("reads as a change of its clause: %s", (change, text) => {
  expect(withFees(change)).toBe(text);
});

test.each([
  ["Delete the fifth sentence.", "the clause has no such sentence"],
  ["ADD: a list of fees", "it is no sentence, so nothing says where in the clause it goes"],
  ["ADD: Nobody else does, or few do.", "it offers a choice"],
  ["The members pay for everything in the end.", "too few of its words are in the clause"],
])("keeps “%s” as text: %s", (change) => {
  expect(withFees(change)).toBeNull();
});

test("a retyped sentence that might be either of two stays text", () => {
  const similar = draftOf([
    ["paragraph", "1", "The Board sets all fees for ships. The Board sets all fees for ports."],
  ]);
  expect(withFees("The Board sets all fees for boats.", "", similar)).toBeNull();
});

test("wording that begins with a condition or asks a question stays text, unless the clause does", () => {
  expect(withFees("If possible, fees are not paid in advance.")).toBeNull();
  expect(withFees("Fees are paid in advance?")).toBeNull();
  const conditional = draftOf([["paragraph", "1", "If ships call, fees are paid in advance."]]);
  expect(withFees("If ships call, fees are paid at once.", "", conditional)).toContain("at once");
});

test("a comment without a column of changes is a proposal if a line of it asks for one, and no other leaves a choice", () => {
  expect(withFees(null, "Too slow.\nReplace “in advance” by “at once”.")).toBe(`${sets} ${see} Fees are paid at once.`);
  expect(withFees(null, "Proposed text: Money is due at once.")).toBeNull();
  expect(withFees(null, "Proposed text: Fees are not paid in advance.")).toBe(
    `${sets} ${see} Fees are not paid in advance.`,
  );
  expect(withFees(null, "Replace “in advance” by “at once”.\nIf not, leave it.")).toBeNull();
  expect(withFees(null, "Fees are not paid in advance.")).toBeNull();
});

test("a row that cites a heading proposes a change of the clause below it, and is placed there", () => {
  const draft = draftOf([
    ["heading", "1", "Fees"],
    ["paragraph", "1.1", "The fees are paid in advance."],
    ["paragraph", "1.2", "The Board sets the fees."],
  ]);
  const section = versionTextOf(draft);
  const propose = (text: string) => {
    const place = { citation: "1", quote: null, selectors: null };
    const remark = {
      id: "row 2",
      author: "",
      source: "",
      date: null,
      text: "",
      type: null,
      resolved: false,
      replies: [],
    };
    const proposed = { text, steps: null };
    const terms = { from: "2013-02-01", to: "2013-02-06", timeZone: "UTC" };
    return placeRemarks([{ ...remark, place, proposed }], { draft, text: section }, terms).items[0];
  };
  const item = propose("Replace “in advance” by “at once”.");
  expect([item?.kind, item?.targets]).toMatchObject(["proposal", [{ start: { clause: section.clauses[1]!.id } }]]);
  // Nothing tells which clause of the section is meant.
  expect(propose("Add “Nobody else does.” at the end.")?.kind).toBe("comment");
  expect(propose("Delete this paragraph.")?.kind).toBe("comment");
});

test("reads an exported proposal back to the same text, or as text", () => {
  let read = 0;
  let all = 0;
  fc.assert(
    fc.property(steps(), (operations) => {
      const change = wordProposal(opinion, operations)
        .map((step) => uncheckedText(step, "en"))
        .join("\n");
      const found = requestedSteps(opinion, version, change, { cited: null, clauses: [] });
      all += 1;
      if (!found) return;
      read += 1;
      expect(textOf(found)).toBe(textOf(operations));
    }),
    { numRuns: 300 },
  );
  expect(read).toBeGreaterThan(all / 2);
});

function textOf(operations: readonly ProposalOperation[]): string {
  return versionTextOf(applyOperations(opinion, operations).draft).text;
}

/**
 * One or two steps on clauses other than cells: replacing or deleting whole words, and inserting, deleting or
 * relabelling clauses.
 */
function steps(): fc.Arbitrary<ProposalOperation[]> {
  const step = fc
    .record({
      clause: fc.constantFrom(...version.clauses.filter(({ kind }) => kind !== "cell")),
      from: fc.nat(),
      length: fc.integer({ min: 1, max: 4 }),
      to: fc.array(fc.constantFrom("wholly", "new", "words", "indeed"), { minLength: 1, maxLength: 3 }),
      act: fc.constantFrom("replace", "delete", "insert-clause", "delete-clause", "relabel"),
    })
    .map(({ clause, from, length, to, act }): ProposalOperation => {
      const content = [{ type: "text", text: to.join(" ") }];
      if (act === "delete-clause" && clause.kind !== "footnote") return { kind: "delete", clause: clause.id };
      if (act === "relabel") return { kind: "relabel", clause: clause.id, label: "7" };
      if (act === "insert-clause") {
        const { kind, depth } = clause.kind === "footnote" ? ({ kind: "recital", depth: 0 } as const) : clause;
        return { kind: "insert", after: clause.id, clause: { kind, depth, label: "(q)", content } };
      }
      const words = [...version.text.slice(clause.start, clause.end).matchAll(/\S+/gu)];
      const first = words[from % words.length]!;
      const last = words[Math.min(words.indexOf(first) + length, words.length) - 1]!;
      return {
        kind: "replace",
        start: { clause: clause.id, offset: first.index },
        end: { clause: clause.id, offset: last.index + last[0].length },
        content: act === "delete" ? [] : content,
      };
    });
  return fc
    .array(step, { minLength: 1, maxLength: 2 })
    .filter((found) => applyOperations(opinion, found).problems.length === 0);
}

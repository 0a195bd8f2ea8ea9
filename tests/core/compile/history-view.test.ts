import fc from "fast-check";
import { clauseFlows, wordsInClauses } from "#core/lineage/lineage.ts";
import { compare } from "#core/compare/compare.ts";
import type { DocumentHistory, HistoryDraft } from "#core/compile/document-history.ts";
import { historyView, strandChange, usualGrain, type HistoryView } from "#core/compile/history-view.ts";
import { changesTable, flowTable, commentsTable } from "#core/phrases/evolution-tables.ts";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";
import type { VersionText } from "#core/text/clause.ts";
import { version } from "../compare/versions.ts";

/** Returns the history of texts that follow one another. Every clause counts as added by its own draft. */
function historyOf(...texts: VersionText[]): DocumentHistory {
  return {
    documentId: "d",
    document: "Opinion 5",
    language: "en",
    groups: defaultGroups.map(({ id }) => id),
    drafts: texts.map((text, at): HistoryDraft => {
      const words = wordsInClauses(text);
      const round = String(at + 1);
      return {
        version: {
          id: `v${round}`,
          round,
          label: `Draft ${round}`,
          date: "2013-02-06",
          language: "en",
          address: `d@${round}`,
        },
        clauses: text.clauses.map(({ id, kind, depth, citation }, index) => ({
          id,
          kind,
          depth,
          citation,
          words: words[index] ?? 0,
          broughtBy: at,
        })),
        taken: [],
        said: [],
      };
    }),
    steps: texts.slice(1).map((revised, at) => {
      const base = texts[at] ?? revised;
      const { pairs, kept } = compare(base, revised);
      const indexes = (text: VersionText, ids: readonly string[]): number[] =>
        ids.map((id) => text.clauses.findIndex((clause) => clause.id === id));
      return {
        pairs: pairs.map(({ relation, edited, moved, renumbered, ...pair }) => ({
          relation,
          edited,
          moved,
          renumbered,
          base: indexes(base, pair.base),
          revised: indexes(revised, pair.revised),
        })),
        flows: clauseFlows(base, revised, kept).map((flow) => [...flow]),
      };
    }),
  };
}

const first = version(
  [
    "a)| every voice is heard in the hall",
    "b)| halls are far away and cold in the winter",
    "c)| records are kept of all meetings",
  ].join("\n"),
);
const moved = version(
  [
    "a)| records are kept of all meetings",
    "b)| every voice is heard in the great hall",
    "c)| the doors stand open to whoever comes",
  ].join("\n"),
);
const view = historyView(historyOf(first, moved), "clause");

/** Lists each strand by its clause names in the drafts. */
const named = ({ items, strands }: HistoryView): (string | null)[][] =>
  strands.map((strand) =>
    strand.map((position, draft) => (position === null ? null : (items[draft]?.[position]?.name ?? ""))),
  );

test("follows clauses in the order of the last draft, and removed clauses after their predecessor", () => {
  expect(named(view)).toEqual([
    ["c)", "a)"],
    ["a)", "b)"],
    ["b)", null],
    [null, "c)"],
  ]);
});

test("lists the words added and deleted in each clause", () => {
  expect(changesTable(view, "en").rows.map(({ head, cells }) => [head, ...cells])).toEqual([
    ["a)", "unchanged"],
    ["b)", "1 added"],
    ["b) (deleted)", "9 deleted"],
    ["c)", "7 added"],
  ]);
});

test("lists a clause's length, its change and a link to its history", () => {
  const [, heard] = flowTable(view, {}, "en").rows;
  expect(heard).toEqual({
    head: "b)",
    href: "/history/d@2/v2",
    cells: ["a): 7 words", expect.stringMatching(/^b\): 8 words, edited/u)],
  });
});

test("lists comments by draft and group, whole-document ones first, small groups combined", () => {
  const history = historyOf(first, moved);
  history.drafts[0]?.said.push(
    { kind: "comment", clauses: [], groups: ["academia"] },
    { kind: "proposal", clauses: [0], groups: ["member-state", null] },
  );
  expect(
    commentsTable(historyView(history, "clause"), {}, "en").rows.map(({ head, cells }) => [head, ...cells]),
  ).toEqual([
    ["The whole document", "academia 1", ""],
    ["b)", "Member State 1, small groups 1", ""],
  ]);
});

test("shows a long report by sections, which begin at headings", () => {
  const long = version(
    Array.from({ length: 200 }, (_, index) =>
      index % 20 === 0 ? `heading| Part ${String(index)}` : `paragraph ${String(index)} stands here`,
    ).join("\n"),
  );
  const history = historyOf(long, long);
  expect(usualGrain(history)).toBe("section");
  const { items } = historyView(history, "section");
  expect(items[0]?.map(({ first, end }) => end - first)).toEqual(Array.from({ length: 10 }, () => 20));
});

const words = fc.constantFrom("peace", "order", "voice", "hall", "record", "open", "forum", "draft");
const drafts = fc.array(fc.array(fc.array(words, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 4,
});

test("puts every item in one strand, and its inserted, deleted and kept words add up", () => {
  fc.assert(
    fc.property(drafts, fc.constantFrom("clause", "section"), (texts, grain) => {
      const view = historyView(
        historyOf(...texts.map((lines) => version(lines.map((line) => line.join(" ")).join("\n")))),
        grain,
      );
      view.items.forEach((items, draft) => {
        const positions = view.strands.flatMap((strand) => strand[draft] ?? []).toSorted((one, other) => one - other);
        expect(positions).toEqual(items.map((_, index) => index));
      });
      view.history.steps.forEach((_step, at) => {
        const total = (draft: number): number => view.items[draft]?.reduce((sum, item) => sum + item.words, 0) ?? 0;
        const changes = view.strands.map((strand) => strandChange(view, strand, at));
        const kept = view.flows[at]?.reduce((sum, flow) => sum + flow.words, 0) ?? 0;
        expect(changes.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(total(at + 1) - kept);
        expect(changes.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(total(at) - kept);
        for (const change of changes)
          for (const count of Object.values(change)) expect(count).toBeGreaterThanOrEqual(0);
      });
    }),
    { numRuns: 50 },
  );
});

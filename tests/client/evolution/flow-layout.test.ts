import type { DocumentHistory } from "../../../server/core/compile/document-history.ts";
import { defaultGroups } from "../../../server/core/discuss/stakeholder-group.ts";
import { historyView, historyWithin } from "../../../server/core/compile/history-view.ts";
import {
  barWidth,
  besideItem,
  connected,
  flowLayout,
  legendOf,
  partsBy,
} from "../../../client/evolution/flow-layout.ts";
import { variablePaint } from "../../../client/evolution/ChartFrame.tsx";

/** Two drafts: a) and b) swap places, c) is deleted, d) is new. */
const history: DocumentHistory = {
  documentId: "d",
  document: "Opinion 5",
  language: "en",
  groups: defaultGroups.map(({ id }) => id),
  drafts: [draftOf(0, { a: 10, b: 30, c: 20 }), draftOf(1, { b: 30, a: 10, d: 5 })],
  steps: [
    {
      pairs: [
        { relation: "1:1", edited: false, moved: true, renumbered: false, base: [0], revised: [1] },
        { relation: "1:1", edited: false, moved: false, renumbered: false, base: [1], revised: [0] },
        { relation: "removed", edited: false, moved: false, renumbered: false, base: [2], revised: [] },
        { relation: "added", edited: false, moved: false, renumbered: false, base: [], revised: [2] },
      ],
      flows: [
        [0, 1, 10],
        [1, 0, 30],
      ],
    },
  ],
};

function draftOf(at: number, clauses: Readonly<Record<string, number>>): DocumentHistory["drafts"][number] {
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
    clauses: Object.entries(clauses).map(([id, words]) => ({
      id,
      kind: "recital",
      depth: 0,
      citation: `${id})`,
      words,
      broughtBy: 0,
    })),
    taken: [],
    said: [],
  };
}

const view = historyView(history, "clause");
const shape = { width: 400, inset: 0, rightToLeft: false, partsOf: () => [{ colour: variablePaint("one"), words: 1 }] };
const layout = flowLayout(view, shape);

test("sizes bars by word count and stacks them without overlap", () => {
  const first = layout.bars.filter(({ draft }) => draft === 0);
  const [a, b, c] = first;
  expect((b?.height ?? 0) / (a?.height ?? 1)).toBeCloseTo(3);
  expect((c?.height ?? 0) / (a?.height ?? 1)).toBeCloseTo(2);
  first.slice(1).forEach((bar, index) => {
    const above = first[index];
    expect(bar.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  });
});

test("puts the first draft on the right in a right-to-left layout", () => {
  expect(layout.columns).toEqual([barWidth / 2, 400 - barWidth / 2]);
  expect(flowLayout(view, { ...shape, rightToLeft: true }).columns).toEqual([400 - barWidth / 2, barWidth / 2]);
});

test("marks only deleted clauses as ending", () => {
  expect(layout.bars.filter(({ ends }) => ends).map(({ draft, index }) => [draft, index])).toEqual([[0, 2]]);
});

test("highlights a clause together with its ancestors and descendants", () => {
  expect([...connected(view, 0, 0)]).toEqual(["0 0", "1 1"]);
  expect([...connected(view, 1, 2)]).toEqual(["1 2"]);
});

test.each([
  ["later", { draft: 0, index: 0 }, { draft: 1, index: 1 }],
  ["earlier", { draft: 1, index: 0 }, { draft: 0, index: 1 }],
  ["later", { draft: 0, index: 2 }, { draft: 1, index: 2 }],
  ["earlier", { draft: 0, index: 0 }, { draft: 0, index: 0 }],
  ["after", { draft: 0, index: 2 }, { draft: 0, index: 2 }],
  ["before", { draft: 0, index: 2 }, { draft: 0, index: 1 }],
  ["last", { draft: 1, index: 0 }, { draft: 1, index: 2 }],
] as const)("moves %s from %j to %j", (to, from, place) => {
  expect(besideItem(view, from, to)).toEqual(place);
});

test("shows part of a document with its ancestors and descendants", () => {
  const { drafts, steps } = historyWithin(history, 1, [0, 1]);
  expect(drafts.map(({ clauses }) => clauses.map(({ id }) => id))).toEqual([["b"], ["b"]]);
  expect(steps).toEqual([
    {
      pairs: [{ relation: "1:1", edited: false, moved: false, renumbered: false, base: [0], revised: [0] }],
      flows: [[0, 0, 30]],
    },
  ]);
});

test("colours proposed wording by the groups of the forum", () => {
  const youth = { id: "youth", name: "youth", colour: { light: "#123456", dark: "#abcdef" } };
  const drafts = history.drafts.map((draft, at) =>
    at === 1 ? { ...draft, taken: [{ annotation: "a1", clauses: [0], groups: ["youth"], by: [] }] } : draft,
  );
  const proposed = historyView({ ...history, groups: ["youth"], drafts }, "clause");
  const [part] = partsBy(proposed, "group", { groups: [youth] })(1, 0);
  expect(part?.colour.style).toEqual({ fill: "light-dark(#123456, #abcdef)" });
  expect(legendOf(proposed, "group", { groups: [youth] })[0]).toMatchObject({
    label: "Youth",
    colour: { style: { fill: "light-dark(#123456, #abcdef)" } },
  });
});

import {
  copyTrace,
  emptyTraces,
  inherit,
  isSameOrigin,
  markAdded,
  nowhere,
  type Traces,
} from "#core/lineage/origin-traces.ts";

/** Returns the traces of a text of 4 characters that version 2 added, as proposal 1, and copied from version 4. */
function first(): Traces {
  const traces = emptyTraces(4);
  traces.brought.fill(2);
  traces.proposed.fill(1);
  traces.copiedFrom.fill(4);
  traces.broughtAt.set([0, 1, 2, 3]);
  traces.copiedAt.set([9, 8, 7, 6]);
  return traces;
}

/** Returns the trace of one character. */
const at = (traces: Traces, index: number): (number | undefined)[] => [
  traces.brought[index],
  traces.broughtAt[index],
  traces.returned[index],
  traces.proposed[index],
  traces.copiedFrom[index],
  traces.copiedAt[index],
];

test("a text has no origins at first", () => {
  expect(at(emptyTraces(2), 1)).toEqual([nowhere, 0, nowhere, nowhere, nowhere, 0]);
});

test("kept text has the origins of its source, with the version that restored it", () => {
  const traces = emptyTraces(5);
  inherit(traces, first(), [[1, 3, 2, 4]], nowhere);
  expect(at(traces, 2)).toEqual([2, 1, nowhere, 1, 4, 8]);
  expect(at(traces, 3)).toEqual([2, 2, nowhere, 1, 4, 7]);
  expect([at(traces, 1)[0], at(traces, 4)[0]]).toEqual([nowhere, nowhere]);
  const restored = emptyTraces(5);
  inherit(restored, first(), [[1, 3, 2, 4]], 5);
  expect(at(restored, 2)).toEqual([2, 1, 5, 1, 4, 8]);
});

test("kept text keeps the origins that it already has, and the version that restored it before", () => {
  const [source, traces] = [first(), emptyTraces(4)];
  source.returned.fill(3);
  traces.brought[1] = 6;
  inherit(traces, source, [[0, 3, 0, 3]], nowhere);
  expect([...traces.brought]).toEqual([2, 6, 2, nowhere]);
  expect([...traces.returned]).toEqual([3, nowhere, 3, nowhere]);
});

test("two texts have the same word only at the same location of the same version", () => {
  const [one, other] = [first(), emptyTraces(6)];
  copyTrace(other, one, [2, 4, 1], nowhere);
  expect(isSameOrigin(other, 2, one, 1)).toBe(true);
  expect(isSameOrigin(other, 2, one, 2)).toBe(false);
  other.brought[2] = 1;
  expect(isSameOrigin(other, 2, one, 1)).toBe(false);
});

test("text marked as added has no earlier origin, or names it as another place", () => {
  const traces = first();
  traces.returned.fill(3);
  markAdded(traces, [0, 1], 7, false);
  markAdded(traces, [2, 3], 7, true);
  expect(at(traces, 0)).toEqual([7, 0, nowhere, nowhere, nowhere, 0]);
  expect(at(traces, 1)).toEqual([2, 1, 3, 1, 4, 8]);
  expect(at(traces, 2)).toEqual([7, 2, nowhere, nowhere, 2, 2]);
});

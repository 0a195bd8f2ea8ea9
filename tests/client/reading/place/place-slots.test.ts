import type { TargetHit } from "../../../../server/core/place/placement.ts";
import type { ClausePoint, RangeTarget, Target } from "../../../../server/core/discuss/target.ts";
import {
  nextWaiting,
  placesOf,
  slotsOf,
  withKept,
  withPlace,
  type PlaceSlot,
} from "../../../../client/reading/place/place-slots.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

/** Words of a clause that is named after them. */
function words(exact: string): RangeTarget {
  const at = (offset: number): ClausePoint => ({ clause: exact, offset });
  return { kind: "range", start: at(0), end: at(exact.length), quote: { exact, prefix: "", suffix: "" } };
}

const [one, two, other] = [words("one"), words("two"), words("other")];

function hit(index: number, outcome: TargetHit["outcome"], ...places: Target[]): TargetHit {
  const reason = { code: "same-words", params: {} } as const;
  return { index, target: words(`was ${String(index)}`), state: "exact", score: 1, reason, outcome, places, words: "" };
}

/**
 * Slots as they begin on a draft where one place stands, one is likely and one is gone; where they were settled, with what
 * each stands for, if that was said.
 */
function begun(settled?: readonly Target[], standsFor?: number[][]): PlaceSlot[] {
  const { placement } = placedAnnotation("a");
  const act = { kind: "re-anchored", reason: "", versionId: "v2", at: "2013-02-06T10:00:00Z" } as const;
  const { state, score, reason } = placement;
  const by = placedAnnotation("a").annotation.speaker;
  const now = settled
    ? {
        ...placement,
        targets: [...settled],
        settled: { ...act, standsFor, by, computed: { state, score, reason, targets: [] } },
      }
    : { ...placement, targets: [one, two] };
  return slotsOf(now, [hit(0, "stands", one), hit(1, "unsure", two), hit(2, "gone")]);
}

const shown = (slots: readonly PlaceSlot[]): string[] =>
  slots.map(({ places }) => places.map((place) => (place.kind === "range" ? place.quote.exact : "")).join("+"));

test("what stands is kept; what is likely or gone waits for a choice, in the order of the places", () => {
  expect(shown(begun())).toEqual(["one", "", ""]);
  expect(nextWaiting(begun())).toBe(1);
  expect(nextWaiting(begun(), 1)).toBe(2);
  expect(nextWaiting(begun(), 2)).toBeNull();
});

test("a place is chosen for one, likely ones are kept as offered, and what stands is given up", () => {
  const chosen = withPlace(begun(), 2, other);
  expect(shown(chosen)).toEqual(["one", "", "other"]);
  expect(shown(withKept(chosen, 1, true))).toEqual(["one", "two", "other"]);
  expect(shown(withKept(chosen, 0, false))).toEqual(["", "", "other"]);
});

test("a place may be added besides, and two that come to the same are one", () => {
  const added = withPlace(withPlace(begun(), null, other), 1, one);
  expect(shown(added)).toEqual(["one", "one", "", "other"]);
  expect(placesOf(added)).toEqual({ targets: [one, other], standsFor: [[0, 1], []] });
});

test("settled before, what was kept is kept and what was chosen by hand stands after it", () => {
  expect(shown(begun([two, other]))).toEqual(["", "two", "", "other"]);
});

test("settled before, each has what was chosen for it, and what stands for none comes after", () => {
  const [first, second] = [words("first"), words("second")];
  const slots = begun([first, second, other], [[2, 1], [], [2]]);
  expect(shown(slots)).toEqual(["", "first", "first+other", "second"]);
  expect(placesOf(slots)).toEqual({ targets: [first, other, second], standsFor: [[1, 2], [2], []] });
});

test("a place that is gone and was settled otherwise waits still", () => {
  expect(nextWaiting(begun([one, two, other]))).toBe(2);
});

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

/** Returns a range that covers a whole clause, whose id is its text. */
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
 * Returns the initial slots on a draft where one place is certain, one is likely and one is missing. `settled` gives
 * the places a person chose; `standsFor` says, if known, which targets each of them represents.
 */
function initialSlots(settled?: readonly Target[], standsFor?: number[][]): PlaceSlot[] {
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

test("keeps certain placements; likely and lost ones wait for a choice, in order", () => {
  expect(shown(initialSlots())).toEqual(["one", "", ""]);
  expect(nextWaiting(initialSlots())).toBe(1);
  expect(nextWaiting(initialSlots(), 1)).toBe(2);
  expect(nextWaiting(initialSlots(), 2)).toBeNull();
});

test("chooses a location for one target, accepts a likely one, drops a certain one", () => {
  const chosen = withPlace(initialSlots(), 2, other);
  expect(shown(chosen)).toEqual(["one", "", "other"]);
  expect(shown(withKept(chosen, 1, true))).toEqual(["one", "two", "other"]);
  expect(shown(withKept(chosen, 0, false))).toEqual(["", "", "other"]);
});

test("adds an extra location and merges identical ones", () => {
  const added = withPlace(withPlace(initialSlots(), null, other), 1, one);
  expect(shown(added)).toEqual(["one", "one", "", "other"]);
  expect(placesOf(added)).toEqual({ targets: [one, other], standsFor: [[0, 1], []] });
});

test("after a settlement, keeps accepted locations and lists those chosen by hand last", () => {
  expect(shown(initialSlots([two, other]))).toEqual(["", "two", "", "other"]);
});

test("after a settlement, restores each target's chosen locations and lists extra ones last", () => {
  const [first, second] = [words("first"), words("second")];
  const slots = initialSlots([first, second, other], [[2, 1], [], [2]]);
  expect(shown(slots)).toEqual(["", "first", "first+other", "second"]);
  expect(placesOf(slots)).toEqual({ targets: [first, other, second], standsFor: [[1, 2], [2], []] });
});

test("a lost location still waits if the settlement assigned nothing to it", () => {
  expect(nextWaiting(initialSlots([one, two, other]))).toBe(2);
});

import { carryForward } from "#core/place/carry-forward.ts";
import { carriedFromSettled, settledPlacement } from "#core/place/settled-placement.ts";
import type { Placement } from "#core/place/placement.ts";
import type { PlaceAct } from "#core/place/settlement.ts";
import type { Target } from "#core/discuss/target.ts";
import { speakerOf } from "../discuss/annotations.ts";
import { base, clauses, lookedFor, to, words } from "./carried.ts";

const computed: Placement = {
  annotationId: "a1",
  versionId: "v2",
  state: "approximate",
  score: 0.5,
  reason: { code: "quote-found", params: { from: "considering a)", to: "considering b)" } },
  targets: [words("more people accept")],
};
const { annotationId, versionId, ...uncertain } = computed;

const decision = { reason: "It was moved.", by: speakerOf(null), at: "2013-02-07T10:00:00Z" };
const actOf = (kind: PlaceAct["kind"], targets: Target[]): PlaceAct => ({ ...decision, kind, targets, of: targets });

const traffic = words("regional traffic");
const question = words("the same question");
const whole: Target = { kind: "clause", clause: "c3" };

test("keeps the decision and the computed placement with a settled placement", () => {
  const act = { ...actOf("confirmed", [traffic]), standsFor: [[0]] };
  expect(settledPlacement({ targets: [traffic] }, { act, versionId }, base, computed)).toEqual({
    annotationId,
    versionId,
    state: "shifted",
    score: 1,
    reason: { code: "place-confirmed", params: { to: "considering a)" } },
    targets: [traffic],
    settled: { ...decision, kind: "confirmed", standsFor: [[0]], versionId, computed: uncertain },
  });
});

test.each<[string, Target[], PlaceAct["kind"], Target[], Pick<Placement, "state" | "reason">]>([
  [
    "chosen text that is the same as shifted",
    [traffic, question],
    "re-anchored",
    [traffic, question],
    { state: "shifted", reason: { code: "place-re-anchored", params: { to: "considering a)" } } },
  ],
  [
    "other text as changed",
    [traffic, question],
    "re-anchored",
    [traffic, words("earlier meetings")],
    { state: "text-changed", reason: { code: "place-re-anchored", params: { to: "considering a)" } } },
  ],
  [
    "the same text at an additional place as changed",
    [question],
    "confirmed",
    [question, traffic],
    { state: "text-changed", reason: { code: "place-confirmed", params: { to: "considering c)" } } },
  ],
  [
    "a whole clause as changed",
    [whole],
    "confirmed",
    [whole],
    { state: "text-changed", reason: { code: "place-confirmed", params: { to: "considering b)" } } },
  ],
  [
    "the whole document without a citation",
    [traffic],
    "re-anchored",
    [{ kind: "document" }],
    { state: "text-changed", reason: { code: "place-re-anchored", params: { to: "" } } },
  ],
  [
    "an annotation left unplaced as an orphan",
    [traffic],
    "given-up",
    [],
    { state: "orphan", reason: { code: "place-given-up", params: {} } },
  ],
])("settles %s", (_case, was, kind, targets, expected) => {
  const placement = settledPlacement({ targets: was }, { act: actOf(kind, targets), versionId }, base, computed);
  const { state, score, reason } = placement;
  expect({ state, reason }).toEqual(expected);
  expect([score, placement.targets]).toEqual([1, targets]);
  expect(placement.settled).not.toHaveProperty("standsFor");
});

const { verb, local, record, invites, support, report } = clauses;
/** The first recital becomes two, and the second one is deleted. */
const later = to(
  verb,
  ["recital", "a)", "that exchange points keep regional traffic local;"],
  ["recital", "b)", local[2].replace("keep regional traffic local and ", "")],
  record,
  invites,
  support,
  report,
);

test.each<[string, number[][] | undefined, number[][] | undefined]>([
  ["the same replaced targets for both parts of a split target", [[2], [0, 1]], [[0, 1], [0, 1], []]],
  ["no replaced targets if the person named none", undefined, undefined],
])("records on a later version %s", (_case, standsFor, there) => {
  const targets: Target[] = [whole, { kind: "clause", clause: "c2" }, question];
  const act = { ...actOf("re-anchored", targets), ...(standsFor && { standsFor }) };
  const carried = carryForward({ id: annotationId, targets }, later, "v3");
  const placement = carriedFromSettled(
    { act, versionId },
    carried,
    { ...computed, versionId: "v3" },
    lookedFor(targets, later),
  );
  expect(placement).toEqual({
    ...carried,
    settled: { ...decision, kind: "re-anchored", ...(there && { standsFor: there }), versionId, computed: uncertain },
  });
  expect(placement.targets).toHaveLength(3);
});

import fc from "fast-check";
import {
  charts,
  readEvolutionState,
  writeEvolutionState,
  type EvolutionState,
} from "../../../client/evolution/evolution-address.ts";

const state: fc.Arbitrary<EvolutionState> = fc.record({
  chart: fc.constantFrom("flow", "changes", "comments"),
  as: fc.constantFrom("chart", "table"),
  grain: fc.constantFrom("section", "clause", null),
  colouring: fc.constantFrom("draft", "group"),
  within: fc.option(fc.record({ draft: fc.nat(999), section: fc.nat(999) })),
  language: fc.constantFrom("en", "ar", "zh-Hans", null),
});

test("restores the whole chart state from its address", () => {
  fc.assert(fc.property(state, (shown) => expect(readEvolutionState(writeEvolutionState(shown))).toEqual(shown)));
});

test.each(["picture=nothing", "within=1", "within=-1.2", "grain=word&as=song"])(
  "falls back to the defaults for %s",
  (search) => {
    expect(writeEvolutionState(readEvolutionState(search))).toBe("");
  },
);

test("keeps the addresses of charts", () => {
  const addressOf = (chart: EvolutionState["chart"]): string =>
    writeEvolutionState({ ...readEvolutionState(""), chart });
  expect(charts.map(addressOf)).toEqual(["", "picture=changes", "picture=said"]);
});

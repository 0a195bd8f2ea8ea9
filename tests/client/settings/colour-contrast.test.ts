import { defaultGroups } from "#core/discuss/stakeholder-group.ts";
import { isWeak } from "../../../client/settings/colour-contrast.ts";

test("yellow is hard to see on light paper, and navy on dark paper", () => {
  expect([isWeak("#ffee00", "light"), isWeak("#ffee00", "dark")]).toEqual([true, false]);
  expect([isWeak("#001a4d", "light"), isWeak("#001a4d", "dark")]).toEqual([false, true]);
});

test("the colours of the default groups are easy to see", () => {
  const weak = defaultGroups.filter(({ colour }) => isWeak(colour.light, "light") || isWeak(colour.dark, "dark"));
  expect(weak).toEqual([]);
});

import { defaultGroups } from "#core/discuss/stakeholder-group.ts";
import { isWeak } from "../../../../client/settings/groups/colour-contrast.ts";

test("yellow is hard to see on light paper, and navy on dark paper", () => {
  expect([isWeak("#ffee00", "light"), isWeak("#ffee00", "dark")]).toEqual([true, false]);
  expect([isWeak("#001a4d", "light"), isWeak("#001a4d", "dark")]).toEqual([false, true]);
});

test.each([
  ["2.5 : 1", "#a0a0a0", true],
  ["4.5 : 1", "#747474", false],
])("grey with a contrast of %s on light paper is hard to see: %s, %s", (_contrast, grey, isHard) => {
  expect(isWeak(grey, "light")).toBe(isHard);
});

test("the colours of the default groups are easy to see", () => {
  const weak = defaultGroups.filter(({ colour }) => isWeak(colour.light, "light") || isWeak(colour.dark, "dark"));
  expect(weak).toEqual([]);
});

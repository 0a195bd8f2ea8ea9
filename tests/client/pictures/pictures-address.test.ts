import fc from "fast-check";
import {
  readPicturesState,
  writePicturesState,
  type PicturesState,
} from "../../../client/pictures/pictures-address.ts";

const state: fc.Arbitrary<PicturesState> = fc.record({
  picture: fc.constantFrom("flow", "changes", "said"),
  as: fc.constantFrom("picture", "table"),
  grain: fc.constantFrom("section", "clause", null),
  colouring: fc.constantFrom("draft", "group"),
  within: fc.option(fc.record({ draft: fc.nat(999), section: fc.nat(999) })),
  language: fc.constantFrom("en", "ar", "zh-Hans", null),
});

test("restores the whole chart state from its address", () => {
  fc.assert(fc.property(state, (shown) => expect(readPicturesState(writePicturesState(shown))).toEqual(shown)));
});

test.each(["picture=nothing", "within=1", "within=-1.2", "grain=word&as=song"])(
  "falls back to the defaults for %s",
  (search) => {
    expect(writePicturesState(readPicturesState(search))).toBe("");
  },
);

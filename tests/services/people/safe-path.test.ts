import fc from "fast-check";
import { safePath } from "../../../server/services/people/safe-path.ts";

const site = "https://forum.example";

test.each(["/", "/read/opinion-5@1?clause=a#c", "/inbox?x=//y", "/a/%2F%2Fevil.example"])(
  "keeps our own path %s",
  (path) => {
    expect(safePath(path)).toBe(path);
  },
);

test.each([
  "",
  "read",
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "javascript:alert(1)",
])("leads home instead of to %j", (path) => {
  expect(safePath(path)).toBe("/");
});

test("never leads to another site", () => {
  const parts = fc.constantFrom("/", "\\", ".", "..", "evil.example", "@", ":", "?", "#", "\t", "\n", "%2f", "a");
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (path) => {
      expect(new URL(safePath(path.join("")), site).origin).toBe(site);
    }),
  );
});

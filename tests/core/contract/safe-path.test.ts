import fc from "fast-check";
import { signInPath } from "#core/contract/pages.ts";
import { safePath } from "#core/contract/settings-pages.ts";

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

test.each([
  ["/read/opinion-5@3?clause=title", "/sign-in?return=%2Fread%2Fopinion-5%403%3Fclause%3Dtitle"],
  ["/", "/sign-in"],
  ["/sign-in?token=abc", "/sign-in"],
])("signing in on %s leads back there", (address, path) => {
  expect(signInPath(address)).toBe(path);
});

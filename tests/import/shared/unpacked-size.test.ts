import { strToU8, zipSync } from "fflate";
import { unpackedSize } from "../../../server/import/shared/zip-parts.ts";

test("adds up the sizes that a zip file declares", () => {
  const parts = { "a.xml": strToU8("a".repeat(1e6)), "b/c.xml": strToU8("b".repeat(500_000)) };
  const bytes = zipSync(parts, { comment: "a comment" });
  expect(bytes.length).toBeLessThan(10_000);
  expect(unpackedSize(bytes)).toBe(1_500_000);
});

test("is the size of a file that is no zip file, or a damaged one", () => {
  const zip = zipSync({ a: strToU8("a".repeat(1e5)) });
  expect(unpackedSize(strToU8("text"))).toBe(4);
  expect(unpackedSize(new Uint8Array())).toBe(0);
  expect(unpackedSize(zip.subarray(0, zip.length - 30))).toBe(zip.length - 30);
});

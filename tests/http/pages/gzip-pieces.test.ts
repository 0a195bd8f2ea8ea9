import { gunzipSync } from "node:zlib";
import { gzipPiece, joinGzip, smallGzipPiece } from "../../../server/http/pages/gzip-pieces.ts";

const long = "A text that repeats itself. ".repeat(5000);

test("pieces are joined in any order to a file that has all of them", async () => {
  const [first, second] = [await gzipPiece(Buffer.from(long)), await gzipPiece(Buffer.from("Ἀρχή"))];
  const textOf = (...pieces: Parameters<typeof joinGzip>[0]): string => gunzipSync(joinGzip(pieces)).toString();
  expect(textOf(first, smallGzipPiece("x"), second, smallGzipPiece(""))).toBe(`${long}xἈρχή`);
  expect(textOf(second, first, smallGzipPiece(long), second)).toBe(`Ἀρχή${long}${long}Ἀρχή`);
  expect(joinGzip([first, second]).length).toBeLessThan(1000);
});

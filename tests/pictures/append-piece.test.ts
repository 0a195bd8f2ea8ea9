import fc from "fast-check";
import { appendPiece } from "../../server/pictures/jpeg-data.ts";

const file = Uint8Array.from({ length: 20 }, (_, index) => index);

test("keeps neighbours in a file as one piece", () => {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < file.length; at += 2) if (at !== 8) appendPiece(pieces, file.subarray(at, at + 2));
  expect(pieces).toEqual([file.subarray(0, 8), file.subarray(10)]);
});

test("keeps all bytes in order, also of other arrays", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.tuple(fc.nat(20), fc.nat(4)).map(([start, length]) => file.subarray(start, start + length)),
  );
  fc.assert(
    fc.property(fc.array(piece), (all) => {
      const pieces: Uint8Array[] = [];
      for (const one of all) appendPiece(pieces, one);
      expect(pieces.flatMap((one) => [...one])).toEqual(all.flatMap((one) => [...one]));
    }),
  );
});

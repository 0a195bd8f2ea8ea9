import { hasObjectText, objectText } from "#core/text/object.ts";

test.each(["", "A map", "A [map] of ‹it›"])("knows the text of an object with the description “%s”", (alt) => {
  for (const noun of ["Picture", "Chart", "Diagram", "Drawing", "Object"] as const)
    for (const hash of ["", "7d1fa0c2".repeat(8)])
      expect(hasObjectText(`See ${objectText(noun, { alt, hash })}.`)).toBe(true);
});

test.each(["a picture", "‹Object lessons›", "‹Pictures›", "‹Map›", "‹Picture"])(
  "knows that “%s” is no object",
  (text) => {
    expect(hasObjectText(text)).toBe(false);
  },
);

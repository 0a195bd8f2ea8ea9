import { colours } from "#core/compile/colours.ts";
import { docxStyles } from "../../server/export/docx/styles.ts";
import { commentedStyle, redlineStyle } from "../../server/export/html/style.ts";

const known = new Set(Object.values(colours).flatMap(({ light, dark }) => [light, dark]));
const running = { text: "Opinion 5", direction: "ltr" };

test.each([
  ["a commented page", commentedStyle("on-the-words", running)],
  ["a redline", redlineStyle(running)],
])("%s has only the colours of the screen", (_what, style) => {
  const found = style.match(/#[0-9a-f]{6}\b/gu) ?? [];
  expect(found.filter((colour) => !known.has(colour as never))).toEqual([]);
  expect(style).toContain(`--inserted:${colours["inserted-ink"].light};`);
  expect(style).toContain(`--inserted:${colours["inserted-ink"].dark};`);
});

test("a Word file has only the colours of the screen", () => {
  const found = [...JSON.stringify(docxStyles("en")).matchAll(/"color":"([0-9A-F]{6})"/gu)].map(
    ([, colour = ""]) => `#${colour.toLowerCase()}`,
  );
  expect(new Set(found)).toEqual(
    new Set([colours.accent.light, colours["deleted-ink"].light, colours["ink-soft"].light]),
  );
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { ForumFile } from "#core/access/forum-file.ts";
import { colours, ooxmlColour, pdfColour } from "#core/compile/colours.ts";
import { defaultGroups, groupColour } from "#core/discuss/stakeholder-group.ts";

const sheets = ["styles/tokens.css", "positions/positions.css", "evolution/evolution.css"];
const styles = sheets.map((sheet) => readFileSync(join(__dirname, "../../../client", sheet), "utf8")).join("");
/** The tokens of the style sheets that have a value for each theme. */
const written = new Map(
  [...styles.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);/gu)].map(
    ([, name = "", light, dark]) => [name, { light, dark }] as const,
  ),
);

test.each(Object.entries(colours))("the style sheets have the value of %s", (name, colour) => {
  expect(written.get(name)).toEqual(colour);
});

test("the style sheets name no stakeholder group", () => {
  for (const { id } of defaultGroups.filter((group) => group.id !== "other")) expect(styles).not.toContain(id);
});

const inks = ["ink", "ink-soft", "accent", "inserted-ink", "deleted-ink", "moved-ink", "pencil"] as const;
const washes = ["paper", "inserted-wash", "deleted-wash", "moved-wash", "note-wash", "note-wash-strong"] as const;
const pairs = [
  ...inks.map((ink) => [ink, "paper"] as const),
  ...washes.map((wash) => ["ink", wash] as const),
  ...(["inserted", "deleted", "moved"] as const).map((what) => [`${what}-ink`, `${what}-wash`] as const),
];

test.each(pairs)("%s on %s has a contrast of 4.5:1 or more in both themes", (ink, paper) => {
  expect(contrast(colours[ink].light, colours[paper].light)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colours[ink].dark, colours[paper].dark)).toBeGreaterThanOrEqual(4.5);
});

test.each(inks)("%s has a contrast of 4.5:1 or more on white paper", (ink) => {
  expect(contrast(colours[ink].light, "#ffffff")).toBeGreaterThanOrEqual(4.5);
});

test.each(defaultGroups.map(({ id }) => id))("the colour of %s has a contrast of 4.5:1 or more on paper", (id) => {
  const { light, dark } = groupColour(id, {});
  expect(contrast(light, colours.paper.light)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark, colours.paper.dark)).toBeGreaterThanOrEqual(4.5);
});

test("a group's derived dark colour has a contrast of 4.5:1 or more on dark paper", () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
  fc.assert(
    fc.property(hex, (light) => {
      const groups = ForumFile.shape.forum.shape.groups.parse([{ id: "youth", name: "Youth", colour: { light } }]);
      const { dark } = groupColour("youth", { groups });
      expect(dark).toMatch(/^#[0-9a-f]{6}$/u);
      expect(contrast(dark, colours.paper.dark)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("writes a colour for Word and for PDF", () => {
  expect(ooxmlColour("inserted-ink")).toBe("14532D");
  expect(pdfColour("note-wash")).toEqual([251 / 255, 240 / 255, 196 / 255]);
});

/** The contrast of two colours (WCAG 2.2, contrast ratio). */
function contrast(one: string, other: string): number {
  const [lower = 0, upper = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (upper + 0.05) / (lower + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

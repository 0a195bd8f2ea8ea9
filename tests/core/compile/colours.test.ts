import { readFileSync } from "node:fs";
import { join } from "node:path";
import { colours, colourTokens, ooxmlColour, pdfColour } from "#core/compile/colours.ts";

const styles = readFileSync(join(__dirname, "../../../client/styles/tokens.css"), "utf8");
/** The tokens of the style sheet that have a value for each theme. */
const written = new Map(
  [...styles.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);/gu)].map(
    ([, name = "", light, dark]) => [name, { light, dark }] as const,
  ),
);

test.each(Object.entries(colourTokens()))("the style sheet has the value of %s", (name, colour) => {
  expect(written.get(name)).toEqual(colour);
});

test("the style sheet has no group that is not in the table", () => {
  const groups = [...written.keys()].filter((name) => name.startsWith("group-"));
  expect(groups).toEqual(Object.keys(colourTokens()).filter((name) => name.startsWith("group-")));
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

test.each(Object.entries(colourTokens()).filter(([name]) => name.startsWith("group-")))(
  "the colour of %s has a contrast of 4.5:1 or more on paper",
  (_name, { light, dark }) => {
    expect(contrast(light, colours.paper.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, colours.paper.dark)).toBeGreaterThanOrEqual(4.5);
  },
);

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

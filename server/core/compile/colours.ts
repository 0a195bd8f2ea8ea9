import { type Colour, stakeholderGroups } from "#core/discuss/stakeholder-group.ts";

/**
 * The colours that have a meaning, the same on screen and in exported files. The names are those of the tokens in
 * client/styles/tokens.css; a test holds the two together. Files on paper use the light value. Ink has a contrast of
 * 4.5:1 or more on paper and on the wash of the same name, and the ink of the text has it on every wash.
 */
export const colours = {
  paper: { light: "#fdfcf9", dark: "#161718" },
  "paper-sunk": { light: "#f5f3ed", dark: "#1c1d1f" },
  ink: { light: "#1c1b1a", dark: "#e9e6df" },
  "ink-soft": { light: "#55524d", dark: "#b5b1a8" },
  hairline: { light: "#e2ded5", dark: "#303235" },
  /** Links, sources and the name of the forum. */
  accent: { light: "#0f5c5a", dark: "#6fc2b8" },
  "inserted-ink": { light: "#14532d", dark: "#a6dcae" },
  "inserted-wash": { light: "#dff1e0", dark: "#1b3323" },
  "deleted-ink": { light: "#8c1c3a", dark: "#f2a7b8" },
  "deleted-wash": { light: "#fae3e8", dark: "#3d1e27" },
  "moved-ink": { light: "#5a2d9c", dark: "#c9b3f2" },
  "moved-wash": { light: "#eee7fa", dark: "#2b2340" },
  /** Behind text with a comment. */
  "note-wash": { light: "#fbf0c4", dark: "#3a3318" },
  /** Behind text with a proposal in a PDF, with several comments, or with the comment that is being read. */
  "note-wash-strong": { light: "#f6dc7a", dark: "#5c4f1a" },
  "note-line": { light: "#b58a12", dark: "#d6b04a" },
  /** Beside a proposal on screen. */
  pencil: { light: "#8a5a00", dark: "#e0b35c" },
} as const satisfies Readonly<Record<string, Colour>>;

type ColourName = keyof typeof colours;

/** Returns the tokens of the style sheet that come from this table and from the stakeholder groups, without "--". */
export function colourTokens(): Readonly<Record<string, Colour>> {
  const groups = Object.entries(stakeholderGroups).map(([group, colour]) => [`group-${group}`, colour] as const);
  return { ...colours, ...Object.fromEntries(groups) };
}

/** Returns a light colour as OOXML writes it: "14532D". */
export function ooxmlColour(name: ColourName): string {
  return colours[name].light.slice(1).toUpperCase();
}

/** Returns a light colour as PDF writes it: red, green and blue from 0 to 1. */
export function pdfColour(name: ColourName): [red: number, green: number, blue: number] {
  const part = (at: number): number => Number.parseInt(colours[name].light.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

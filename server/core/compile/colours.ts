import type { Colour } from "#core/discuss/stakeholder-group.ts";

/**
 * The colours that have a meaning, the same on screen and in exported files. The names are those of the tokens in the
 * client's style sheets; a test holds the two together. Stakeholder groups have their own table
 * (discuss/stakeholder-group.ts), because each forum may change it. Files on paper use the light value. Ink has a contrast of
 * 4.5:1 or more on paper and on the wash of the same name, and the ink of the text has it on every wash.
 */
export const colours = {
  paper: { light: "#fdfcf9", dark: "#161718" },
  "paper-sunk": { light: "#f5f3ed", dark: "#1c1d1f" },
  ink: { light: "#1c1b1a", dark: "#e9e6df" },
  "ink-soft": { light: "#55524d", dark: "#b5b1a8" },
  hairline: { light: "#e2ded5", dark: "#303235" },
  "hairline-strong": { light: "#8a857c", dark: "#7b7d7f" },
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
  /** Behind the positions of a group, from brown to teal, which remain distinct with all common colour blindness. */
  "leaning-against": { light: "#f1d2a8", dark: "#5a3c10" },
  "leaning-doubt": { light: "#f9ebd3", dark: "#3d2e17" },
  "leaning-amend": { light: "#dcefed", dark: "#1d3836" },
  "leaning-for": { light: "#a9dcd5", dark: "#14524c" },
  "leaning-divided": { light: "#e3d3ef", dark: "#43305a" },
  /** The drafts of a document in its charts. */
  "draft-0": { light: "#d8d3c6", dark: "#4b4842" },
  "draft-1": { light: "#8fc3ec", dark: "#1f5c8d" },
  "draft-2": { light: "#f3c46c", dark: "#83590c" },
  "draft-3": { light: "#86d1b4", dark: "#15694d" },
  "draft-4": { light: "#ee9f7c", dark: "#93431a" },
  "draft-5": { light: "#dfabd1", dark: "#74406a" },
  "draft-6": { light: "#c9e4f7", dark: "#35617f" },
  "draft-7": { light: "#e9df74", dark: "#6a641b" },
} as const satisfies Readonly<Record<string, Colour>>;

type ColourName = keyof typeof colours;

/** Returns a light colour as OOXML writes it: "14532D". */
export function ooxmlColour(colour: ColourName | Colour): string {
  const { light } = typeof colour === "string" ? colours[colour] : colour;
  return light.slice(1).toUpperCase();
}

/** Returns a light colour as PDF writes it: red, green and blue from 0 to 1. */
export function pdfColour(name: ColourName): [red: number, green: number, blue: number] {
  const part = (at: number): number => Number.parseInt(colours[name].light.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

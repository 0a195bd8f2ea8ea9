import type { Colour } from "#core/discuss/stakeholder-group.ts";

/** The paper of each theme (`--paper` in styles/tokens.css), for previews of the theme that is not shown. */
export const papers: Colour = { light: "#fdfcf9", dark: "#161718" };

/** The ink of each theme (`--ink-soft`). */
export const inks: Colour = { light: "#55524d", dark: "#b5b1a8" };

/** The least contrast of a graphical mark (WCAG 1.4.11). */
const leastContrast = 3;

/** Returns whether a colour is hard to see as a mark on the paper of a theme. */
export function isWeak(colour: string, theme: keyof Colour): boolean {
  const [one, other] = [luminance(colour), luminance(papers[theme])];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < leastContrast;
}

/** Returns the relative luminance of a hex colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

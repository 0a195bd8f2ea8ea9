/** Greek letters of the Symbol font, at the code positions of the Latin letters. */
const greekCapitals = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const greekSmall = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/** The most common symbols, by font and code position. */
const signs: Readonly<Record<string, string>> = {
  "symbol b7": "•",
  "symbol b3": "≥",
  "symbol a3": "≤",
  "symbol b1": "±",
  "symbol b4": "×",
  "symbol ae": "→",
  "symbol b0": "°",
  "symbol 2d": "−",
  "symbol a7": "§",
  "wingdings a7": "▪",
  "wingdings 6c": "●",
  "wingdings 6e": "■",
  "wingdings d8": "➢",
  "wingdings e0": "→",
  "wingdings df": "←",
  "wingdings fc": "✓",
  "wingdings a8": "□",
  "wingdings fe": "☑",
};

/**
 * Returns the character that a font's symbol represents. Word stores a symbol as a code position in the font (F0B7 is
 * position B7), which is meaningless without the font. Returns undefined if the font or the position is unknown.
 */
export function characterOfSymbol(font: string, code: string): string | undefined {
  const value = Number.parseInt(code, 16);
  if (!Number.isFinite(value)) return undefined;
  const isPrivate = value >= 0xf000 && value <= 0xf0ff;
  const position = isPrivate ? value - 0xf000 : value;
  const character = signs[`${font.toLowerCase()} ${position.toString(16)}`];
  if (character) return character;
  if (font.toLowerCase() === "symbol") {
    if (position >= 0x41 && position <= 0x5a) return greekCapitals.charAt(position - 0x41);
    if (position >= 0x61 && position <= 0x7a) return greekSmall.charAt(position - 0x61);
    if (position >= 0x20 && position <= 0x40) return String.fromCharCode(position);
    return undefined;
  }
  return isPrivate || value > 0x10ffff || /wingdings|webdings/iu.test(font) ? undefined : String.fromCodePoint(value);
}

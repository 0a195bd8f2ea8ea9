const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/**
 * Returns the jurisdiction that a person typed, as a code: the English name of a country becomes its ISO 3166-1 code, and
 * any other text is returned in lower case. "Switzerland" -> "ch".
 */
export function jurisdictionCode(text: string): string {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const wanted = lettersOf(text);
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const found = codes.filter((code) => {
    const name = names.of(code);
    // A withdrawn code has the name of its successor: DD is Germany too.
    return name !== undefined && lettersOf(name) === wanted && new Intl.Locale(`und-${code}`).region === code;
  });
  return (found.length === 1 ? (found[0] ?? text) : text.trim()).toLowerCase();
}

/** Returns the letters of a name without case, accents, spaces and punctuation. */
function lettersOf(name: string): string {
  return name.normalize("NFD").replace(/\P{L}/gu, "").toLowerCase();
}

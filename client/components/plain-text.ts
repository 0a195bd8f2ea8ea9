/** Returns a text in lower case and without accents, so that a search finds all ways to write it. */
export function plainText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Words as they stand at the head of a line. */
export function headOf(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

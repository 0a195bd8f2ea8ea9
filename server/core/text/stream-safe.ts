/** Longest run of combining marks, as in the Stream-Safe Text Format of Unicode (UAX #15, section 13). */
const longestRun = /[^\P{M}\u034F]{30}(?=[^\P{M}\u034F])/gu;

/**
 * Divides long runs of combining marks by a combining grapheme joiner, which has no other effect. Putting the marks of a
 * run in order takes quadratic time, in one step that nothing can interrupt: 2 seconds for 40 000 marks. No language has
 * such runs, so call it before `normalize` on text that may have been made to stall.
 */
export function streamSafe(text: string): string {
  return text.replace(longestRun, "$&\u034F");
}

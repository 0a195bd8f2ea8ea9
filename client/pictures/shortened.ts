/**
 * Words that have room for so many characters; what is too long ends in an ellipsis. Set apart from what stands around them
 * (FSI … PDI of Unicode's bidirectional algorithm): the bracket of an Arabic label belongs to its end, wherever it is drawn.
 */
export function shortened(words: string, room: number): string {
  const most = Math.max(3, Math.floor(room));
  const told = words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
  return `\u2068${told}\u2069`;
}

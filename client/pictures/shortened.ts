/** Words that have room for so many characters; what is too long ends in an ellipsis. */
export function shortened(words: string, room: number): string {
  const most = Math.max(3, Math.floor(room));
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}

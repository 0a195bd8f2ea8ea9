/** Maps each kept letter or digit of the base to its offset in the revised. */
export function lettersOf(text: string, kept: readonly (readonly number[])[]): Map<number, number> {
  const places = new Map<number, number>();
  for (const [start = 0, end = 0, to = 0] of kept) {
    for (let at = start; at < end; at += 1) if (/[\p{L}\p{N}]/u.test(text[at] ?? "")) places.set(at, to + at - start);
  }
  return places;
}

/** Returns the codes of a closed list, in the order of its table. Its form suits `z.enum`. */
export function codesOf<Code extends string>(table: Readonly<Record<Code, unknown>>): readonly [Code, ...Code[]] {
  return Object.keys(table) as [Code, ...Code[]];
}

/** A square bracket with its fellow: offsets of the two characters into the text. */
export interface BracketPair {
  open: number;
  close: number;
  /** From 1, the outermost. */
  depth: number;
}

/** The square brackets of a text: those with a fellow, by where they open, and the offsets of those without. */
export function matchBrackets(
  text: string,
  clauses: readonly { start: number; end: number }[],
): { pairs: BracketPair[]; single: number[] } {
  // First within each clause: a bracket somebody forgot to close must not swallow the clauses that follow.
  const found: [number, number][] = [];
  const left: number[] = [];
  for (const { start, end } of clauses) {
    const stack: number[] = [];
    for (let at = start; at < end; at += 1) {
      if (opens(text[at])) stack.push(at);
      else if (closes(text[at])) {
        const open = stack.pop();
        if (open === undefined) left.push(at);
        else found.push([open, at]);
      }
    }
    left.push(...stack);
  }
  // Then over clauses, for what is bracketed as a whole.
  const stack: number[] = [];
  const single: number[] = [];
  for (const at of left.sort((one, other) => one - other)) {
    if (opens(text[at])) stack.push(at);
    else {
      const open = stack.pop();
      if (open === undefined) single.push(at);
      else found.push([open, at]);
    }
  }
  single.push(...stack);
  found.sort(([one], [other]) => one - other);
  const around: number[] = [];
  const pairs = found.map(([open, close]): BracketPair => {
    while ((around.at(-1) ?? Infinity) < open) around.pop();
    around.push(close);
    return { open, close, depth: around.length };
  });
  return { pairs, single: single.sort((one, other) => one - other) };
}

/** Chinese drafts may have them as wide as their characters. */
function opens(character: string | undefined): boolean {
  return character === "[" || character === "［";
}

function closes(character: string | undefined): boolean {
  return character === "]" || character === "］";
}

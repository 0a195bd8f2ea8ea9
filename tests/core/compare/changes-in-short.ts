import { compare } from "#core/compare/compare.ts";
import { version } from "./versions.ts";

/**
 * Lists the changes between two texts in short form: `[-shall-][+should+] verb` for "shall" replaced by "should",
 * `{…}` for a move.
 */
export function changesBetween(base: string, revised: string): string[] {
  const [from, to] = [version(base), version(revised)];
  return compare(from, to).changes.map((change) => {
    const [deleted, inserted] = [from.text.slice(...change.base), to.text.slice(...change.revised)];
    if (change.class === "move") return `{${deleted}}`;
    return `${deleted && `[-${deleted}-]`}${inserted && `[+${inserted}+]`} ${change.class}`;
  });
}

import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * What prints a page for whoever asked, as long as they wait.
 * @throws ProblemError no-browser where there is nothing to print with
 */
export function printerOf({ print, gone }: Context): (html: string) => Promise<Uint8Array> {
  if (!print) throw new ProblemError("no-browser");
  return (html) => print(html, gone);
}

/** For files of other forms: none of them prints. */
export function unprinted(): never {
  throw new TypeError("Only PDF is printed");
}

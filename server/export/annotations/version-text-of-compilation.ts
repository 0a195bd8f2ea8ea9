import type { Compilation } from "#core/compile/compilation.ts";
import type { VersionText } from "#core/text/clause.ts";

/** The text of a compiled version, as the version itself has it. */
export function versionTextOfCompilation({ clauses, version }: Compilation): VersionText {
  let start = 0;
  return {
    text: clauses.map(({ text }) => text).join("\n"),
    language: version.language,
    clauses: clauses.map(({ id, kind, label, citation, depth, text }) => {
      const clause = { id, kind, label, citation, depth, start, end: start + text.length };
      start = clause.end + 1;
      return clause;
    }),
  };
}

import type { Actor } from "#core/access/ability.ts";
import { wordOrigins } from "#core/compare/word-origins.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { WordOrigins } from "#core/contract/lineage-operations.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import { findVersion } from "./find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { loadContent } from "./load-content.ts";
import { nameVersions } from "./name-versions.ts";
import { ProblemError } from "./problem-error.ts";
import { readFamily } from "./read-family.ts";
import { linesOf } from "./version-line.ts";

/**
 * Which version brought in each word of some clauses of a version, from the one after `after` on.
 * @throws ProblemError not-signed-in, not-found; invalid-request where `after` is no clause of the version
 */
export async function getWordOrigins(
  context: Context,
  actor: Actor,
  input: { version: string; after?: string | undefined; limit: number },
): Promise<WordOrigins> {
  const { version, family } = await context.store.read(async (reader) => {
    const { version, document } = await findVersion(reader, actor, input.version);
    return { version, family: await readFamily(reader, document.id) };
  });
  const all = await wordOrigins(version, {
    parents: linesOf(family).parents,
    textOf: async (one) => (await loadContent(context, one)).text,
    keptOf: async (base, revised) => (await loadComparison(context, base, revised)).comparison.kept,
  });
  const first = 1 + (input.after === undefined ? -1 : all.findIndex(({ clause }) => clause === input.after));
  if (input.after !== undefined && first === 0) {
    const error = fieldProblem(["query", "after"], "clause-unknown", { clause: input.after });
    throw new ProblemError("invalid-request", {}, [error]);
  }
  const page = all.slice(first, first + input.limit);
  const named = new Map<string, Version>();
  for (const { broughtBy, returnedWith } of page.flatMap(({ runs }) => runs)) {
    named.set(broughtBy.id, broughtBy);
    if (returnedWith) named.set(returnedWith.id, returnedWith);
  }
  return {
    versions: await nameVersions(context, [...named.values()].toSorted(compareVersions)),
    clauses: page.map(({ clause, runs }) => ({
      clause,
      runs: runs.map(({ range, broughtBy, returnedWith }) => ({
        range,
        broughtBy: broughtBy.id,
        returnedWith: returnedWith?.id ?? null,
      })),
    })),
    next: first + input.limit < all.length ? (page.at(-1)?.clause ?? null) : null,
  };
}

import type { Actor } from "#core/access/ability.ts";
import { clauseById } from "#core/annotate/clause-index.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { wordOrigins } from "#core/compare/word-origins.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { WordOrigins } from "#core/contract/lineage-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import { findVersion } from "./find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { loadContent } from "./load-content.ts";
import { nameVersions } from "./name-versions.ts";
import { ProblemError } from "./problem-error.ts";
import { readDocumentLine } from "./read-document-line.ts";
import { readFamily } from "./read-family.ts";
import { takenProposals, type TakenProposal } from "./taken-proposals.ts";
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
  const { version, family, said } = await context.store.read(async (reader) => {
    const { version, document } = await findVersion(reader, actor, input.version);
    const { language } = version;
    return {
      version,
      family: await readFamily(reader, document.id),
      said: {
        ...(await readDocumentLine(context, reader, actor, { document: document.id, language })),
        corrections: await reader.list("uptakes", { documentId: document.id }),
      },
    };
  });
  const taken = await takenProposals(
    context,
    said.line,
    said.threads.map(({ annotation }) => annotation),
    { corrections: said.corrections, sources: said.forum.sources },
  );
  const all = await wordOrigins(version, {
    parents: linesOf(family).parents,
    proposedIn: (one, text) => proposedIn(one, text, taken),
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
      runs: runs.map(({ range, broughtBy, returnedWith, proposed }) => ({
        range,
        broughtBy: broughtBy.id,
        returnedWith: returnedWith?.id ?? null,
        proposed: proposed && { annotation: proposed.annotation, by: proposed.by, groups: proposed.groups },
      })),
    })),
    next: first + input.limit < all.length ? (page.at(-1)?.clause ?? null) : null,
  };
}

/** Where words of proposals stand in a version's text. */
function proposedIn(
  version: Version,
  text: VersionText,
  taken: readonly TakenProposal[],
): { range: TextRange; proposal: TakenProposal }[] {
  return taken
    .filter((one) => one.versionId === version.id)
    .flatMap((proposal) =>
      proposal.words.flatMap(({ clause, start, end }) => {
        const found = clauseById(text, clause);
        return found ? [{ range: [found.start + start, found.start + end] as TextRange, proposal }] : [];
      }),
    );
}

import type { Actor } from "#core/access/permissions.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { WordOrigins } from "#core/contract/lineage-operations.ts";
import { compareVersions } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadWordOrigins } from "./load-word-origins.ts";
import { nameVersions } from "../versions/name-versions.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { readDocumentLine } from "../annotations/read-document-line.ts";
import { readFamily } from "../versions/read-family.ts";

/**
 * Which version brought in each word of some clauses of a version, from the one after `after` on.
 * @throws ProblemError not-signed-in, not-found; invalid-request where `after` is no clause of the version
 */
export async function getWordOrigins(
  context: Context,
  actor: Actor,
  input: { version: string; after?: string | undefined; limit: number },
): Promise<WordOrigins> {
  const { version, from } = await context.store.read(async (reader) => {
    const { version, document } = await findVersion(reader, actor, input.version);
    const { language } = version;
    const [family, said, corrections] = await Promise.all([
      readFamily(reader, document.id),
      readDocumentLine(context, reader, actor, { document: document.id, language }),
      reader.list("uptakes", { documentId: document.id }),
    ]);
    const links = await Promise.all(family.documents.map(({ id }) => reader.list("links", { documentId: id })));
    const annotations = said.threads.map(({ annotation }) => annotation);
    const { line, forum } = said;
    return { version, from: { family, links: links.flat(), line, annotations, corrections, sources: forum.sources } };
  });
  const all = await loadWordOrigins(context, version, from);
  const first = 1 + (input.after === undefined ? -1 : all.findIndex(({ clause }) => clause === input.after));
  if (input.after !== undefined && first === 0) {
    const error = fieldProblem(["query", "after"], "clause-unknown", { clause: input.after });
    throw new ProblemError("invalid-request", {}, [error]);
  }
  const page = all.slice(first, first + input.limit);
  const named = new Set(page.flatMap(({ runs }) => runs.flatMap((run) => [run.broughtBy, run.returnedWith])));
  const versions = from.family.versions.filter(({ id }) => named.has(id)).toSorted(compareVersions);
  return {
    versions: await nameVersions(context, versions),
    clauses: page,
    next: first + input.limit < all.length ? (page.at(-1)?.clause ?? null) : null,
  };
}

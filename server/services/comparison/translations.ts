import { type Actor, can } from "#core/access/permissions.ts";
import { translatedClauses } from "#core/compare/clauses/pair-by-place.ts";
import type { Translation } from "#core/contract/history-operations.ts";
import type { Version } from "#core/text/version.ts";
import { presentClauses } from "./lineage.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { clauseLinks, readHoldingLinks } from "./links-between.ts";
import { loadContent } from "../versions/content.ts";
import { nameVersions } from "../versions/name-versions.ts";
import { ProblemError } from "../kernel/problem.ts";

/**
 * Returns the same clause in the other languages of its round, ordered by language. A language is left out if it has no
 * such clause, or if a person said so with a link.
 * @throws ProblemError not-signed-in; not-found, also if the version has no such clause
 */
export async function getTranslations(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
): Promise<Translation[]> {
  const { version, others, links } = await context.store.read(async (reader) => {
    const { forum, version, versions } = await findVersion(reader, actor, input.version);
    const others = versions.filter(
      (other) =>
        !context.damage.has(other) &&
        other.round === version.round &&
        other.language !== version.language &&
        (other.state === "published" || other.state === "prepared") &&
        can(actor, "read-version", { forum, version: other }),
    );
    return { version, others, links: await readHoldingLinks(reader, version, version) };
  });
  const { text } = await loadContent(context, version);
  if (!text.clauses.some(({ id }) => id === input.clause)) throw new ProblemError("not-found");

  const inOrder = others.toSorted((one, other) => one.language.localeCompare(other.language));
  const found = await Promise.all(
    inOrder.map(async (other): Promise<Translation[]> => {
      const between = clauseLinks(version, other, links).filter(({ isRefusal }) => !isRefusal);
      const own = between.filter(({ base }) => base === input.clause);
      if (own.length > 0) {
        const linked = own.flatMap(({ revised }) => revised ?? []);
        return linked.length === 0
          ? []
          : [await translation(context, other, { clauses: linked, way: "link", score: 1 })];
      }
      const { pairs, score } = translatedClauses(text.clauses, (await loadContent(context, other)).text.clauses);
      const pair = pairs.find(({ base }) => base === input.clause);
      const isLinked = between.some(({ revised }) => revised === pair?.revised);
      return pair && !isLinked
        ? [await translation(context, other, { clauses: [pair.revised], way: "place", score })]
        : [];
    }),
  );
  return found.flat();
}

async function translation(
  context: Context,
  version: Version,
  { clauses, way, score }: { clauses: readonly string[] } & Pick<Translation, "way" | "score">,
): Promise<Translation> {
  const [named] = await nameVersions(context, [version]);
  return { version: named, clauses: await presentClauses(context, { version, clauses: new Set(clauses) }), way, score };
}

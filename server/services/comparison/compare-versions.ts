import type { Actor } from "#core/access/permissions.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { getLinks } from "./get-links.ts";
import { listVersion, readVersions } from "./listed-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { nameVersions } from "../versions/name-versions.ts";

/**
 * Compares any two versions, of one document or of two.
 * @throws ProblemError not-signed-in, not-found
 */
export async function compareVersions(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string },
): Promise<ComparisonPage> {
  const [base, revised] = await context.store.read((reader) => {
    const sideOf = async (named: string) => {
      const found = await findVersion(reader, actor, named);
      return { ...found, ...(await readVersions(context, reader, actor, found.document.id)) };
    };
    return Promise.all([sideOf(input.base), sideOf(input.revised)]);
  });
  const compared = await loadComparison(context, base.version, revised.version);
  const [listedBase, listedRevised] = await Promise.all([
    listVersion(context, base, base.version),
    listVersion(context, revised, revised.version),
  ]);
  return {
    key: compared.key,
    base: { version: listedBase, text: compared.base },
    revised: { version: listedRevised, text: compared.revised },
    comparison: compared.comparison,
    way: {
      via: (await nameVersions(context, compared.way.via)).map(({ address }) => address),
      followed: compared.way.followed,
      returned: compared.way.returned,
    },
    links: (await getLinks(context, actor, { base: base.version.id, revised: revised.version.id })).filter(
      ({ link }) => link.revoked === null,
    ),
  };
}

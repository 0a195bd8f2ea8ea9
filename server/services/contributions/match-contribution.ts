import type { VersionMatch } from "#core/receive/contribution.ts";
import type { MarkedText } from "#core/receive/read-contribution.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/load-content.ts";

/**
 * The published versions a marked text may have been written on, best first: among all versions in all languages of all
 * documents those with the most runs of words in common, what stands before the text aside. What its name, its cover and its
 * date say counts for nothing. Of versions that are equally like it, the latest is taken.
 * @throws UnreadableFile too-large; ProblemError server-busy
 */
export async function matchContribution(context: Context, read: MarkedText): Promise<VersionMatch[]> {
  const versions = await context.store.read(async (reader) =>
    (await reader.list("versions")).filter(({ state }) => state === "published"),
  );
  const texts = [];
  for (const version of versions) texts.push((await loadContent(context, version)).text);
  const ranked = await context.rankVersions(read, texts);
  return ranked
    .flatMap(({ at, score }) => {
      const version = versions[at];
      return version ? [{ version, score }] : [];
    })
    .sort((one, other) => other.score - one.score || other.version.date.localeCompare(one.version.date))
    .map(({ version, score }) => ({ versionId: version.id, score: Math.round(score * 10_000) / 10_000 }));
}

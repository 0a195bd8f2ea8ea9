import type { VersionMatch } from "#core/receive/contribution.ts";
import type { MarkedText, RemarkList } from "#core/receive/read-contribution.ts";
import { placeRemark } from "#core/receive/remark-place.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/content.ts";
import { addressOf } from "../versions/version-order.ts";

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

/** So many are told. */
const mostTold = 4;

/** So much of what the likeliest version has must have a place on the one a file has the address of. */
const leastOfBest = 0.5;

/**
 * The published versions that remarks may be on, best first: those where most of them have a place, words that are quoted
 * counting for twice what a clause does that is only cited, since citations are the same in many drafts. Of versions that
 * are equally likely the one the file names comes first, else the latest, and that is told as a tie: it may as well be the
 * other. A version whose address the file has comes first unless the words are another's: our files quote each remark's
 * words from the draft it was made on, which may be an earlier one.
 */
export async function matchRemarks(
  context: Context,
  { remarks, names }: RemarkList,
): Promise<{ matches: VersionMatch[]; isTied: boolean }> {
  const versions = await context.store.read(async (reader) =>
    (await reader.list("versions")).filter(({ state }) => state === "published"),
  );
  const pointing = remarks.filter(({ place }) => place.citation !== null || place.quote || place.selectors?.length);
  const weightOf = ({ place }: (typeof remarks)[number]): number => (place.quote || place.selectors?.length ? 2 : 1);
  const total = pointing.reduce((sum, remark) => sum + weightOf(remark), 0);
  const found: (VersionMatch & { version: Version; named: number })[] = [];
  for (const version of versions) {
    const { text } = await loadContent(context, version);
    const placed = pointing.filter(({ place }) => {
      const { targets, doubt } = placeRemark(place, text);
      return targets.length > 0 && doubt === null;
    });
    const own = versions.filter(({ documentId }) => documentId === version.documentId);
    const addressed = names !== null && tells(names, addressOf(version, own));
    // What a draft is called tells it from others of its document, not from those of another.
    const named = addressed ? 2 : Number(names?.includes(version.label) ?? false);
    // Where nothing points into the text, what the file says it is on is all there is to go by.
    const score = total === 0 ? Number(addressed) : placed.reduce((sum, remark) => sum + weightOf(remark), 0) / total;
    if (score > 0 || addressed)
      found.push({ versionId: version.id, score: Math.round(score * 10_000) / 10_000, version, named });
  }
  const best = Math.max(0, ...found.map(({ score }) => score));
  const isTold = ({ named, score }: (typeof found)[number]): boolean => named === 2 && score >= best * leastOfBest;
  const ranked = found
    .sort(
      (one, other) =>
        Number(isTold(other)) - Number(isTold(one)) ||
        other.score - one.score ||
        other.named - one.named ||
        other.version.date.localeCompare(one.version.date),
    )
    .slice(0, mostTold);
  const [first, second] = ranked;
  return {
    matches: ranked.map(({ versionId, score }) => ({ versionId, score })),
    isTied: first !== undefined && first.score === second?.score && first.named === second.named,
  };
}

/** Whether what a file says it is on has an address in it: "opinion-5@1" is not that of "opinion-5@10". */
function tells(names: string, address: string): boolean {
  const at = names.indexOf(address);
  return at >= 0 && !/^[a-z0-9.-]/u.test(names.slice(at + address.length));
}

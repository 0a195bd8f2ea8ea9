import type { VersionMatch } from "#core/receive/contribution.ts";
import type { RemarkList } from "#core/receive/read-contribution.ts";
import { scoredRemarks } from "#core/receive/remark-items.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import type { PlainMarkedText } from "../kernel/file-tasks.ts";
import { loadContent } from "../versions/content.ts";
import { addressOf } from "../versions/version-order.ts";

/** Maximum number of matches to return. */
const mostMatches = 4;

/** Maximum number of words to send to a thread at once, so that sending them does not block the server. */
const wordsAtOnce = 300_000;

/**
 * Ranks the published versions that a marked text may have been written on, best first. It searches all documents and
 * languages for texts that share the most runs of words, ignoring the file's cover. File name, cover and date do not
 * count. If versions score the same, the latest comes first.
 * @throws UnreadableFile too-large; ProblemError server-busy
 */
export async function matchContribution(context: Context, read: PlainMarkedText): Promise<VersionMatch[]> {
  const versions = await comparableVersions(context);
  const ranked: { version: Version; score: number }[] = [];
  for (const some of inBatches(versions)) {
    const texts = await Promise.all(some.map(async (version) => (await loadContent(context, version)).text));
    for (const { at, score } of await context.files.rankVersions(read, texts)) {
      const version = some[at];
      if (version) ranked.push({ version, score });
    }
  }
  return ranked
    .sort((left, right) => right.score - left.score || right.version.date.localeCompare(left.version.date))
    .slice(0, mostMatches)
    .map(({ version, score }) => ({ versionId: version.id, score: Math.round(score * 10_000) / 10_000 }));
}

/** Minimum score of the version whose address the file contains, as a share of the best score, for it to come first. */
const leastOfBest = 0.5;

/**
 * Ranks the published versions that remarks may be about, best first. The score is the share of remarks with a
 * placement on the version.
 *
 * If versions score the same, one that the file names comes first, otherwise the latest. A tie in both score and name
 * is reported, because either version may be the right one.
 *
 * A version whose address is in the file comes first unless the quotes clearly match another version. Our own files
 * quote each remark from the draft it was made on, which may be an earlier one.
 */
export async function matchRemarks(
  context: Context,
  { remarks, names }: RemarkList,
): Promise<{ matches: VersionMatch[]; isTied: boolean }> {
  const versions = await comparableVersions(context);
  const scored = scoredRemarks(remarks);
  const matches: (VersionMatch & { version: Version; named: number })[] = [];
  for (const version of versions) {
    const { text } = await loadContent(context, version);
    const documentVersions = versions.filter(({ documentId }) => documentId === version.documentId);
    const addressed = names !== null && namesAddress(names, addressOf(version, documentVersions));
    // A label distinguishes the drafts of one document, but not drafts of different documents.
    const named = addressed ? 2 : Number(names?.includes(version.label) ?? false);
    // If no remark points into the text, the version named in the file is the only evidence.
    const score = scored.length === 0 ? Number(addressed) : await context.files.scoreRemarks(scored, text);
    if (score > 0 || addressed)
      matches.push({ versionId: version.id, score: Math.round(score * 10_000) / 10_000, version, named });
  }
  const best = Math.max(0, ...matches.map(({ score }) => score));
  const isRelevant = ({ named, score }: (typeof matches)[number]): boolean =>
    named === 2 && score >= best * leastOfBest;
  const ranked = matches
    .sort(
      (left, right) =>
        Number(isRelevant(right)) - Number(isRelevant(left)) ||
        right.score - left.score ||
        right.named - left.named ||
        right.version.date.localeCompare(left.version.date),
    )
    .slice(0, mostMatches);
  const [first, second] = ranked;
  return {
    matches: ranked.map(({ versionId, score }) => ({ versionId, score })),
    isTied: first !== undefined && first.score === second?.score && first.named === second.named,
  };
}

/** Returns the published versions whose text is not damaged. */
async function comparableVersions({ store, damage }: Context): Promise<Version[]> {
  return damage.intact(await store.read((reader) => reader.list("versions", { state: "published" })));
}

/** Divides versions into batches of at most `wordsAtOnce`. A longer version is a batch of its own. */
function* inBatches(versions: readonly Version[]): Generator<Version[]> {
  let batch: Version[] = [];
  let words = 0;
  for (const version of versions) {
    if (batch.length > 0 && words + version.wordCount > wordsAtOnce) {
      yield batch;
      [batch, words] = [[], 0];
    }
    batch.push(version);
    words += version.wordCount;
  }
  if (batch.length > 0) yield batch;
}

/** Whether the version names in a file contain an address. "opinion-5@1" does not match within "opinion-5@10". */
function namesAddress(names: string, address: string): boolean {
  const at = names.indexOf(address);
  return at >= 0 && !/^[a-z0-9.-]/u.test(names.slice(at + address.length));
}

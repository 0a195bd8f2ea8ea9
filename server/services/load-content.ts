import { comparisonNumber } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/clause.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { Version } from "#core/text/version.ts";
import { Compared } from "./compared.ts";
import type { Context, LoadedContent } from "./context.ts";

/** What a version's text and clauses are. */
export function loadContent(
  context: Context,
  { contentHash, wordCount }: Pick<Version, "contentHash" | "wordCount">,
): Promise<LoadedContent> {
  return context.contents.get(contentHash, charactersIn(wordCount), async () => {
    const content = await context.store.read((reader) => reader.get("contents", contentHash));
    if (!content) throw new Error(`No content is kept under ${contentHash}`);
    const draft = parseDraft(content.draft);
    return { draft, json: content.draft as Record<string, unknown>, text: versionTextOf(draft) };
  });
}

/** Two versions compared. */
export function loadComparison(context: Context, base: Version, revised: Version): Promise<Compared> {
  const key = `${base.contentHash} ${revised.contentHash} ${comparisonNumber}`;
  return context.comparisons.get(key, charactersIn(base.wordCount + revised.wordCount), async () => {
    const [from, to] = await Promise.all([loadContent(context, base), loadContent(context, revised)]);
    return new Compared(from.text, to.text, await context.compare(from.text, to.text));
  });
}

/** A word has about six characters with its blank: near enough to weigh a text before it is read. */
function charactersIn(words: number): number {
  return words * 6;
}

import { type VersionText, versionTextOf } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { parseDraft } from "#core/text/schema.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";
import type { Version } from "#core/text/version.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";

/** Loads the text and clauses of a version. */
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

/**
 * Estimates the characters of a text before it is read. A word averages about six characters including its space, which
 * is accurate enough for cache weights.
 */
export function charactersIn(words: number): number {
  return words * 6;
}

/** Counts words and numbers. Punctuation marks do not count. */
export function wordCountOf(text: VersionText): number {
  return wordsOf(text, new Lexicon()).kinds.filter((kind) => kind !== tokenKind.mark).length;
}

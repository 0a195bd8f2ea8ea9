import { type VersionText, versionTextOf } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { parseDraft } from "#core/text/schema.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";
import type { Version } from "#core/text/version.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";

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

/** A word has about six characters with its blank: near enough to weigh a text before it is read. */
export function charactersIn(words: number): number {
  return words * 6;
}

/** Words and numbers; marks are none. */
export function wordCountOf(text: VersionText): number {
  return wordsOf(text, new Lexicon()).kinds.filter((kind) => kind !== tokenKind.mark).length;
}

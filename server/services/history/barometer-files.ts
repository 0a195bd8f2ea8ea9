import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import type { CountedDraft } from "#core/compile/open-articles.ts";
import { barometerOperations } from "#core/contract/negotiation-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import type { Version } from "#core/text/version.ts";
import { barometerFeed, type FeedDraft } from "../../export/feeds/barometer-feed.ts";
import { barometerCsv } from "../../export/tables/csv.ts";
import { loadBracketChanges } from "../comparison/load-comparison.ts";
import { identifyingBase } from "../kernel/base-url.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { findForum } from "../versions/find-version.ts";
import { loadDrafts, readOpenDrafts } from "./barometer.ts";

/** The document, and the language of the drafts. */
interface BarometerInput {
  document: string;
  language?: string | undefined;
}

/** The language of the texts that explain the numbers. */
const filesLanguage = "en";

/**
 * Returns the counts of every draft, article and clause as CSV. Compares nothing.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getBarometerTable(context: Context, actor: Actor, input: BarometerInput): Promise<FileAnswer> {
  const { drafts, head } = await context.store.read(async (reader) => ({
    drafts: await readOpenDrafts(context, reader, actor, input),
    head: await reader.chainHead("public"),
  }));
  const counted = await loadDrafts(context, drafts);
  return {
    fileName: fileNameOf(input, drafts.published, "csv"),
    mediaType: "text/csv",
    auditHead: headText(head),
    bytes: new TextEncoder().encode(barometerCsv(counted, context.publicUrl ?? "", filesLanguage)),
  };
}

/** Maximum number of drafts in a feed, the newest ones. */
const mostDrafts = 20;

/**
 * Returns an Atom feed of the drafts, newest first, each with its counts and with what opened and closed in it.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getBarometerFeed(
  context: Context,
  actor: Actor,
  input: BarometerInput,
  signal: AbortSignal | null,
): Promise<FileAnswer> {
  const { drafts, forum } = await context.store.read(async (reader) => ({
    drafts: await readOpenDrafts(context, reader, actor, input),
    forum: await findForum(reader, actor),
  }));
  const { document, published } = drafts;
  const counted = await loadDrafts(context, drafts);
  const first = Math.max(0, published.length - mostDrafts);
  const entries = await Promise.all(
    published.slice(first).map((_version, index) => feedDraft(context, { published, counted }, first + index, signal)),
  );
  const feed = {
    forum: forum.name,
    document,
    drafts: entries.flat().toReversed(),
    idBase: identifyingBase(context, forum.id),
    linkBase: context.publicUrl ?? "",
    self: operationUrl(barometerOperations.getBarometerFeed, { document: document.id }, { language: input.language }),
    began: "1970-01-01T00:00:00Z",
  };
  return {
    fileName: fileNameOf(input, published, "atom"),
    mediaType: "application/atom+xml",
    bytes: new TextEncoder().encode(barometerFeed(feed, filesLanguage)),
  };
}

/** Returns the entry of the draft at an index, in a list that is empty if there is none. */
async function feedDraft(
  context: Context,
  { published, counted }: { published: readonly Version[]; counted: readonly CountedDraft[] },
  at: number,
  signal: AbortSignal | null,
): Promise<FeedDraft[]> {
  const [version, earlier] = [published[at], published[at - 1]];
  const [draft, before] = [counted[at]?.draft, counted[at - 1]?.draft];
  if (!version || !draft) return [];
  const changes = earlier ? await loadBracketChanges(context, earlier, version, signal) : null;
  return [
    {
      draft,
      publishedAt: version.publishedAt ?? version.preparedAt,
      step: before && changes ? { before, changes } : null,
    },
  ];
}

/** Returns the name of a file: "opinion-5.en.barometer.csv". */
function fileNameOf({ document }: BarometerInput, [first]: readonly Version[], ending: string): string {
  return [document, ...(first ? [first.language] : []), "barometer", ending].join(".");
}

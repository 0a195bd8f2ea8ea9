import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import type { BracketChanges } from "#core/compare/comparison.ts";
import type { Barometer, BarometerOpened } from "#core/compile/barometer.ts";
import { type CountedDraft, openArticles } from "#core/compile/open-articles.ts";
import { barometerOperations } from "#core/contract/negotiation-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { SourcesKept } from "#core/discuss/speaker.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { sumOfCounts } from "#core/text/negotiation/negotiation.ts";
import { openCountsOf } from "#core/text/negotiation/read-negotiation.ts";
import type { Version } from "#core/text/version.ts";
import { barometerFeed, type FeedDraft } from "../../export/feeds/barometer-feed.ts";
import { barometerCsv } from "../../export/tables/csv.ts";
import type { Reader } from "../../store/store.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import { loadBracketChanges, loadComparison } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { type FileAnswer, identifyingBase } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { adoptedProposals } from "../outcome/uptake.ts";
import { loadContent } from "../versions/content.ts";
import { damagedIn } from "../versions/family.ts";
import { findForum, versionAmong } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";

/** A document's published drafts in one language, with what decides who asked for their brackets. */
export interface OpenDrafts {
  document: { id: string; title: string };
  /** All versions of the document, in every state and language. */
  versions: readonly Version[];
  /** In reading order, without those whose text is damaged. */
  published: readonly Version[];
  damaged: ReturnType<typeof damagedIn>;
  /** Annotations that the actor may see. */
  annotations: readonly Annotation[];
  corrections: readonly UptakeCorrection[];
  sources: SourcesKept;
}

/**
 * Returns how much of a document is open in each published draft, and what opened, closed and remained in one of them.
 * Only that draft and the one before are compared.
 * @throws ProblemError not-signed-in; not-found, also if the draft is not a published one of the document, or no
 *   published draft has the language
 */
export async function getBarometer(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined; draft?: string | undefined },
  signal: AbortSignal | null,
): Promise<Barometer> {
  const { drafts, at } = await context.store.read(async (reader) => {
    const chosen = input.draft === undefined ? undefined : await findDraft(reader, actor, input.document, input.draft);
    // A damaged draft is left out of the others, but cannot be shown itself.
    if (chosen && context.damage.has(chosen)) await reader.get("contents", chosen.contentHash);
    const language = chosen?.language ?? input.language;
    const drafts = await readOpenDrafts(context, reader, actor, { document: input.document, language });
    const { published } = drafts;
    return { drafts, at: chosen ? published.findIndex(({ id }) => id === chosen.id) : published.length - 1 };
  });
  if (input.draft !== undefined && at < 0) throw new ProblemError("not-found");
  const counted = await loadDrafts(context, drafts);
  return {
    ...drafts.damaged,
    documentId: drafts.document.id,
    document: drafts.document.title,
    language: drafts.published[0]?.language ?? null,
    drafts: counted.map(({ draft }) => draft),
    shown: await showDraft(context, drafts, { at, counted }, signal),
  };
}

async function findDraft(reader: Reader, actor: Actor, documentId: string, named: string): Promise<Version> {
  await findForum(reader, actor);
  const version = versionAmong(documentId, await reader.list("versions", { documentId }), named);
  if (version?.state !== "published") throw new ProblemError("not-found");
  return version;
}

/**
 * Reads the published drafts of a document in one language.
 * @throws ProblemError not-signed-in; not-found, also if no published draft has the language that the input names
 */
async function readOpenDrafts(
  context: Context,
  reader: Reader,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<OpenDrafts> {
  const { forum, versions, line, threads } = await readDocumentLine(context, reader, actor, input);
  const all = line.filter(({ state }) => state === "published");
  const published = context.damage.intact(all);
  if (input.language !== undefined && all.length === 0) throw new ProblemError("not-found");
  return {
    document: {
      id: input.document,
      title: (await reader.get("documents", input.document))?.shortTitle ?? input.document,
    },
    versions,
    published,
    damaged: damagedIn(context, all, versions),
    annotations: threads.map(({ annotation }) => annotation),
    corrections: await reader.list("uptakes", { documentId: input.document }),
    sources: forum.sources,
  };
}

/** Loads the texts of the published drafts and counts them, in their order. */
function loadDrafts(
  context: Context,
  { published, versions }: Pick<OpenDrafts, "published" | "versions">,
): Promise<CountedDraft[]> {
  return Promise.all(
    published.map(async (version) => {
      const { text } = await loadContent(context, version);
      const { id, round, label, date, language } = version;
      const { clauses, words } = openCountsOf(text);
      const names = { id, round, label, date, language, address: addressOf(version, versions) };
      return { draft: { version: names, counts: sumOfCounts(clauses), words }, text };
    }),
  );
}

async function showDraft(
  context: Context,
  drafts: OpenDrafts,
  { at, counted }: { at: number; counted: readonly CountedDraft[] },
  signal: AbortSignal | null,
): Promise<Barometer["shown"]> {
  const [version, text] = [drafts.published[at], counted[at]?.text];
  if (!version || !text) return null;
  const [before, textBefore] = [drafts.published[at - 1], counted[at - 1]?.text];
  if (!before || !textBefore) return { draft: at, articles: openArticles(text, null), changes: null };
  const { pairs } = (await loadComparison(context, before, version, signal)).comparison;
  const changes = await loadBracketChanges(context, before, version, signal);
  return {
    draft: at,
    articles: openArticles(text, { text: textBefore, pairs }),
    changes: { ...changes, opened: await withAsked(context, drafts, { before, version, text, changes }, signal) },
  };
}

/**
 * Adds to each bracket or option that opened the proposal that asked for it: one made on the draft before, whose
 * wording in this draft contains one of the bracket's signs or the beginning of the option.
 */
async function withAsked(
  context: Context,
  { versions, annotations, corrections, sources }: OpenDrafts,
  { before, version, text, changes }: { before: Version; version: Version; text: VersionText; changes: BracketChanges },
  signal: AbortSignal | null,
): Promise<BarometerOpened[]> {
  const made = changes.opened.length === 0 ? [] : annotations.filter(({ versionId }) => versionId === before.id);
  const from = { annotations: made, corrections, sources };
  const adopted = await adoptedProposals(context, [before, version], from, signal);
  const madeOn = addressOf(before, versions);
  const proposed = adopted
    .flatMap(({ annotation, by, words }) =>
      words.flatMap(({ clause, start, end }) => {
        const from = clauseById(text, clause)?.start;
        return from === undefined ? [] : [{ start: from + start, end: from + end, asked: { annotation, madeOn, by } }];
      }),
    )
    .toSorted((one, other) => one.start - other.start);
  return changes.opened.map((point) => {
    const [start, end] = point.range;
    const signs = end === start ? [] : point.kind === "bracket" ? [start, end - 1] : [start];
    const found = proposed.find((words) => signs.some((sign) => words.start <= sign && sign < words.end));
    return { ...point, asked: found?.asked ?? null };
  });
}

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

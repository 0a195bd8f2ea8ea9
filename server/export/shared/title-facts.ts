import type { Compilation } from "#core/compile/compilation.ts";
import { coverLabels, inLanguage, letters } from "#core/messages/catalogues.ts";
import { dateText, timeText } from "#core/phrases/dates.ts";
import { forumFacts } from "#core/phrases/forum-facts.ts";
import { countedOutcomes } from "#core/phrases/letter-text.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { type ForumDocument, ledBySymbol, symbolOf, type Version } from "#core/text/version.ts";
import type { FieldValues, HouseField } from "#core/text/word-template.ts";
import { draftName, inSentence, type PlainExportWord, sentenceCase, word } from "./export-phrases.ts";
import { allThreads } from "./thread-view.ts";

/** One line of a title page. */
export interface TitleFact {
  label: string;
  value: string;
  /** A hash or an address: set in a monospaced font, and never broken up by adjacent bidirectional text. */
  code: boolean;
}

/**
 * Returns the facts on a title page besides document, draft and date: the contents of the file, its filters, and
 * whether sources are shown.
 */
export function titleFacts(compilation: Compilation): TitleFact[] {
  const { language } = compilation.version;
  return [
    { label: word("export-language", language), value: languageName(language), code: false },
    ...mastheadFacts(compilation),
  ];
}

/** Returns the same without the language, which a masthead states by itself. */
export function mastheadFacts(compilation: Compilation): TitleFact[] {
  const { version, counts } = compilation;
  const language = version.language;
  const facts: TitleFact[] = [];
  const add = (label: PlainExportWord, value: string, code = false): void => {
    if (value !== "") facts.push({ label: word(label, language), value, code });
  };
  facts.push(...coverFacts(compilation.forum, language));
  const { recipient } = compilation;
  if (recipient) facts.push({ label: inLanguage(letters, language).toLabel, value: recipient.name, code: false });
  if (compilation.isRecord) {
    const outcomes = allThreads(compilation).map(({ decision }) => decision?.outcome ?? null);
    const value = countedOutcomes(outcomes, language);
    facts.push({ label: inLanguage(letters, language).publicRecord, value, code: false });
  }
  const bare = isBare(compilation);
  add("export-contains", bare ? word("export-text-alone", language) : commaText(contentsOf(compilation), language));
  add("export-filters", filterWords(compilation).map(sentenceCase).join("; "));
  if (counts.leftOut > 0) add("export-left-out", word("export-count-left-out", language, { count: counts.leftOut }));
  if (!bare && !recipient) add("export-sources", word(`export-sources-${compilation.sources}`, language));
  add("export-made", timeText(compilation.generatedAt, language, compilation.forum.timeZone));
  add("export-address", compilation.address, true);
  return facts;
}

/**
 * Returns the facts on the last page: the hashes that identify the version, because a date does not identify it, and the
 * head of the audit chain.
 */
export function closingFacts({ version, auditHead }: Pick<Compilation, "version" | "auditHead">): TitleFact[] {
  const { language, textHash, contentHash } = version;
  return [
    { label: word("export-text-hash", language), value: textHash, code: true },
    { label: word("export-content-hash", language), value: contentHash, code: true },
    ...auditFacts(auditHead, language),
  ];
}

/** Returns the fact that states the head of the audit chain. Empty in a file that was made without a forum. */
export function auditFacts(auditHead: string | undefined, language: string): TitleFact[] {
  return auditHead === undefined ? [] : [{ label: word("export-audit-head", language), value: auditHead, code: true }];
}

/** Returns the settings of the forum that appear on every cover. */
export function coverFacts(forum: object, language: string): TitleFact[] {
  return forumFacts(forum, inLanguage(coverLabels, language)).map((fact) => ({ ...fact, code: false }));
}

/** Returns true if a file contains only the draft and no filter was applied. */
function isBare({ counts, filters }: Compilation): boolean {
  const annotations = counts.comments + counts.proposals + counts.leftOut;
  return annotations === 0 && Object.values(filters).every((values) => values === undefined || values.length === 0);
}

/** Returns the notice that a version was withdrawn. Null for any other version. */
export function withdrawnNotice({ version }: Pick<Compilation, "version">): string | null {
  if (version.state !== "withdrawn") return null;
  const reason = version.withdrawnReason ?? "";
  return word(reason === "" ? "export-withdrawn" : "export-withdrawn-reason", version.language, { reason });
}

/**
 * Lists the counts: "9 comments", "3 proposals", "from 4 organisations". Comments and proposals are listed even if 0,
 * the others only if present.
 */
function contentsOf({ counts, version, sources }: Compilation): string[] {
  const always = [
    word("export-count-comments", version.language, { count: counts.comments }),
    word("export-count-proposals", version.language, { count: counts.proposals }),
  ];
  const further = [
    ["export-count-replies", counts.replies],
    ["export-count-organisations", sources === "shown" ? counts.organisations : 0],
    ["export-count-carried", counts.carried],
    ["export-count-orphans", counts.orphans],
  ] as const;
  const present = further.filter(([, count]) => count > 0);
  return [...always, ...present.map(([code, count]) => word(code, version.language, { count }))];
}

/** Describes the filters, one per line. Empty without filters. Values are named as elsewhere in the file. */
function filterWords(compilation: Compilation): string[] {
  const { filters, version, clauses } = compilation;
  const { language } = version;
  const threads = allThreads(compilation);
  const organisation = (id: string): string | undefined =>
    threads.flatMap(({ source }) => source?.organisations ?? []).find((entry) => entry.id === id)?.shortName;
  const authors = [...new Set(threads.flatMap(({ source }) => source?.name ?? []))];
  const origin = (address: string): string | undefined => {
    const thread = threads.find((thread) => thread.origin.address === address);
    return thread && draftName(thread.origin, language);
  };
  const citation = (id: string): string | undefined => clauses.find((clause) => clause.id === id)?.citation;
  const text = wordIn(language);
  const named = (nameOf: (value: string) => string | undefined) => (value: string) =>
    inSentence(nameOf(value) ?? value);
  const section = (id: string): string => word("export-filter-section", language, { clause: named(citation)(id) });
  const lists = [
    ["export-filter-kinds", filters.kinds?.map((kind) => text(`kind-${kind}`))],
    ["export-filter-types", filters.types?.map((type) => text(`type-${type}`))],
    ["export-filter-organisations", filters.organisations?.map(named(organisation))],
    // All the threads are theirs.
    ["export-filter-people", filters.people?.length ? authors : undefined],
    ["export-filter-groups", filters.groups?.map((group) => groupName(group, compilation.forum, language))],
    ["export-filter-states", filters.states?.map((state) => text(`state-${state}`))],
    ["export-filter-outcomes", filters.outcomes?.map((outcome) => text(`decision-${outcome}`))],
    ["export-filter-versions", filters.versions?.map(named(origin))],
    [
      "export-filter-clauses",
      [...(filters.sections ?? []).map(section), ...(filters.clauses ?? []).map(named(citation))],
    ],
    ["export-filter-text", filters.text ? [filters.text] : undefined],
  ] as const;
  return lists
    .filter(([, values]) => values !== undefined && values.length > 0)
    .map(([code, values]) => word(code, language, { values: commaText(values ?? [], language) }));
}

/** Returns a language's own name ("français"), or its code if the name is unknown. */
function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** Returns the fields of a masthead or a template for a compilation. A field without a value is absent. */
export function mastheadFields({
  document,
  version,
  originalLanguage = version.language,
}: {
  document: Pick<ForumDocument, "title" | "symbol" | "agendaItem">;
  version: Pick<Version, "date" | "language" | "symbol">;
  originalLanguage?: string | undefined;
}): FieldValues {
  const symbol = symbolOf(document, version);
  return {
    ...(symbol !== undefined && { symbol }),
    date: dateText(version.date, version.language),
    "original-language": sentenceCase(languageName(originalLanguage)),
    ...(document.agendaItem !== undefined && { "agenda-item": document.agendaItem }),
    title: document.title,
  };
}

/**
 * Returns the lines of a masthead below the symbol, in the language of the file, without those of the fields that are
 * `shown` elsewhere.
 */
export function referenceLines(
  values: FieldValues,
  language: string,
  shown: ReadonlySet<HouseField> = new Set(),
): string[] {
  return (["date", "original-language", "agenda-item"] as const).flatMap((field) => {
    const value = values[field];
    return value === undefined || shown.has(field) ? [] : linesOf(field, value, language);
  });
}

/** Returns the lines of a field. A translation names its own language before the original one. */
function linesOf(field: HouseField, value: string, language: string): string[] {
  if (field === "agenda-item") return [word("export-agenda-item", language, { item: value })];
  if (field !== "original-language") return [value];
  const own = sentenceCase(languageName(language));
  return [...(own === value ? [] : [own]), word("export-original", language, { language: value })];
}

/** The names of a draft and its document, and its official number if there is one. */
export interface NamedDraft {
  document: Pick<ForumDocument, "shortTitle" | "symbol">;
  version: Pick<Version, "label" | "date" | "language" | "symbol">;
}

/** Returns the line at the head of every page: "WTPF-13/5-E · Opinion 5 · Third draft, 6 Feb 2013". */
export function runningText({ document, version }: NamedDraft): string {
  return ledBySymbol(document, version, document.shortTitle, draftName(version, version.language)).join(" · ");
}

/** Returns the title of a file: "WTPF-13/5-E, Opinion 5, Third draft". */
export function fileTitle({ document, version }: NamedDraft): string {
  return ledBySymbol(document, version, document.shortTitle, version.label).join(", ");
}

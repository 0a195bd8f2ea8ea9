import type { Compilation } from "#core/compile/compilation.ts";
import { sayTime } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import { draftName, inSentence, sentenceCase, word } from "./export-phrases.ts";

/** One line of a title page. */
export interface TitleFact {
  label: string;
  value: string;
  /** A hash or an address: set in one width, never broken up by a bidirectional neighbour. */
  code: boolean;
}

/**
 * What the title page of a commented text says beside document, draft and date: what is in the file, by which filters,
 * whether sources are shown, and the hashes that identify the version, since a date identifies nothing.
 */
export function titleFacts(compilation: Compilation): TitleFact[] {
  const { version, counts } = compilation;
  const language = version.language;
  const facts: TitleFact[] = [];
  const add = (label: Parameters<typeof word>[0], value: string, code = false): void => {
    if (value !== "") facts.push({ label: word(label, language), value, code });
  };
  add("export-language", languageName(language));
  const bare = isBare(compilation);
  add("export-contains", bare ? word("export-text-alone", language) : contentsOf(compilation).join(", "));
  add("export-filters", filterWords(compilation).map(sentenceCase).join("; "));
  if (counts.leftOut > 0) add("export-left-out", word("export-count-left-out", language, { count: counts.leftOut }));
  if (!bare) add("export-sources", word(`export-sources-${compilation.sources}`, language));
  add("export-made", sayTime(compilation.generatedAt, language));
  add("export-address", compilation.address, true);
  add("export-text-hash", version.textHash, true);
  add("export-content-hash", version.contentHash, true);
  return facts;
}

/** Whether there is nothing in a file but the draft, and nobody chose among what was said on it. */
function isBare({ counts, filters }: Compilation): boolean {
  const said = counts.comments + counts.proposals + counts.leftOut;
  return said === 0 && Object.values(filters).every((values) => values === undefined || values.length === 0);
}

/** The notice that a version was withdrawn; null for any other. */
export function withdrawnNotice({ version }: Pick<Compilation, "version">): string | null {
  if (version.state !== "withdrawn") return null;
  return word("export-withdrawn", version.language, { reason: version.withdrawnReason ?? "" }).trim();
}

/** "9 comments", "3 proposals", "from 4 organisations": of each kind what there is; the two kinds even where none is. */
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

/** The filters in words, one a line; none where everything was taken. What they go by is named as the file names it. */
function filterWords(compilation: Compilation): string[] {
  const { filters, version, general, clauses, orphans } = compilation;
  const { language } = version;
  const threads = [...general, ...clauses.flatMap((clause) => clause.threads), ...orphans];
  const organisation = (id: string): string | undefined =>
    threads.flatMap(({ source }) => source?.organisations ?? []).find((one) => one.id === id)?.shortName;
  const origin = (address: string): string | undefined => {
    const made = threads.find((thread) => thread.origin.address === address);
    return made && draftName(made.origin, language);
  };
  const citation = (id: string): string | undefined => clauses.find((clause) => clause.id === id)?.citation;
  const spoken = (prefix: string) => (value: string) => say({ code: `${prefix}-${value}`, params: {} }, language);
  const named = (nameOf: (value: string) => string | undefined) => (value: string) =>
    inSentence(nameOf(value) ?? value);
  const section = (id: string): string => word("export-filter-section", language, { clause: named(citation)(id) });
  const lists = [
    ["export-filter-kinds", filters.kinds?.map(spoken("kind"))],
    ["export-filter-types", filters.types?.map(spoken("type"))],
    ["export-filter-organisations", filters.organisations?.map(named(organisation))],
    ["export-filter-groups", filters.groups?.map(spoken("group"))],
    ["export-filter-states", filters.states?.map(spoken("state"))],
    ["export-filter-dispositions", filters.dispositions?.map(spoken("disposition"))],
    ["export-filter-versions", filters.versions?.map(named(origin))],
    [
      "export-filter-clauses",
      [...(filters.sections ?? []).map(section), ...(filters.clauses ?? []).map(named(citation))],
    ],
    ["export-filter-text", filters.text ? [filters.text] : undefined],
  ] as const;
  return lists
    .filter(([, values]) => values !== undefined && values.length > 0)
    .map(([code, values]) => word(code, language, { values: (values ?? []).join(", ") }));
}

/** A language by its own name, with its code where the name is not known: "français". */
function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

import { noJurisdiction } from "#core/access/forum.ts";
import type { Compilation } from "#core/compile/compilation.ts";

/** The names of a version at each FRBR level, and its document type. */
export interface AknNames {
  /** The document's element. */
  element: "statement" | "doc";
  /** Its `name`, as the UN profile suggests for drafts. */
  name: string;
  subtype: string | null;
  /** The jurisdiction: a country, or "un". */
  country: string;
  /** ISO 639-2, three letters. */
  language: string;
  /** The IRIs below which the document's own parts are named. */
  work: string;
  expression: string;
  manifestation: string;
}

/** ISO 639-2 terminological codes of the six official languages. Any other language uses its own primary subtag. */
const languageCodes: Readonly<Record<string, string>> = {
  ar: "ara",
  en: "eng",
  es: "spa",
  fr: "fra",
  ru: "rus",
  zh: "zho",
};

/** An opinion, like a resolution, is a statement of the class "deliberation". A report is a plain document. */
const documentClasses = {
  opinion: { element: "statement", name: "opinionDraft", subtype: "deliberation" },
  report: { element: "doc", name: "reportDraft", subtype: "report" },
  other: { element: "doc", name: "draft", subtype: null },
} as const satisfies Readonly<Record<Compilation["document"]["kind"], Pick<AknNames, "element" | "name" | "subtype">>>;

/**
 * Returns the IRIs of a version by the Akoma Ntoso naming convention, as used in the UN's profile AKN4UN: the forum's
 * jurisdiction, type, class, body (the forum), year of the work, name. The IRI of the work has no date or label,
 * because it stays the same for all drafts. The IRI of an expression has language, date and round, because two drafts
 * may have the same date.
 *
 * `began` is the date of the document's first version, YYYY-MM-DD.
 */
export function aknNames({ forum, document, version }: Compilation, began: string): AknNames {
  const { element, name, subtype } = documentClasses[document.kind];
  const country = forum.jurisdiction ?? noJurisdiction;
  const [primary = version.language] = version.language.split("-");
  const language = languageCodes[primary] ?? primary;
  const steps = ["akn", country, element, subtype, forum.id, began.slice(0, 4), document.id];
  const work = steps.map((step) => (step === null ? "" : `/${encodeURIComponent(step)}`)).join("");
  const expression = `${work}/${language}@${version.date}/${encodeURIComponent(version.round)}`;
  return { element, name, subtype, country, language, work, expression, manifestation: `${expression}.akn` };
}

/**
 * The eIds of the forum and of its role. They cannot collide with clauses, because no clause id contains two
 * underscores in a row.
 */
export const forumId = "agent__forum";
export const authorRole = "role__author";

/** Returns the eId of a thread's note. */
export function noteId(number: number): string {
  return `note__${String(number)}`;
}

/** Returns the eId of an organisation. The id is encoded, because an eId must not contain spaces. */
export function organisationId(id: string): string {
  return `organization__${encodeURIComponent(id)}`;
}

/** Returns the eId of an element that belongs to a clause but is not a clause itself: "considering-a__list". */
export function partId(clause: string, part: string): string {
  return `${clause}__${part}`;
}

import { noJurisdiction } from "#core/access/forum.ts";
import type { Compilation } from "#core/compile/compilation.ts";

/** What a version is called at each level of FRBR, and as what kind of document. */
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
  /** Below which the document's own parts are named. */
  work: string;
  expression: string;
  manifestation: string;
}

/** The six official languages by their ISO 639-2 terminological code; any other by its own primary subtag. */
const languageCodes: Readonly<Record<string, string>> = {
  ar: "ara",
  en: "eng",
  es: "spa",
  fr: "fra",
  ru: "rus",
  zh: "zho",
};

/** A resolution's kin is a statement of the class of deliberations; a report is a document of no class of its own. */
const documentClasses = {
  opinion: { element: "statement", name: "opinionDraft", subtype: "deliberation" },
  report: { element: "doc", name: "reportDraft", subtype: "report" },
  other: { element: "doc", name: "draft", subtype: null },
} as const satisfies Readonly<Record<Compilation["document"]["kind"], Pick<AknNames, "element" | "name" | "subtype">>>;

/**
 * The IRIs of a version in the Akoma Ntoso naming convention, as the UN's profile AKN4UN has them: jurisdiction (the forum's), type,
 * class, body (the forum), year of the work, name. Neither date nor label is in the work's, which stays the same through
 * all drafts; an expression has language, date and round, since two drafts may bear one date.
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

/** The eIds of the forum and of its role. No clause has two low lines in its id. */
export const forumId = "agent__forum";
export const authorRole = "role__author";

/** The eId of the note that a thread is. */
export function noteId(number: number): string {
  return `note__${String(number)}`;
}

/** The eId an organisation is referred to by. An id may hold anything; an eId no blank. */
export function organisationId(id: string): string {
  return `organization__${encodeURIComponent(id)}`;
}

/** The eId of something that is no clause itself but belongs to one: "considering-a__list". */
export function partId(clause: string, part: string): string {
  return `${clause}__${part}`;
}

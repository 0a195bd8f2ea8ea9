import { codesOf } from "#core/text/closed-list.ts";

/** The properties of a format in which files are uploaded. The readers are in import/. */
interface FormatFacts {
  /** The endings of file names that upload forms offer, without the dot. */
  endings: readonly [string, ...string[]];
  /** Rarer endings of the same format. */
  rareEndings: readonly string[];
  /** Whether it may be the text of a draft. */
  draft: boolean;
  /**
   * Its use as a contribution: a text with tracked changes and comments, a completed comment form, or a collection of
   * Web Annotations, or a mail; null if it cannot be a contribution.
   */
  contribution: "marked-text" | "comment-form" | "annotations" | "mail" | null;
}

/** The formats of uploaded files. */
export const fileFormats = {
  docx: { endings: ["docx"], rareEndings: ["docm", "dotx"], draft: true, contribution: "marked-text" },
  odt: { endings: ["odt"], rareEndings: ["ott"], draft: true, contribution: "marked-text" },
  pdf: { endings: ["pdf"], rareEndings: [], draft: true, contribution: null },
  html: { endings: ["html", "htm"], rareEndings: ["xhtml"], draft: true, contribution: null },
  markdown: { endings: ["md"], rareEndings: ["markdown"], draft: true, contribution: null },
  text: { endings: ["txt"], rareEndings: ["text"], draft: true, contribution: null },
  xlsx: { endings: ["xlsx"], rareEndings: [], draft: false, contribution: "comment-form" },
  csv: { endings: ["csv"], rareEndings: ["tsv"], draft: false, contribution: "comment-form" },
  jsonld: { endings: ["jsonld", "json"], rareEndings: [], draft: false, contribution: "annotations" },
  eml: { endings: ["eml"], rareEndings: [], draft: false, contribution: "mail" },
} as const satisfies Readonly<Record<string, FormatFacts>>;

export type FileFormat = keyof typeof fileFormats;

/** The formats with a property, as a type. */
type FormatWith<Facts extends Partial<FormatFacts>> = {
  [Format in FileFormat]: (typeof fileFormats)[Format] extends Facts ? Format : never;
}[FileFormat];

const all = codesOf(fileFormats);

/** A format of drafts. */
export type DraftFormat = FormatWith<{ draft: true }>;
export const draftFormats = all.filter((format): format is DraftFormat => fileFormats[format].draft);

/** A format of contributions that are marked-up texts. */
export type MarkedTextFormat = FormatWith<{ contribution: "marked-text" }>;

/** A format of contributions that are lists of remarks, each of which states its own location. */
export type RemarkFormat = FormatWith<{ contribution: "comment-form" | "annotations" | "mail" }>;

/** A format of contributions: a marked-up text, a completed comment form, a collection of Web Annotations, or a mail. */
export type ContributionFormat = MarkedTextFormat | RemarkFormat;
export const contributionFormats = all.filter(
  (format): format is ContributionFormat => fileFormats[format].contribution !== null,
);

/** Returns the formats of contributions of one use. */
export function contributionsOf(use: NonNullable<FormatFacts["contribution"]>): readonly ContributionFormat[] {
  return contributionFormats.filter((format) => fileFormats[format].contribution === use);
}

/** Returns whether a contribution in this format is a marked-up text. */
export function isMarkedText(format: FileFormat): format is MarkedTextFormat {
  return fileFormats[format].contribution === "marked-text";
}

/** Returns the endings that an upload form offers for some formats: ".docx", ".odt". */
export function offeredEndings(formats: readonly FileFormat[]): string[] {
  return formats.flatMap((format) => fileFormats[format].endings.map((ending) => `.${ending}`));
}

/**
 * Endings of old formats that are not read. Their files are sent all the same, because the refusal says how to save
 * them.
 */
export const outdatedEndings: readonly string[] = [".doc", ".rtf", ".pages", ".xls", ".msg"];

/** Returns the draft format that the ending of a file name promises; undefined if it promises none. */
export function draftFormatNamed(ending: string): DraftFormat | undefined {
  return draftFormats.find((format) => hasEnding(format, ending));
}

/** Returns whether an ending, without the dot, is one of a format's. */
export function hasEnding(format: FileFormat, ending: string): boolean {
  const { endings, rareEndings }: FormatFacts = fileFormats[format];
  return endings.includes(ending) || rareEndings.includes(ending);
}

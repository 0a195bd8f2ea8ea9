import type { RedlineSide, RedlineSource } from "./redline-source.ts";
import { draftName } from "./export-phrases.ts";

/** The language a redline's words are in: that of the draft it leads to. */
export function redlineLanguage(source: RedlineSource): string {
  return source.revised.version.language;
}

/** A side by name: "Opinion 5, Third draft, 6 Feb 2013"; a file, which has but one name, by that. */
export function sideName({ document, version }: RedlineSide, language: string): string {
  const draft = draftName(version, language);
  return document.shortTitle === version.label ? draft : `${document.shortTitle}, ${draft}`;
}

import type { Compilation, Source } from "#core/compile/compilation.ts";
import { type Colour, groupColour } from "#core/discuss/stakeholder-group.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { messageText } from "#core/phrases/message-text.ts";
import { word } from "./export-phrases.ts";
import { commaText, listText } from "#core/phrases/list-text.ts";

/** The language of a file, whether it shows sources, and its forum. They apply to all of its threads. */
export type FileWording = Pick<Compilation, "sources" | "forum"> & { language: string };

/** The source of an annotation or reply as a file names it. */
export interface SourceView {
  /** The person and every organisation behind it: "Ana Ruiz (ISOC and APC)". Says so if the source is not shown. */
  name: string;
  /** The organisations behind it, "ISOC and APC", or the person in a personal capacity. */
  shortName: string;
  /** Null if the source is not shown. */
  person: string | null;
  /** Empty in a personal capacity, and if the source is not shown. */
  organisations: Source["organisations"];
  /** Up to three initials of the person; "–" if the source is not shown. */
  initials: string;
  /** The stakeholder group. Null if the source is not shown. */
  group: { name: string; colour: Colour } | null;
  /** Whether the file hides all sources. */
  isHidden: boolean;
}

/** Words a source. Null stands for a source that is not shown. */
export function sourceView(source: Source | null, wording: FileWording): SourceView {
  const name = fullName(source, wording);
  const isHidden = wording.sources === "hidden";
  const names = source?.organisations.map(({ shortName }) => shortName) ?? [];
  return {
    name,
    shortName: names.length > 0 && !isHidden ? listText(names, wording.language) : name,
    person: source?.name ?? null,
    organisations: source?.organisations ?? [],
    initials: source && !isHidden ? initialsOf(source.name) : "–",
    group: source && {
      name: groupName(source.group, wording.forum, wording.language),
      colour: groupColour(source.group, wording.forum),
    },
    isHidden,
  };
}

function fullName(source: Source | null, { sources, language }: FileWording): string {
  if (sources === "hidden") return word("export-source-hidden", language);
  if (!source) return word("export-source-removed", language);
  const named = source.capacity === "secretariat" ? [] : source.organisations;
  const names = named.map(({ shortName }) => shortName);
  const capacity =
    source.capacity === "organisation"
      ? []
      : [messageText({ code: `capacity-${source.capacity}`, params: {} }, language)];
  const behind = [...capacity, ...(names.length > 0 ? [listText(names, language)] : [])];
  return behind.length > 0 ? `${source.name} (${commaText(behind, language)})` : source.name;
}

function initialsOf(person: string): string {
  return person
    .split(/\s+/u)
    .map((name) => Array.from(name)[0] ?? "")
    .join("")
    .slice(0, 3)
    .toLocaleUpperCase();
}

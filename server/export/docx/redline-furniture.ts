import { Header, type FileChild, type ISectionOptions } from "docx";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { sayTime } from "#core/messages/dates.ts";
import { line, page, pageNumberFooter } from "./cover.ts";
import { redlineLanguage, type RedlineSource, sideName } from "../shared/redline-source.ts";
import { word } from "../shared/export-phrases.ts";

/** The sections of a redline: its contents on a page of their own, where there are any, then the two drafts. */
export function redlineSections(
  source: RedlineSource,
  contents: readonly FileChild[],
  body: readonly FileChild[],
): ISectionOptions[] {
  const first = redlineFurniture(source);
  if (contents.length === 0) return [{ ...first, children: body }];
  // What the file compares is said on its first page alone.
  const { default: running } = first.headers;
  return [
    { ...first, children: contents },
    { ...first, properties: { page: page ?? {} }, headers: { default: running }, children: body },
  ];
}

/**
 * Headers and footers: on the first page what is compared with what, how much changed and by which texts; on the others
 * the two drafts' names; a page number on all. None of it is in the body, which is the drafts' alone.
 */
function redlineFurniture(source: RedlineSource) {
  const language = redlineLanguage(source);
  const base = sideName(source.base, language);
  const revised = sideName(source.revised, language);
  const running = line("Header", word("export-redline-of", language, { base, revised }));
  const side = (
    label: "export-redline-base" | "export-redline-revised",
    name: string,
    { address, version }: RedlineSource["base"],
  ) => line("Header", `${word(label, language)}: ${name} (${address}, SHA-256 ${version.textHash.slice(0, 16)}…)`);
  const footer = pageNumberFooter();
  return {
    properties: { titlePage: true, page: page ?? {} },
    headers: {
      first: new Header({
        children: [
          line("Header", source.forum.name),
          side("export-redline-base", base, source.base),
          side("export-redline-revised", revised, source.revised),
          line("Header", sayChanges(source.stats, language)),
          line("Header", `${word("export-made", language)}: ${sayTime(source.generatedAt, language)}`),
        ],
      }),
      default: new Header({ children: [running] }),
    },
    footers: { first: footer, default: footer },
  };
}

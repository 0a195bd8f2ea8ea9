import { Header, type FileChild, type ISectionOptions } from "docx";
import { changesText } from "#core/phrases/comparison-summary.ts";
import { timeText } from "#core/phrases/dates.ts";
import { line, page, pageNumberFooter } from "./cover.ts";
import { redlineLanguage, type RedlineSource, sideName } from "../shared/redline-source.ts";
import { word } from "../shared/export-phrases.ts";
import { auditFacts, coverFacts } from "../shared/title-facts.ts";

/**
 * Returns the sections of a redline: the table of contents on a separate page, if there is one, then the two drafts.
 */
export function redlineSections(
  source: RedlineSource,
  contents: readonly FileChild[],
  body: readonly FileChild[],
): ISectionOptions[] {
  const first = headersAndFooters(source);
  if (contents.length === 0) return [{ ...first, children: body }];
  // Only the first page says what the file compares.
  const { default: running } = first.headers;
  return [
    { ...first, children: contents },
    { ...first, properties: { page: page ?? {} }, headers: { default: running }, children: body },
  ];
}

/**
 * Returns headers and footers. The first page says which drafts are compared, and how much changed. Later pages have
 * the names of the two drafts, and every page has its number. The body contains only the text of the drafts.
 */
function headersAndFooters(source: RedlineSource) {
  const language = redlineLanguage(source);
  const base = sideName(source.base, language);
  const revised = sideName(source.revised, language);
  const running = line("Header", word("export-redline-of", language, { base, revised }));
  const side = (
    facts: "export-redline-base-facts" | "export-redline-revised-facts",
    draft: string,
    { address }: RedlineSource["base"],
  ) => line("Header", word(facts, language, { draft, address }));
  const footer = pageNumberFooter();
  return {
    properties: { titlePage: true, page: page ?? {} },
    headers: {
      first: new Header({
        children: [
          line("Header", source.forum.name),
          side("export-redline-base-facts", base, source.base),
          side("export-redline-revised-facts", revised, source.revised),
          line("Header", changesText(source.stats, language)),
          line(
            "Header",
            `${word("export-made", language)}: ${timeText(source.generatedAt, language, source.forum.timeZone)}`,
          ),
          ...[...coverFacts(source.forum, language), ...auditFacts(source.auditHead, language)].map(
            ({ label, value }) => line("Header", `${label}: ${value}`),
          ),
        ],
      }),
      default: new Header({ children: [running] }),
    },
    footers: { first: footer, default: footer },
  };
}

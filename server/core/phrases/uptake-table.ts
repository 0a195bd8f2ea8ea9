import type { ForumGroups } from "#core/access/forum.ts";
import { quotedText, annotationText } from "#core/discuss/annotation-text.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { AmendedUptake, UptakeCounts, UptakeTable } from "#core/contract/uptake-operations.ts";
import { amendments, inLanguage } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { groupName, sourceText } from "#core/phrases/source-text.ts";
import { messageText, uncheckedText, wordIn } from "#core/phrases/message-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { commaText } from "#core/phrases/list-text.ts";

/** Builds tables of the uptake in each draft, by organisation and by group. Omits tables without rows. */
export function uptakeTotals(
  { versions, organisations, groups }: UptakeTable,
  forum: ForumGroups,
  language: string,
): TextTableData[] {
  const word = wordIn(language);
  const drafts = versions.map(({ label }) => label);
  const cellsOf = (counts: readonly UptakeCounts[]): string[] =>
    versions.map(({ id }) => {
      const found = counts.find(({ versionId }) => versionId === id);
      return found ? uptakeCountsText(found, language) : "";
    });
  return [
    {
      caption: word("uptake-by-organisation"),
      columns: [word("uptake-organisation"), ...drafts],
      rows: organisations.map(({ organisation, counts }) => ({
        head: organisation.name,
        href: null,
        cells: cellsOf(counts),
      })),
    },
    {
      caption: word("uptake-by-group"),
      columns: [word("outcomes-group"), ...drafts],
      rows: groups.map(({ group, counts }) => ({
        head: groupName(group, forum, language),
        href: null,
        cells: cellsOf(counts),
      })),
    },
  ].filter(({ rows }) => rows.length > 0);
}

/** Builds the table of the uptake of each proposal in each draft, with reasons. */
export function uptakeByProposal(
  { versions, proposals }: Pick<UptakeTable, "versions" | "proposals">,
  language: string,
): TextTableData {
  const word = wordIn(language);
  return {
    caption: word("uptake-by-proposal"),
    columns: [
      ...(["source", "quote", "says"] as const).map((head) => word(`outcomes-${head}`)),
      ...versions.map(({ label }) => label),
    ],
    rows: proposals.map(({ annotation, uptakes }) => {
      const home = versions.find(({ id }) => id === annotation.versionId);
      return {
        head: sourceText(annotation.speaker, language),
        href: home ? `${readingPath(home.address)}?note=${annotation.id}` : null,
        cells: [
          quotedText(annotation),
          annotationText(annotation),
          ...versions.map(({ id }) => {
            const found = uptakes.find(({ versionId }) => versionId === id);
            if (!found) return id === annotation.versionId ? word("outcomes-made-here") : "";
            const { extent, computed, correction } = found;
            const why = correction?.current?.reason ?? uncheckedText(computed.reason, language);
            const amended = (found.amendments ?? []).map((one) => amendedUptakeText(one, language));
            return [`${word(`uptake-extent-${extent}`)}. ${why}`, ...amended].join(" ");
          }),
        ],
      };
    }),
  };
}

/** Words the uptake of a proposal as amended: "As amended by ISOC: in part. 3 of 5 …". */
export function amendedUptakeText({ speaker, extent, reason }: AmendedUptake, language: string): string {
  const source = sourceText(speaker, language);
  const uptake = wordIn(language)(`uptake-extent-${extent}`);
  return `${formatMessage(inLanguage(amendments, language).asAmendedBy, { source }, language)}: ${uptake}. ${uncheckedText(reason, language)}`;
}

/** Formats counts: "2 in full, 1 in part, 3 not at all". */
export function uptakeCountsText(counts: UptakeCounts, language: string): string {
  return commaText(
    (["verbatim", "in-part", "not"] as const)
      .filter((extent) => counts[extent] > 0)
      .map((extent) => messageText({ code: `uptake-count-${extent}`, params: { count: counts[extent] } }, language)),
    language,
  );
}

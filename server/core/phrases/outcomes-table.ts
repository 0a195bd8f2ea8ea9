import type { Forum } from "#core/access/forum.ts";
import { quotedText, annotationText } from "#core/discuss/annotation-text.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import type { OutcomeDraft, OutcomeRow } from "#core/contract/outcome-rows.ts";
import { readingPath } from "#core/contract/pages.ts";
import { shownState } from "#core/place/needs-decision.ts";
import { dayText } from "#core/phrases/dates.ts";
import { groupName, sourceText } from "#core/phrases/source-text.ts";
import { uncheckedText, wordIn } from "#core/phrases/message-text.ts";
import { decidedText } from "#core/phrases/outcome-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { commaText } from "#core/phrases/list-text.ts";

/**
 * Builds the outcomes table: one row per comment, with its source, clause and text, and one column per draft, with the outcome
 * and its reason.
 */
export function outcomesTable(
  rows: readonly OutcomeRow[],
  drafts: readonly OutcomeDraft[],
  forum: Pick<Forum, "groups" | "timeZone">,
  language: string,
): TextTableData {
  const text = wordIn(language);
  const heads = ["source", "clause", "group", "kind", "type", "date", "made-on", "quote", "says", "decision"] as const;
  return {
    caption: text("outcomes-caption"),
    columns: [...heads.map((head) => text(`outcomes-${head}`)), ...drafts.map(({ label }) => label)],
    rows: rows.map(({ annotation, clause, madeOn, outcome, asAmendedBy, cells }) => {
      const { id, speaker, kind, type, createdAt } = annotation;
      const others = speaker.jointly.length > 0 ? organisationsBehind(speaker).slice(1) : [];
      return {
        head: commaText([sourceText(speaker, language), ...others.map(({ shortName }) => shortName)], language),
        href: `${readingPath(madeOn)}?note=${id}`,
        cells: [
          clause ?? text("outcomes-whole-document"),
          groupName(speaker.group, forum, language),
          text(`kind-${kind}`),
          text(`type-${type}`),
          dayText(createdAt, language, forum.timeZone),
          madeOn,
          quotedText(annotation),
          annotationText(annotation),
          outcome === null ? text("decision-undecided") : decidedText(outcome, asAmendedBy, language),
          ...drafts.map((draft) => {
            const cell = cells.get(draft.id);
            if (!cell) return draft.id === annotation.versionId ? text("outcomes-made-here") : "";
            const settled = cell.settled === null ? "" : ` (${text(`place-act-${cell.settled}`)})`;
            return `${text(`state-${shownState(cell)}`)}${settled}. ${uncheckedText(cell.reason, language)}`;
          }),
        ],
      };
    }),
  };
}

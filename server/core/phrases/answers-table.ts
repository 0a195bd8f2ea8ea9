import type { ForumGroups } from "#core/access/forum.ts";
import type { OrganisationAnswer } from "#core/contract/announcement-operations.ts";
import { announcementsPage, inLanguage } from "#core/messages/catalogues.ts";
import { timeText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { groupName } from "#core/phrases/source-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";

/** The language (BCP 47) and the forum's time zone (IANA name) of a table. */
interface TableFrame {
  language: string;
  timeZone: string | undefined;
}

/** Builds the tables of who has answered a consultation, by group and by organisation. */
export function answersTables(
  answers: readonly OrganisationAnswer[],
  forum: ForumGroups,
  { language, timeZone }: TableFrame,
): { byGroup: TextTableData; byOrganisation: TextTableData } {
  const messages = inLanguage(announcementsPage, language);
  const states = { answered: messages.answered, drafting: messages.drafting, none: messages.notAnswered };
  const groupOf = (group: string): string => headOf(groupName(group, forum, language), language);
  const groups = new Set(answers.map(({ organisation }) => organisation.group));
  return {
    byGroup: {
      caption: messages.byGroup,
      columns: [messages.group, messages.answered],
      rows: [...groups].map((group) => {
        const of = answers.filter(({ organisation }) => organisation.group === group);
        const answered = of.filter(({ state }) => state === "answered").length;
        const cell = formatMessage(messages.answeredOf, { answered, total: of.length }, language);
        return { head: groupOf(group), href: null, cells: [cell] };
      }),
    },
    byOrganisation: {
      caption: messages.whoHasAnswered,
      columns: [messages.organisation, messages.group, messages.answer, messages.comments, messages.lastComment],
      rows: answers.map(({ organisation: { name, group }, state, comments, lastAt }) => ({
        head: name,
        href: null,
        cells: [
          groupOf(group),
          states[state],
          String(comments),
          lastAt === null ? "" : timeText(lastAt, language, timeZone),
        ],
      })),
    },
  };
}

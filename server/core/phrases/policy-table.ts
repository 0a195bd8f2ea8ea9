import { roles } from "#core/access/people.ts";
import { policy, type PolicyAnswer } from "#core/access/policy.ts";
import { inLanguage, policy as policyArea, policyTerms } from "#core/messages/catalogues.ts";
import { headOf, wordIn } from "#core/phrases/message-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";

/** Returns the table of who may do what: a row for each action, and a column for each role. */
export function policyTable(language: string): TextTableData {
  const word = wordIn(language);
  const messages = inLanguage(policyArea, language);
  const terms = inLanguage(policyTerms, language);
  return {
    caption: messages.tableCaption,
    columns: [messages.actionColumn, ...roles.map((role) => headOf(word(`role-${role}`), language))],
    rows: policy().map(({ action, answers }) => ({
      head: terms[`action-${action}`],
      href: null,
      cells: answers.map((answer) => answerText(answer, language)),
    })),
  };
}

function answerText(answer: PolicyAnswer, language: string): string {
  const messages = inLanguage(policyArea, language);
  if (answer === "always") return messages.always;
  if (answer === "never") return messages.never;
  const terms = inLanguage(policyTerms, language);
  return headOf(answer.map((name) => terms[`case-${name}`]).join("; "), language);
}

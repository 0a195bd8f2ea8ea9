import { roles } from "#core/access/people.ts";
import { policy, type PolicyAnswer } from "#core/access/policy.ts";
import * as messages from "#core/messages/policy.en.ts";
import { policyTerms } from "#core/messages/policy.en.ts";
import { headOf, wordIn } from "#core/phrases/message-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";

/** Returns the table of who may do what: a row for each action, and a column for each role. */
export function policyTable(): TextTableData {
  const word = wordIn("en");
  return {
    caption: messages.tableCaption,
    columns: [messages.actionColumn, ...roles.map((role) => headOf(word(`role-${role}`), "en"))],
    rows: policy().map(({ action, answers }) => ({
      head: policyTerms[`action-${action}`],
      href: null,
      cells: answers.map(answerText),
    })),
  };
}

function answerText(answer: PolicyAnswer): string {
  if (answer === "always") return messages.always;
  if (answer === "never") return messages.never;
  return headOf(answer.map((name) => policyTerms[`case-${name}`]).join("; "), "en");
}

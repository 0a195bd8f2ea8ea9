import { useId, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import type { ContributionWrites } from "./use-contribution-writes.ts";

const questions = {
  handMarks: {
    title: messages.handMarksTitle,
    question: messages.handMarksQuestion,
    yes: messages.treatAsProposals,
    no: messages.treatAsFormatting,
    refused: messages.handMarksRefused,
  },
  unmarked: {
    title: messages.unmarkedTitle,
    question: messages.unmarkedQuestion,
    yes: messages.treatAsProposals,
    no: messages.leaveDifferencesOut,
    refused: messages.unmarkedRefused,
  },
} as const;

/**
 * Items that the reader of files found although the file does not track them as changes. They are listed apart and
 * imported only after a yes.
 */
export function RecognisedItems({
  about,
  items,
  contribution,
  writes,
}: {
  about: keyof typeof questions;
  items: readonly ShownItem[];
  contribution: ShownContribution;
  writes: ContributionWrites;
}): ReactNode {
  const name = useId();
  const consent = contribution[about];
  if (consent === "none") return null;
  const { title, question, yes, no, refused } = questions[about];
  const language = contribution.version?.language ?? "en";
  const answer = (choice: "yes" | "no"): void => void writes.edit({ [about]: choice });
  return (
    <section className={consent === "asked" ? "recognised is-open" : "recognised"} aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <p>{consent === "asked" ? question : consent === "yes" ? messages.treatedAsProposals : refused}</p>
      {items.length > 0 && (
        <details open={consent === "asked" && items.length <= 5}>
          <summary>{formatMessage(messages.passageCount, { count: items.length })}</summary>
          <ul className="recognised-items">
            {items.map((item) => (
              <li key={item.id}>
                {item.changes.length === 1 && item.changes[0]?.change === "edited" && (
                  <bdi className="quiet small">{item.changes[0].citation}</bdi>
                )}
                <ProposedClauses clauses={item.changes} language={language} short />
              </li>
            ))}
          </ul>
        </details>
      )}
      {contribution.may.edit && (
        <div className="row">
          {consent !== "yes" && (
            <Button className="button" onPress={() => answer("yes")}>
              {yes}
            </Button>
          )}
          {consent !== "no" && (
            <Button className="button button-quiet" onPress={() => answer("no")}>
              {no}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

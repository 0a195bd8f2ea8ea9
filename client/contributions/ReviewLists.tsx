import { type ReactNode, useId, useState } from "react";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { contributions, contributionsPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { markName, noticeText } from "#core/phrases/file-text.ts";
import type { VersionText } from "#core/text/clause.ts";
import { ProposedClauses } from "../annotations/ProposedClauses.tsx";
import { commaText, formatMessage, uncheckedWord } from "../page-parts/messages.ts";
import { ItemCard } from "./ItemCard.tsx";
import type { ContributionWrites } from "./use-contribution-writes.ts";

/** A list of items that have no location in the text, under a shared title. */
export function ItemList({
  title,
  about,
  items,
  contribution,
  text,
  writes,
}: {
  title: string;
  about: string;
  items: readonly ShownItem[];
  contribution: ShownContribution;
  text: VersionText | null;
  writes: ContributionWrites;
}): ReactNode {
  const [open, setOpen] = useState<string | null>(null);
  if (items.length === 0) return null;
  return (
    <section className="review-list">
      <h2>
        {title} <span className="quiet">{items.length}</span>
      </h2>
      <p className="quiet">{about}</p>
      <ul className="item-list">
        {items.map((item) => (
          <li key={item.id}>
            <ItemCard
              item={item}
              contribution={contribution}
              text={text}
              citation=""
              open={open === item.id}
              writes={writes}
              onOpen={setOpen}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The parts of the file that became no item, each with the reason, and the notices from reading it. */
export function SkippedParts({ contribution: { setAside, notices } }: { contribution: ShownContribution }): ReactNode {
  return (
    <>
      {setAside.length > 0 && (
        <details className="review-list">
          <summary>{formatMessage(messages.skippedParts, { count: setAside.length })}</summary>
          <ul className="set-aside">
            {setAside.map(({ code, params, words, author, marks }, index) => (
              <li key={index}>
                {uncheckedWord({ code: `set-aside-${code}`, params }, contributions)}{" "}
                {words !== "" && <q dir="auto">{words.length > 160 ? `${words.slice(0, 160)}…` : words}</q>}{" "}
                <span className="quiet small">
                  {commaText([author, ...marks.map((mark) => markName(mark, interfaceLanguage()))].filter(Boolean))}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {notices.length > 0 && (
        <details className="review-list">
          <summary>{formatMessage(messages.readingNotices, { count: notices.length })}</summary>
          <ul className="set-aside">
            {notices.map((notice, index) => (
              <li key={index}>
                {noticeText(notice, interfaceLanguage())}
                {notice.place !== "" && <span className="quiet small"> {notice.place}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

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
            <button type="button" className="button" onClick={() => answer("yes")}>
              {yes}
            </button>
          )}
          {consent !== "no" && (
            <button type="button" className="button button-quiet" onClick={() => answer("no")}>
              {no}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

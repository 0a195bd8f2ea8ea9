import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { Doubts } from "./doubts.ts";

/**
 * The clauses as they were read, each with its notices and a button to correct it. Before them is a list of the
 * notices, with links to their clauses.
 */
export function PreviewText({
  text: { text, clauses, language },
  doubts,
  name,
  onCorrect,
}: {
  text: VersionText;
  doubts: Doubts;
  /** Name of the draft. */
  name: string;
  onCorrect: (clause: Clause) => void;
}): ReactNode {
  const doubtful = clauses.filter(({ id }) => doubts.byClause.has(id));
  return (
    <>
      {doubts.ofFile.length + doubtful.length > 0 ? (
        <ul className="preview-notices">
          {doubts.ofFile.map((words, index) => (
            <li key={index}>{words}</li>
          ))}
          {doubtful.map(({ id, citation }) => (
            <li key={id}>
              <a href={`#preview-${id}`}>
                <bdi>{citation}</bdi>
              </a>
              : {doubts.byClause.get(id)?.join(" ")}
            </li>
          ))}
        </ul>
      ) : (
        <p>{messages.nothingUnclear}</p>
      )}
      <div
        className="draft preview-draft"
        lang={language}
        dir={directionOf(language)}
        tabIndex={0}
        role="region"
        aria-label={formatMessage(messages.textOf, { name })}
      >
        {clauses.map((clause) => {
          const { id, kind, depth, label, citation, start, end } = clause;
          const unclear = doubts.byClause.get(id);
          return (
            <div
              key={id}
              id={`preview-${id}`}
              className={`clause clause-${kind} depth-${depth} ${unclear ? "is-doubtful" : ""}`}
              title={citation}
            >
              {label !== null && <span className="clause-label">{label}</span>}
              {text.slice(start, end)}
              {kind !== "footnote" && kind !== "cell" && (
                <button
                  type="button"
                  className="icon-button preview-correct"
                  aria-label={formatMessage(messages.correctCitation, { citation })}
                  onClick={() => onCorrect(clause)}
                >
                  <Pencil size={14} aria-hidden />
                </button>
              )}
              {unclear && (
                <span className="preview-doubt" lang="en" dir="ltr">
                  {unclear.join(" ")}
                </span>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}

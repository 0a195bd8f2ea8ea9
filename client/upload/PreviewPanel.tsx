import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Preview } from "#core/contract/version-operations.ts";
import { placementStates } from "#core/annotate/placement.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { say } from "#core/messages/messages.ts";
import { directionOf } from "#core/text/language.ts";
import { comparisonPath } from "../app/routes.ts";
import { interfaceLanguage } from "../components/words.ts";
import { counted } from "../components/counted.ts";
import { formatDate } from "../components/dates.ts";

/** Four things to look at before publishing: the clauses found, what was unclear, what changed, what happens to comments. */
export function PreviewPanel({ preview, address }: { preview: Preview; address: string }): ReactNode {
  const { version, text, against, stats, sameTextAs } = preview;
  return (
    <>
      <section aria-labelledby="preview-found">
        <h2 id="preview-found" className="preview-title">
          {version.source.fileName}
        </h2>
        <p>
          {counted(version.clauseCount, "clause")}, {counted(version.wordCount, "word")};{" "}
          {version.notices.length > 0 ? `${counted(version.notices.length, "notice")} below` : "nothing unclear"}.{" "}
          {version.label}, {formatDate(version.date)}.
        </p>
        {sameTextAs && (
          <p className="preview-warning" role="alert">
            The very same text is published already as {sameTextAs}.
          </p>
        )}
      </section>
      {version.notices.length > 0 && (
        <section aria-labelledby="preview-notices">
          <h2 id="preview-notices" className="preview-title">
            What was unclear
          </h2>
          <ul className="preview-notices">
            {version.notices.map((notice, index) => (
              <li key={index}>
                {say(notice, interfaceLanguage)} {notice.place && <span className="quiet">({notice.place})</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="preview-changes">
        <h2 id="preview-changes" className="preview-title">
          What changes
        </h2>
        {stats && against ? (
          <p>
            Against {against}: {sayChanges(stats, interfaceLanguage)}{" "}
            <Link href={comparisonPath(against, version.id)}>See every change</Link>
          </p>
        ) : (
          <p>It is the first draft in its language.</p>
        )}
      </section>
      <section aria-labelledby="preview-comments">
        <h2 id="preview-comments" className="preview-title">
          What happens to comments
        </h2>
        <CommentFates preview={preview} />
      </section>
      <section aria-labelledby="preview-text">
        <h2 id="preview-text" className="preview-title">
          The text as it was read
        </h2>
        <div
          className="draft preview-draft"
          lang={text.language}
          dir={directionOf(text.language)}
          tabIndex={0}
          role="region"
          aria-label={`Text of ${address}`}
        >
          {text.clauses.map((clause) => (
            <div
              key={clause.id}
              className={`clause clause-${clause.kind} depth-${clause.depth}`}
              title={clause.citation}
            >
              <span className="clause-label">{clause.label}</span>
              {text.text.slice(clause.start, clause.end)}
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

function CommentFates({ preview }: { preview: Preview }): ReactNode {
  const { against, placements, returned, lostBefore } = preview;
  if (placements.length + returned.length + lostBefore === 0) return <p>There are none yet.</p>;
  return (
    <>
      <p>
        {counted(placements.length, "submitted comment")} with a place {against ? `on ${against}` : "before"}:
      </p>
      <ul className="preview-fates">
        {placementStates.map((state) => {
          const count = placements.filter((placement) => placement.state === state).length;
          return count === 0 ? null : (
            <li key={state}>
              <strong>{count}</strong> {say({ code: `state-${state}`, params: {} }, interfaceLanguage)}
            </li>
          );
        })}
      </ul>
      {returned.length > 0 && <p>{counted(returned.length, "comment")} without a place there would have one again.</p>}
      {lostBefore > 0 && (
        <p className="quiet">{counted(lostBefore, "comment")} had no place before and would have none.</p>
      )}
    </>
  );
}

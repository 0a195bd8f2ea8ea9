import type { ReactNode } from "react";
import { Link } from "wouter";
import type { BiographyEntry, LineageStep } from "#core/contract/lineage-operations.ts";
import { say } from "#core/messages/messages.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { writtenIn } from "../components/written-in.ts";
import { formatDate } from "../components/dates.ts";
import { interfaceLanguage } from "../components/messages.ts";
import { BiographyComments } from "./BiographyComments.tsx";
import { sayStep } from "./say-step.ts";

/** A clause in one draft: what happened to it on the way there, its wording against that before, and what was said on it. */
export function BiographyDraft({
  entry,
  before,
  named,
}: {
  entry: BiographyEntry;
  /** The draft before, where there is one. */
  before: BiographyEntry["version"] | undefined;
  /** Whether drafts of several documents are told of, so that each has to be named with its own. */
  named: boolean;
}): ReactNode {
  const { version, clauses, steps, rows, annotations } = entry;
  const [first] = clauses;
  const path = readingPath(version.address) + (first ? `?clause=${encodeURIComponent(first.id)}` : "");
  return (
    <li className="biography-draft">
      <div className="biography-text">
        <h2>
          <Link href={path}>
            {named && `${version.document}: `}
            <bdi lang={version.language}>{version.label}</bdi>
          </Link>{" "}
          {!version.label.includes(version.date.slice(0, 4)) && (
            <span className="quiet">{formatDate(version.date)}</span>
          )}
        </h2>
        <p className="biography-step">
          {clauses.length > 0 && <bdi>{clauses.map(({ citation }) => citation).join(", ")}</bdi>}
          {clauses.length === 0 && steps.length === 0 && "not in this draft"}
          {steps.length > 0 && (
            <>
              {clauses.length > 0 && " · "}
              {[...new Set(steps.map(sayStep))].join("; ")}
            </>
          )}
          {before && steps.length > 0 && (
            <>
              {" · "}
              <Link href={comparisonPath(before.address, version.address)}>whole draft compared</Link>
            </>
          )}
        </p>
        <div className="draft biography-words" {...writtenIn(version.language)}>
          {rows.map((row, index) => (
            <p key={index} className="biography-row">
              {row.segments.map(({ kind, text }, place) => {
                if (kind === "kept") return <span key={place}>{text}</span>;
                const Element = kind === "deleted" || kind === "moved-away" ? "del" : "ins";
                const moved = kind === "moved-away" || kind === "moved-here";
                return (
                  <Element key={place} className={moved ? "is-moved" : undefined}>
                    {text}
                  </Element>
                );
              })}
            </p>
          ))}
        </div>
        {steps.map((step, index) => (
          <Why key={index} step={step} />
        ))}
      </div>
      {annotations.length > 0 && <BiographyComments annotations={annotations} address={version.address} />}
    </li>
  );
}

/** Why the clauses were taken for one, on request. */
function Why({ step: { reasons, link, score } }: { step: LineageStep }): ReactNode {
  if (reasons.length === 0) return null;
  return (
    <details className="biography-why small quiet">
      <summary>{link === null ? `Why (sure to ${Math.round(score * 100)} %)` : "Why: somebody said so"}</summary>
      <ul>
        {reasons.map(({ code, params }, index) => (
          <li key={index}>{say({ code: `pairing-${code}`, params }, interfaceLanguage)}</li>
        ))}
      </ul>
    </details>
  );
}

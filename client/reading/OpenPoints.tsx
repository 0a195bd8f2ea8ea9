import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/page-paths.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { NegotiationCounts } from "#core/text/negotiation.ts";
import { countNegotiation } from "#core/text/read-negotiation.ts";
import { negotiationQuery } from "../api/queries.ts";
import { counted } from "../components/counted.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import "./open-points.css";

const columns = [
  ["brackets", "Brackets"],
  ["nested", "Within brackets"],
  ["alternatives", "Alternatives"],
  ["agreed", "Agreed"],
  ["agreedAdRef", "Ad ref"],
  ["insertedClauses", "bis, ter …"],
] as const satisfies readonly (readonly [keyof NegotiationCounts, string])[];

/** What a draft leaves open, by its signs, and how that went over the drafts; nothing where it bears no sign. */
export function OpenPoints({ version, text }: { version: ListedVersion; text: VersionText }): ReactNode {
  const counts = useMemo(() => countNegotiation(text), [text]);
  const [open, setOpen] = useState(false);
  const history = useQuery({ ...negotiationQuery(version.documentId, version.language), enabled: open });
  const said = sayCounts(counts);
  if (said.length === 0) return null;
  return (
    <details className="open-points" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{said.join(" · ")}</summary>
      {history.error && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && (
        <div className="open-points-scroll" tabIndex={0} role="region" aria-label="What each draft leaves open">
          <table>
            <caption className="visually-hidden">What each draft leaves open, by its signs</caption>
            <thead>
              <tr>
                <th scope="col">Draft</th>
                {columns.map(([name, words]) => (
                  <th key={name} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history.data.map(({ version: one, counts: there }) => (
                <tr key={one.id} {...(one.id === version.id && { "aria-current": "true" as const })}>
                  <th scope="row">
                    <Link href={readingPath(one.address)}>{one.label}</Link>
                  </th>
                  {columns.map(([name]) => (
                    <td key={name}>{there[name]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

/** "2 brackets, 1 within another · 1 alternative · 3 agreed": what there is none of stays unsaid. */
function sayCounts(counts: NegotiationCounts): string[] {
  const { brackets, nested, unbalanced, alternatives, agreed, agreedAdRef, insertedClauses } = counts;
  return [
    ...(brackets > 0
      ? [
          `${counted(brackets, "bracket")}${nested > 0 ? `, ${nested} within ${nested === 1 ? "another" : "others"}` : ""}`,
        ]
      : []),
    ...(unbalanced > 0 ? [`${counted(unbalanced, "bracket")} without a fellow`] : []),
    ...(alternatives > 0 ? [counted(alternatives, "alternative")] : []),
    ...(agreed > 0 ? [`${agreed} agreed`] : []),
    ...(agreedAdRef > 0 ? [`${agreedAdRef} agreed ad ref`] : []),
    ...(insertedClauses > 0 ? [`${counted(insertedClauses, "clause")} put in between (bis, ter …)`] : []),
  ];
}

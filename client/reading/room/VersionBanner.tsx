import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { openCounts, openPointsText } from "#core/phrases/open-points.ts";
import { interfaceLanguage, readingRoom as messages } from "#core/messages/catalogues.ts";
import type { NegotiationCounts } from "#core/text/negotiation/negotiation.ts";
import { negotiationQuery } from "../../api/queries.ts";
import { ProblemNotice } from "../../components/PageStates.tsx";
import { ConsultationNote } from "../../consultation/ConsultationNote.tsx";
import { VersionFacts } from "../../page-parts/VersionFacts.tsx";
import "./open-points.css";

/** The facts about this version above its text, with its consultation and its open points. */
export function VersionBanner({
  version,
  document,
  counts,
}: {
  version: ListedVersion;
  document: ListedDocument;
  /** Its signs of negotiation. */
  counts: NegotiationCounts;
}): ReactNode {
  const { terms, state } = version.consultation ?? {};
  return (
    <VersionFacts
      version={version}
      document={document}
      consultation={terms && state && <ConsultationNote terms={terms} state={state} />}
      link={Link}
    >
      <OpenPoints version={version} counts={counts} />
    </VersionFacts>
  );
}

const columns: Record<(typeof openCounts)[number], string> = {
  brackets: messages.brackets,
  nested: messages.nestedBrackets,
  unbalanced: messages.unpairedBrackets,
  alternatives: messages.alternatives,
  agreed: messages.agreed,
  agreedAdRef: messages.agreedAdRef,
  insertedClauses: messages.insertedClauses,
};

/**
 * Counts a draft's open points by its negotiation signs, and shows the counts on every draft. Renders nothing if the
 * draft has no signs.
 */
function OpenPoints({ version, counts }: { version: ListedVersion; counts: NegotiationCounts }): ReactNode {
  const [open, setOpen] = useState(false);
  const history = useQuery({ ...negotiationQuery(version.documentId, version.language), enabled: open });
  const summary = openPointsText(counts, interfaceLanguage());
  if (summary === "") return null;
  // One column for each sign that occurs in any draft.
  const shownCounts = openCounts.filter((name) => history.data?.some((entry) => entry.counts[name] > 0));
  return (
    <details className="open-points screen-only" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="soft">{summary}</summary>
      {history.error && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && (
        <div className="open-points-scroll" tabIndex={0} role="region" aria-label={messages.openPoints}>
          <table>
            <caption className="visually-hidden">{messages.openPointsCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{messages.draft}</th>
                {shownCounts.map((name) => (
                  <th key={name} scope="col">
                    {columns[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history.data.map(({ version: listed, counts: versionCounts }) => (
                <tr key={listed.id} {...(listed.id === version.id && { "aria-current": "true" as const })}>
                  <th scope="row">
                    <Link href={readingPath(listed.address)}>{listed.label}</Link>
                  </th>
                  {shownCounts.map((name) => (
                    <td key={name}>{versionCounts[name]}</td>
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

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { sayVersionChange } from "#core/messages/comparison-summary.ts";
import { openCounts, sayOpenPoints } from "#core/messages/open-points.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import type { VersionText } from "#core/text/clause.ts";
import { countNegotiation } from "#core/text/read-negotiation.ts";
import { currentVersion } from "#core/text/version.ts";
import { negotiationQuery } from "../../api/queries.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatDate } from "../../components/format.ts";
import { ConsultationNote } from "../../consultation/ConsultationNote.tsx";
import { formatMessage, interfaceLanguage, word } from "../../page-parts/messages.ts";
import "./open-points.css";

/**
 * Shows the state of this version above its text: whether it is out of date or withdrawn, and why. Also shows which
 * version to read instead, and what changed.
 */
export function VersionBanner({
  version,
  versions,
  text,
}: {
  version: ListedVersion;
  /** All versions of its document. */
  versions: readonly ListedVersion[];
  text: VersionText;
}): ReactNode {
  const { state, withdrawnReason, address } = version;
  // The list of versions is fetched again until the change is computed; a version with its text is not.
  const { change } = versions.find(({ id }) => id === version.id) ?? version;
  const current = currentVersion(version, versions);
  const instead = (code: string): ReactNode =>
    current && <Link href={readingPath(current.address)}>{word(code, { label: current.label })}</Link>;
  return (
    <div className="version-banner" lang="en" dir="ltr">
      {state === "published" ? (
        current && <p className="version-newer">{instead("version-latest")}</p>
      ) : (
        <p className="version-warning" role="note">
          {word(withdrawnReason ? "version-withdrawn-reason" : `version-${state}`, { reason: withdrawnReason ?? "" })}{" "}
          {instead("version-instead")}
        </p>
      )}
      {version.consultation?.terms && <ConsultationNote terms={version.consultation.terms} />}
      {/* A printed page has no header that names the draft, and a date does not identify it. */}
      <p className="print-only">
        {version.label} · {address}
      </p>
      <p className="quiet">
        {formatDate(version.date)} · {formatMessage(messages.wordCount, { count: version.wordCount })} ·{" "}
        {formatMessage(messages.clauseCount, { count: version.clauseCount })}
        {change && (
          <>
            {" · "}
            <Link href={comparisonPath(change.against, address)}>{sayVersionChange(change, interfaceLanguage)}</Link>
          </>
        )}
      </p>
      <OpenPoints version={version} text={text} />
    </div>
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
function OpenPoints({ version, text }: { version: ListedVersion; text: VersionText }): ReactNode {
  const counts = useMemo(() => countNegotiation(text), [text]);
  const [open, setOpen] = useState(false);
  const history = useQuery({ ...negotiationQuery(version.documentId, version.language), enabled: open });
  const said = sayOpenPoints(counts, interfaceLanguage);
  if (said === "") return null;
  // One column for each sign that occurs in any draft.
  const told = openCounts.filter((name) => history.data?.some((one) => one.counts[name] > 0));
  return (
    <details className="open-points" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{said}</summary>
      {history.error && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && (
        <div className="open-points-scroll" tabIndex={0} role="region" aria-label={messages.openPoints}>
          <table>
            <caption className="visually-hidden">{messages.openPointsCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{messages.draft}</th>
                {told.map((name) => (
                  <th key={name} scope="col">
                    {columns[name]}
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
                  {told.map((name) => (
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

import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { sayVersionChange } from "#core/messages/comparison-summary.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { currentVersion } from "#core/text/version.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { formatDate } from "../../components/format.ts";
import { formatMessage, interfaceLanguage, word } from "../../page-parts/messages.ts";
import { ConsultationNote } from "../../consultation/ConsultationNote.tsx";
import { OpenPoints } from "./OpenPoints.tsx";

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

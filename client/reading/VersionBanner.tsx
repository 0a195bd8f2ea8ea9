import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPath, readingPath } from "../app/routes.ts";
import { neighbours } from "../app/version-order.ts";
import { counted } from "../components/counted.ts";
import { formatDate } from "../components/dates.ts";

/** What a reader has to know before the first word: that it was withdrawn, that a later draft exists, what changed. */
export function VersionBanner({
  version,
  versions,
}: {
  version: ListedVersion;
  /** All versions of its document. */
  versions: readonly ListedVersion[];
}): ReactNode {
  const { after } = neighbours(versions, version.address);
  const { change } = version;
  return (
    <div className="version-banner">
      {version.state === "withdrawn" && (
        <p className="version-warning" role="note">
          This version was withdrawn{version.withdrawnReason ? `: ${version.withdrawnReason}` : "."}
        </p>
      )}
      {version.state === "prepared" && (
        <p className="version-warning" role="note">
          This version is a preview; it is not published.
        </p>
      )}
      <p className="quiet">
        {formatDate(version.date)} · {counted(version.wordCount, "word")} · {counted(version.clauseCount, "clause")}
        {change && (
          <>
            {" · "}
            <Link href={comparisonPath(change.against, version.address)}>
              {counted(change.inserted, "word")} in, {change.deleted.toLocaleString("en-GB")} out
            </Link>
          </>
        )}
        {after && (
          <>
            {" · "}
            <Link href={readingPath(after.address)}>A later draft exists</Link>
          </>
        )}
      </p>
    </div>
  );
}

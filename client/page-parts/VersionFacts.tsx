import type { ElementType, ReactNode } from "react";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, readingRoom as messages } from "#core/messages/catalogues.ts";
import type { ConsultationState, ConsultationTerms } from "#core/outcome/consultation.ts";
import { versionChangeText } from "#core/phrases/comparison-summary.ts";
import { dateText } from "#core/phrases/dates.ts";
import { currentVersion, ledBySymbol } from "#core/text/version.ts";
import { formatMessage, inInterface, word } from "./messages.ts";

/**
 * The facts about a version above its text: whether it is out of date or withdrawn and why, which version to read
 * instead, its date and size, and a link to what changed. The server renders it too.
 */
export function VersionFacts({
  version,
  document,
  consultation,
  more,
  link: Link = "a",
  children,
}: {
  version: ListedVersion;
  document: ListedDocument;
  /** The note about its consultation. */
  consultation: ReactNode;
  /** Further facts for the line with the date. */
  more?: ReactNode;
  /** The component that links to another version. */
  link?: ElementType<{ href: string; children: ReactNode }>;
  /** Content below the facts. */
  children: ReactNode;
}): ReactNode {
  const { state, withdrawnReason, address, date, label } = version;
  // The list of versions is fetched again until the change is computed; a version with its text is not.
  const { versions } = document;
  const { change } = versions.find(({ id }) => id === version.id) ?? version;
  const current = currentVersion(version, versions);
  const instead = (code: "version-latest" | "version-instead"): ReactNode =>
    current && <Link href={readingPath(current.address)}>{word(code, { label: current.label })}</Link>;
  return (
    <div className="version-banner" {...inInterface()}>
      {state === "published" ? (
        current && <p className="version-newer">{instead("version-latest")}</p>
      ) : (
        <p className="version-warning" role="note">
          {word(withdrawnReason ? "version-withdrawn-reason" : `version-${state}`, { reason: withdrawnReason ?? "" })}{" "}
          {instead("version-instead")}
        </p>
      )}
      {consultation}
      {/* A printed page has no header that names the draft, and a date does not identify it. */}
      <p className="print-only">{ledBySymbol(document, version, label, address).join(" · ")}</p>
      <p className="quiet">
        {ledBySymbol(document, version, "").join(" · ")}
        <time dateTime={date}>{dateText(date, interfaceLanguage())}</time>
        {" · "}
        {formatMessage(messages.wordCount, { count: version.wordCount })}
        {" · "}
        {formatMessage(messages.clauseCount, { count: version.clauseCount })}
        {change && (
          <>
            {" · "}
            <Link href={comparisonPath(change.against, address)}>{versionChangeText(change, interfaceLanguage())}</Link>
          </>
        )}
        {more}
      </p>
      {children}
    </div>
  );
}

/**
 * When a version is open to comments, and whether comments are hidden until the end. The server renders it too, without
 * icons and time left.
 */
export function ConsultationFacts({
  terms: { opensAt, closesAt, blind },
  state,
  timeOf,
  remaining,
  icons,
}: {
  terms: Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">;
  state: ConsultationState;
  /** Formats a time (ISO 8601). */
  timeOf: (at: string) => string;
  /** The time until it opens or closes, as text. */
  remaining?: string;
  icons?: { time: ReactNode; blind: ReactNode };
}): ReactNode {
  return (
    <div className={`consultation-note is-${state}`} role="note">
      <p>
        {icons?.time}
        <span>
          {word(`consultation-${state}`, { opens: timeOf(opensAt), closes: timeOf(closesAt) })}{" "}
          {remaining !== undefined && state === "open" && (
            <strong>{word("consultation-left", { left: remaining })}</strong>
          )}
          {remaining !== undefined && state === "upcoming" && (
            <strong>{word("consultation-opens-in", { left: remaining })}</strong>
          )}
        </span>
      </p>
      {blind && (
        <p>
          {icons?.blind}
          <span>{word(state === "closed" ? "consultation-was-blind" : "consultation-blind")}</span>
        </p>
      )}
    </div>
  );
}

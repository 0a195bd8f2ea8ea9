import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { comparisonPath, readingPath, uploadPath } from "../app/routes.ts";
import { inLanguage, latestFirst } from "../app/version-order.ts";
import { counted } from "../components/counted.ts";
import { formatDate } from "../components/dates.ts";
import { languageName } from "../components/language-name.ts";
import { lastVisit } from "./last-visit.ts";
import { describeVersion, TimeLine } from "./TimeLine.tsx";

/** One document of the forum: its title, its drafts in time, the last of them, and the ways in. */
export function DocumentRow({
  document,
  meetings,
  scale,
  mayUpload,
}: {
  document: ListedDocument;
  meetings: readonly string[];
  scale: (date: string) => number;
  mayUpload: boolean;
}): ReactNode {
  const { id, title, shortTitle, versions } = document;
  const language = mainLanguage(document);
  const main = inLanguage(versions, language);
  const published = main.filter(({ state }) => state === "published");
  const latest = published.at(-1) ?? main.at(-1);
  const before = published.at(-2);
  const comments = versions.reduce((sum, { annotationCount }) => sum + annotationCount, 0);
  const seen = lastVisit(id);
  const isNew = latest?.publishedAt != null && seen !== null && latest.publishedAt > seen;
  const translations = versions.filter(
    (version) => version.round === latest?.round && version.language !== language && version.state === "published",
  );

  return (
    <li className="document" id={id}>
      <div className="document-title">
        <h2>
          {latest ? <Link href={readingPath(latest.address)}>{shortTitle}</Link> : shortTitle}
          {isNew && <span className="chip chip-new">new draft</span>}
        </h2>
        {title !== shortTitle && <p className="quiet">{title}</p>}
      </div>
      <div className="document-time">
        {main.length > 0 ? (
          <TimeLine versions={main} meetings={meetings} scale={scale} />
        ) : (
          <p className="quiet">No draft yet.</p>
        )}
      </div>
      <div className="document-facts">
        {latest && (
          <p>
            <Link href={readingPath(latest.address)}>{latest.label}</Link>
            <br />
            <span className="quiet">
              {formatDate(latest.date)}
              {comments > 0 && ` · ${counted(comments, "comment")}`}
            </span>
          </p>
        )}
        <p className="document-ways small">
          {latest && before && <Link href={comparisonPath(before.address, latest.address)}>What changed</Link>}
          {translations.map((version) => (
            <Link key={version.address} href={readingPath(version.address)}>
              {languageName(version.language)}
            </Link>
          ))}
          {mayUpload && (
            <Link href={uploadPath(id)}>
              <Upload size={12} aria-hidden /> Upload a draft
            </Link>
          )}
        </p>
        {versions.length > 1 && (
          <details className="document-versions small">
            <summary>All {versions.length} versions</summary>
            <ul>
              {latestFirst(versions).map((version) => (
                <li key={version.address}>
                  <Link href={readingPath(version.address)}>{version.label}</Link>{" "}
                  <span className="quiet">
                    {version.language !== language && `${languageName(version.language)}, `}
                    {describeVersion(version)}
                  </span>{" "}
                  {version.change && (
                    <Link href={comparisonPath(version.change.against, version.address)}>Compare</Link>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

/** The language with the most versions; the first of them where several have as many. */
function mainLanguage({ versions }: ListedDocument): string {
  const counts = new Map<string, number>();
  for (const { language } of versions) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? "en";
}

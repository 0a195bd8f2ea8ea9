import type { ReactNode } from "react";
import type { BarometerArticle, BarometerDraft } from "#core/compile/barometer.ts";
import { interfaceLanguage, barometerPage as messages } from "#core/messages/catalogues.ts";
import { changeText, clausePath, measureName, numberText, openMeasures } from "#core/phrases/barometer-text.ts";
import type { OpenCounts } from "#core/text/negotiation/negotiation.ts";
import type { PageLink } from "./BarometerLists.tsx";
import { formatMessage } from "./messages.ts";

/** The table of articles of a draft, with the change since the draft before, and their clauses on request. */
export function BarometerArticles({
  articles,
  draft,
  before,
  link,
}: {
  articles: readonly BarometerArticle[];
  draft: BarometerDraft;
  before: BarometerDraft | undefined;
  link: PageLink;
}): ReactNode {
  if (articles.length === 0) return null;
  const names = { draft: draft.version.label };
  const caption = before
    ? formatMessage(messages.byArticleSince, { ...names, before: before.version.label })
    : formatMessage(messages.byArticle, names);
  return (
    <div className="text-table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="text-table barometer-table">
        <caption>{caption}</caption>
        <thead>
          <Heads first={messages.article} />
        </thead>
        {articles.map((article) => (
          <ArticleRows
            key={`${article.gone ? "gone " : ""}${article.clause ?? ""}`}
            article={article}
            draft={draft.version}
            before={before?.version}
            link={link}
          />
        ))}
      </table>
    </div>
  );
}

function Heads({ first }: { first: string }): ReactNode {
  return (
    <tr>
      {[first, ...openMeasures.map((measure) => measureName(measure, interfaceLanguage()))].map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
    </tr>
  );
}

function ArticleRows({
  article: { clause, name, title, counts, before: countsBefore, gone, clauses },
  draft,
  before,
  link: Link,
}: {
  article: BarometerArticle;
  draft: BarometerDraft["version"];
  before: BarometerDraft["version"] | undefined;
  link: PageLink;
}): ReactNode {
  const home = gone && before ? before : draft;
  const shownName = name === "" ? messages.noHeading : name;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <Link href={clausePath(home.address, clause)}>
            <bdi>{shownName}</bdi>
          </Link>{" "}
          {title !== "" && (
            <span className="quiet" lang={home.language} dir="auto">
              {title}
            </span>
          )}
          {before && gone && (
            <span className="quiet">
              {" "}
              {formatMessage(messages.notThereNow, { before: before.label, draft: draft.label })}
            </span>
          )}
          {before && !countsBefore && (
            <span className="quiet"> {formatMessage(messages.notThereBefore, { before: before.label })}</span>
          )}
        </th>
        <Numbers counts={counts} before={countsBefore} />
      </tr>
      {clauses.length > 0 && (
        <tr>
          <td className="barometer-clauses" colSpan={1 + openMeasures.length}>
            <details>
              <summary className="soft">
                {formatMessage(messages.clauseCount, { count: clauses.length })}{" "}
                <span className="visually-hidden">{shownName}</span>
              </summary>
              <table className="text-table barometer-table">
                <caption className="visually-hidden">
                  {formatMessage(messages.clausesOf, { article: shownName })}
                </caption>
                <thead>
                  <Heads first={messages.clause} />
                </thead>
                <tbody>
                  {clauses.map((one) => (
                    <tr key={one.clause}>
                      <th scope="row">
                        <Link href={clausePath(draft.address, one.clause)}>
                          <bdi>{one.citation}</bdi>
                        </Link>
                      </th>
                      <Numbers counts={one.counts} before={null} />
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** The counts, each with its change since the draft before. */
function Numbers({ counts, before }: { counts: OpenCounts; before: OpenCounts | null }): ReactNode {
  return openMeasures.map((measure) => (
    <td key={measure}>
      {numberText(counts[measure], interfaceLanguage())}
      {before && counts[measure] !== before[measure] && (
        <span className="barometer-change"> {changeText(counts[measure] - before[measure], interfaceLanguage())}</span>
      )}
    </td>
  ));
}

import type { ElementType, ReactNode } from "react";
import type { OpenPoint } from "#core/compare/comparison.ts";
import type { Barometer, BarometerArticle, BarometerDraft, BarometerOpened } from "#core/compile/barometer.ts";
import { readingPath } from "#core/contract/pages.ts";
import { barometerPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import {
  changeText,
  clausePath,
  closedText,
  measureName,
  numberText,
  openedText,
  openMeasures,
} from "#core/phrases/barometer-text.ts";
import type { OpenCounts } from "#core/text/negotiation/negotiation.ts";
import { commaText, formatMessage } from "./messages.ts";

/** The component that links to another page. */
export type PageLink = ElementType<{ href: string; children: ReactNode }>;

type Version = BarometerDraft["version"];

/** The brackets and options that opened, closed and remained, each linked to its clause. */
export function BarometerLists({
  changes: { opened, closed, remained },
  draft,
  before,
  link,
}: {
  changes: NonNullable<NonNullable<Barometer["shown"]>["changes"]>;
  draft: Version;
  before: Version;
  link: PageLink;
}): ReactNode {
  return (
    <>
      <PointList
        title={formatMessage(messages.openedCount, { count: opened.length })}
        none={messages.noneOpened}
        points={opened}
        draft={draft}
        noteOf={(point) => (
          <>
            {openedText(point, interfaceLanguage())}
            {point.asked && (
              <>
                {" · "}
                <Asked asked={point.asked} link={link} />
              </>
            )}
          </>
        )}
        link={link}
      />
      <PointList
        title={formatMessage(messages.closedCount, { count: closed.length })}
        none={messages.noneClosed}
        about={formatMessage(messages.closedLinksNote, { before: before.label })}
        points={closed}
        draft={before}
        noteOf={(point) => closedText(point, interfaceLanguage())}
        link={link}
      />
      <PointList
        title={formatMessage(messages.remainedCount, { count: remained.length })}
        none={messages.noneRemained}
        points={remained}
        draft={draft}
        link={link}
      />
    </>
  );
}

/** Longer lists are folded at first. */
const mostUnfolded = 30;

function PointList<Point extends OpenPoint>({
  title,
  none,
  about,
  points,
  draft,
  noteOf,
  link: Link,
}: {
  title: string;
  /** Shown instead of an empty list. */
  none: string;
  about?: string;
  points: readonly Point[];
  /** The draft that the points are in. */
  draft: Version;
  noteOf?: (point: Point) => ReactNode;
  link: PageLink;
}): ReactNode {
  if (points.length === 0) return <p className="barometer-none">{none}</p>;
  return (
    <details className="barometer-list" open={points.length <= mostUnfolded}>
      <summary>{title}</summary>
      {about !== undefined && <p className="quiet small">{about}</p>}
      <ul>
        {points.map((point, index) => (
          <li key={index}>
            <p className="barometer-point">
              <Link href={clausePath(draft.address, point.clause)}>
                <bdi>{point.citation}</bdi>
              </Link>
              <span className="quiet small">
                {formatMessage(messages.kind, { kind: point.kind })}
                {noteOf && <>: {noteOf(point)}</>}
              </span>
            </p>
            <p className="barometer-text" lang={draft.language} dir="auto">
              {point.text}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Who asked for a bracket, linked to the proposal. */
function Asked({ asked, link: Link }: { asked: NonNullable<BarometerOpened["asked"]>; link: PageLink }): ReactNode {
  const { annotation, madeOn, by } = asked;
  return (
    <Link href={`${readingPath(madeOn)}?note=${encodeURIComponent(annotation)}`}>
      {by.length > 0 ? formatMessage(messages.askedBy, { source: commaText(by) }) : messages.askedInProposal}
    </Link>
  );
}

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

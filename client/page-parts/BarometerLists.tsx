import type { ElementType, ReactNode } from "react";
import type { OpenPoint } from "#core/compare/comparison.ts";
import type { Barometer, BarometerDraft, BarometerOpened } from "#core/compile/barometer.ts";
import { readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, barometerPage as messages } from "#core/messages/catalogues.ts";
import { clausePath, closedText, openedText } from "#core/phrases/barometer-text.ts";
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

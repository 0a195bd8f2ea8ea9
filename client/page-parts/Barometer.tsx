import type { ReactNode } from "react";
import type { Barometer as BarometerData, BarometerDraft } from "#core/compile/barometer.ts";
import { barometerOperations } from "#core/contract/negotiation-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { barometerPath, comparisonPath } from "#core/contract/pages.ts";
import { barometerPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { barometerSummary, draftsTable, isAllSettled, numberText } from "#core/phrases/barometer-text.ts";
import type { OpenCounts } from "#core/text/negotiation/negotiation.ts";
import { BarometerArticles, BarometerLists, type PageLink } from "./BarometerLists.tsx";
import { TextTable } from "./TextTable.tsx";
import { formatMessage } from "./messages.ts";

/** How much of a document is still open: a summary, a chart, tables, lists and the rule of counting. */
export function Barometer({
  barometer,
  link: Link = "a",
}: {
  barometer: BarometerData;
  /** The component that links to other pages. */
  link?: PageLink;
}): ReactNode {
  const { drafts, shown, document } = barometer;
  const draft = shown ? drafts[shown.draft] : undefined;
  if (!shown || !draft) return <p className="table-note">{messages.noDrafts}</p>;
  if (isAllSettled(barometer)) {
    return (
      <>
        <p className="barometer-summary">{formatMessage(messages.nothingOpen, { document })}</p>
        <Rule />
      </>
    );
  }
  const before = drafts[shown.draft - 1];
  return (
    <>
      <p className="barometer-summary">{barometerSummary(draft, before, interfaceLanguage())}</p>
      <Files barometer={barometer} />
      <BarometerChart drafts={drafts} shown={shown.draft} />
      <div className="barometer-drafts">
        <TextTable table={draftsTable(barometer, interfaceLanguage())} link={Link} />
      </div>
      <DraftChoice barometer={barometer} shown={shown.draft} link={Link} />
      <BarometerArticles articles={shown.articles} draft={draft} before={before} link={Link} />
      {shown.changes && before && (
        <section>
          <h2 className="barometer-heading">
            {formatMessage(messages.changesSince, { before: before.version.label, draft: draft.version.label })}
          </h2>
          <p>
            <Link href={comparisonPath(before.version.address, draft.version.address)}>{messages.compareDrafts}</Link>
          </p>
          <BarometerLists changes={shown.changes} draft={draft.version} before={before.version} link={Link} />
        </section>
      )}
      <Rule />
    </>
  );
}

/** Returns the address of the feed of a document's barometer. */
export function barometerFeedUrl({ documentId, language }: Pick<BarometerData, "documentId" | "language">): string {
  return operationUrl(barometerOperations.getBarometerFeed, { document: documentId }, { language });
}

/** Links to the table and the feed. */
function Files({ barometer }: { barometer: BarometerData }): ReactNode {
  return (
    <p className="barometer-links">
      <a
        href={operationUrl(
          barometerOperations.getBarometerTable,
          { document: barometer.documentId },
          { language: barometer.language },
        )}
        download
      >
        {messages.downloadCsv}
      </a>
      <a href={barometerFeedUrl(barometer)} type="application/atom+xml">
        {messages.feed}
      </a>
    </p>
  );
}

/** Links to the other drafts. */
function DraftChoice({
  barometer: { documentId, drafts },
  shown,
  link: Link,
}: {
  barometer: BarometerData;
  shown: number;
  link: PageLink;
}): ReactNode {
  if (drafts.length < 2) return null;
  return (
    <nav aria-label={messages.draftsLabel}>
      <ul className="barometer-links">
        <li aria-hidden className="quiet">
          {messages.draftsLabel}
        </li>
        {drafts.map(({ version: { id, label, address } }, index) => (
          <li key={id}>
            {index === shown ? (
              <b aria-current="true">
                <bdi>{label}</bdi>
              </b>
            ) : (
              <Link href={`${barometerPath(documentId)}?draft=${encodeURIComponent(address)}`}>
                <bdi>{label}</bdi>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Rule(): ReactNode {
  return (
    <section className="barometer-rule">
      <h2 className="barometer-heading">{messages.ruleHeading}</h2>
      <ul>
        {[
          messages.ruleBrackets,
          messages.ruleNotCounted,
          messages.ruleOptions,
          messages.ruleWords,
          messages.ruleArticles,
          messages.ruleRemained,
          messages.ruleRemainedOptions,
          messages.ruleClosed,
          messages.ruleAsked,
          messages.ruleLimits,
        ].map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </section>
  );
}

/** A panel of the chart: the length of each bar, and the dark part of it. */
interface Panel {
  name: string;
  of: (counts: OpenCounts) => number;
  part?: { name: string; rest: string; of: (counts: OpenCounts) => number };
}

const panels = (): readonly Panel[] => [
  {
    name: messages.brackets,
    of: ({ brackets }) => brackets,
    part: { name: messages.outermost, rest: messages.nestedBrackets, of: ({ outermost }) => outermost },
  },
  { name: messages.options, of: ({ options }) => options },
  { name: messages.words, of: ({ words }) => words },
];

/**
 * Bars for each draft: brackets, options and words in brackets, each with its own scale. Text is outside the drawings,
 * so that it keeps its size on a narrow screen.
 */
function BarometerChart({ drafts, shown }: { drafts: readonly BarometerDraft[]; shown: number }): ReactNode {
  return (
    <div className="barometer-chart">
      {panels().map(({ name, of, part }) => {
        const most = Math.max(1, ...drafts.map(({ counts }) => of(counts)));
        const share = (count: number): string => `${String((100 * count) / most)}%`;
        return (
          <figure key={name}>
            <figcaption>
              {name}
              {part && (
                <span className="barometer-legend">
                  <Swatch kind="part" /> {part.name} <Swatch kind="all" /> {part.rest}
                </span>
              )}
            </figcaption>
            <div
              className="barometer-bars"
              role="img"
              aria-label={formatMessage(messages.chartLabel, { measure: name })}
            >
              {drafts.map(({ version, counts }, index) => (
                <div key={version.id} className={index === shown ? "barometer-row is-shown" : "barometer-row"}>
                  <bdi className="breakable">{version.label}</bdi>
                  <svg className="barometer-bar" width="100%" height="12" aria-hidden>
                    <rect className={part ? "barometer-all" : "barometer-part"} width={share(of(counts))} height="12" />
                    {part && <rect className="barometer-part" width={share(part.of(counts))} height="12" />}
                  </svg>
                  <span className="barometer-number">{numberText(of(counts), interfaceLanguage())}</span>
                </div>
              ))}
            </div>
          </figure>
        );
      })}
    </div>
  );
}

function Swatch({ kind }: { kind: "part" | "all" }): ReactNode {
  return (
    <svg className="barometer-swatch" width="10" height="10" aria-hidden>
      <rect className={`barometer-${kind}`} width="10" height="10" />
    </svg>
  );
}

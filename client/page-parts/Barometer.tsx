import type { ReactNode } from "react";
import type { Barometer as BarometerData } from "#core/compile/barometer.ts";
import { barometerOperations } from "#core/contract/negotiation-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { barometerPath, comparisonPath } from "#core/contract/pages.ts";
import { interfaceLanguage, barometerPage as messages } from "#core/messages/catalogues.ts";
import { barometerSummary, draftsTable, isAllSettled } from "#core/phrases/barometer-text.ts";
import { BarometerArticles } from "./BarometerArticles.tsx";
import { BarometerChart } from "./BarometerChart.tsx";
import { BarometerLists, type PageLink } from "./BarometerLists.tsx";
import { formatMessage } from "./messages.ts";
import { TextTable } from "./TextTable.tsx";

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

/** Links to the table and the feed. */
function Files({ barometer: { documentId, language } }: { barometer: BarometerData }): ReactNode {
  const { getBarometerTable, getBarometerFeed } = barometerOperations;
  const urlOf = (operation: { path: string }): string =>
    operationUrl(operation, { document: documentId }, { language });
  const feed = urlOf(getBarometerFeed);
  return (
    <p className="barometer-links">
      <a href={urlOf(getBarometerTable)} download>
        {messages.downloadCsv}
      </a>
      <a href={feed} type="application/atom+xml">
        {messages.feed}
      </a>
      {/* React moves it into the head, where programs look for a page's feed. */}
      <link rel="alternate" type="application/atom+xml" title={messages.barometer} href={feed} />
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

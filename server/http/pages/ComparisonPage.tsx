import type { ReactNode } from "react";
import { redlineRows } from "#core/compare/redline.ts";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { ComparisonPage as Compared } from "#core/contract/comparison-operations.ts";
import type { Forum } from "#core/access/forum.ts";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { Clause } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { changesText, coarseText, routeText } from "#core/phrases/comparison-summary.ts";
import { openChangesText } from "#core/phrases/open-changes.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, serverPages as messages } from "#core/messages/catalogues.ts";
import { clausesOfRow, RedlineClause, RedlineRun, redlineText } from "../../../client/page-parts/RedlineRow.tsx";
import { ProblemError } from "../../services/kernel/problem.ts";
import { PartsHere } from "./send-page.tsx";
import type { PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./Shell.tsx";

/** Builds the page that compares two versions. */
export async function comparisonContent({
  handlers,
  visit,
  params,
}: PageRequest<"comparison">): Promise<WritePage<"comparison">> {
  const { base, revised } = params;
  const [compared, forum, me] = await Promise.all([
    handlers.getComparison(visit, { base, revised }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const documents = await Promise.all(
    [...new Set([compared.revised, compared.base].map(({ version }) => version.documentId))].map((document) =>
      handlers.getDocument(visit, { document }),
    ),
  );
  const [document] = documents;
  if (!document) throw new ProblemError("not-found");
  return () => ({
    title: { base: compared.base.version.label, revised: compared.revised.version.label },
    forum: forum.shortName,
    description: changesText(compared.comparison.stats, interfaceLanguage()),
    answers: { getMe: me, getForum: forum, getDocument: document, getComparison: compared },
    params: { getDocument: { document: document.id } },
    children: <ComparisonPage compared={compared} documents={documents} forum={forum} me={me} />,
    long: { parts: comparisonParts(compared), follow: [me, forum, documents, namesOf(compared)] },
  });
}

/** Number of rows that the browser may skip together while they are far outside the view. */
const rowsPerSection = 50;

/** Two versions in one column, without the rows. `comparisonParts` supplies the rows. */
export function ComparisonPage({
  compared,
  documents,
  forum,
  me,
}: {
  compared: Compared;
  /** Those of the two versions. */
  documents: readonly ListedDocument[];
  forum: Forum;
  me: Me;
}): ReactNode {
  const { base, revised, comparison } = compared;
  const { language } = revised.version;
  const coarse = coarseText(revised.text, comparison.coarse, interfaceLanguage());
  const ofTwo = base.version.documentId !== revised.version.documentId;
  const open = openChangesText(compared, interfaceLanguage());
  const texts = { base: base.text, revised: revised.text };
  const route = routeText(compared.way, documents, interfaceLanguage());
  const workOf = ({ documentId }: ListedVersion): string | undefined =>
    ofTwo ? documents.find(({ id }) => id === documentId)?.shortTitle : undefined;
  return (
    <>
      <SiteHeader forum={forum} here={messages.comparisonTrail} me={me} />
      <main className="page comparison-page" id="main">
        <h1 className="page-title">
          <VersionLink version={base.version} work={workOf(base.version)} /> →{" "}
          <VersionLink version={revised.version} work={workOf(revised.version)} />
        </h1>
        <div className="comparison-summary">
          <p>{changesText(comparison.stats, interfaceLanguage())}</p>
          {open !== "" && <p>{open}</p>}
          {route !== null && <p className="quiet">{route}</p>}
          {coarse !== null && <p className="quiet">{coarse}</p>}
        </div>
        {comparison.choices.length > 0 && (
          <ul className="repeated option-choices">
            {comparison.choices.map((choice) => (
              <li key={choice.options.join(" ")}>{optionChoiceText(choice, texts, interfaceLanguage())}</li>
            ))}
          </ul>
        )}
        <div className="draft redline" lang={language} dir={directionOf(language)}>
          <PartsHere />
        </div>
      </main>
    </>
  );
}

/** Returns the data that identifies a comparison. Its key represents the texts and the result. */
export function namesOf({ key, base, revised, way: route, links }: Compared): unknown {
  return { key, base: base.version, revised: revised.version, way: route, links };
}

/**
 * Yields the rows, a section at a time. Deleted text is struck through, inserted text is underlined, and moved text
 * links to its other location.
 */
export function* comparisonParts(compared: Compared): Generator<ReactNode> {
  const { base, revised, comparison } = compared;
  const rendering: RowRendering = {
    clauses: {
      base: new Map(base.text.clauses.map((clause) => [clause.id, clause])),
      revised: new Map(revised.text.clauses.map((clause) => [clause.id, clause])),
    },
    texts: { base: base.text.text, revised: revised.text.text },
    languages: { base: base.text.language, revised: revised.text.language },
    named: new Set(),
  };
  const section = (rows: readonly RedlineRow[]): ReactNode => (
    <div className="redline-section">
      <Rows rows={rows} rendering={rendering} />
    </div>
  );
  let rows: RedlineRow[] = [];
  for (const row of redlineRows(base.text, revised.text, comparison)) {
    rows.push(row);
    if (rows.length < rowsPerSection) continue;
    yield section(rows);
    rows = [];
  }
  if (rows.length > 0) yield section(rows);
}

function VersionLink({
  version: { address, label, language },
  work,
}: {
  version: ListedVersion;
  /** The document's name, if the versions belong to different documents. */
  work: string | undefined;
}): ReactNode {
  return (
    <>
      {work !== undefined && `${work}: `}
      <a href={readingPath(address)} hrefLang={language} lang={language} dir="auto">
        {label}
      </a>
    </>
  );
}

/** Data for rendering every row. */
interface RowRendering {
  clauses: Readonly<Record<"base" | "revised", ReadonlyMap<string, Clause>>>;
  texts: Readonly<Record<"base" | "revised", string>>;
  languages: Readonly<Record<"base" | "revised", string>>;
  /** Ids already used on the page. A split or merged clause has several rows, but its id must appear only once. */
  named: Set<string>;
}

function Rows({ rows, rendering }: { rows: readonly RedlineRow[]; rendering: RowRendering }): ReactNode {
  const { named } = rendering;
  return rows.map((row, index) => {
    const pair = clausesOfRow(row, rendering.clauses);
    const { base, revised } = pair;
    const clause = revised ?? base;
    if (!clause) return null;
    // A clause moved as a whole appears twice. Each row links to the one on the other side.
    const elsewhere = row.moved && !(base && revised) ? row.elsewhere[0] : undefined;
    const id = revised ? revised.id : `base-${clause.id}`;
    const first = !named.has(id);
    named.add(id);
    return (
      <RedlineClause key={index} id={first ? id : undefined} clauses={pair} languages={rendering.languages} arrow="→">
        <div className="clause-text">
          {redlineText(row.segments, rendering.texts, "both", ({ segment, text }, position) => (
            <RedlineRun key={position} kind={segment.kind}>
              {text}
            </RedlineRun>
          ))}
          {elsewhere !== undefined && (
            <a className="moved-link" href={revised ? `#base-${elsewhere}` : `#${elsewhere}`}>
              {revised ? messages.movedHere : messages.movedElsewhere}
            </a>
          )}
        </div>
      </RedlineClause>
    );
  });
}

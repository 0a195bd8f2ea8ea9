import type { ReactNode } from "react";
import { redlineRows, type RedlineRow, type RedlineSegment } from "#core/compare/redline.ts";
import type { ComparisonPage as Compared } from "#core/contract/comparison-operations.ts";
import type { Library, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { Clause } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { sayChanges, sayCoarse, sayWay } from "#core/messages/comparison-summary.ts";
import { readingPath } from "#core/contract/pages.ts";
import { PartsHere } from "./send-page.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** Rows the browser may skip together while they are far from view. */
const rowsPerSection = 50;

/** Two versions in one column, without the rows: these are its parts, `comparisonParts`. */
export function ComparisonPage({ compared, library, me }: { compared: Compared; library: Library; me: Me }): ReactNode {
  const { base, revised, comparison } = compared;
  const { language } = revised.version;
  const coarse = sayCoarse(revised.text, comparison.coarse, "en");
  const ofTwo = base.version.documentId !== revised.version.documentId;
  const way = sayWay(compared.way, library.documents, "en");
  const workOf = ({ documentId }: ListedVersion): string | undefined =>
    ofTwo ? library.documents.find(({ id }) => id === documentId)?.shortTitle : undefined;
  return (
    <>
      <SiteHeader forum={library.forum.shortName} trail={[<span aria-current="page">Comparison</span>]} me={me} />
      <main className="page comparison-page" id="main">
        <h1 className="page-title">
          <VersionLink version={base.version} work={workOf(base.version)} /> →{" "}
          <VersionLink version={revised.version} work={workOf(revised.version)} />
        </h1>
        <div className="comparison-summary">
          <p>{sayChanges(comparison.stats, "en")}</p>
          {way !== null && <p className="quiet">{way}</p>}
          {coarse !== null && <p className="quiet">{coarse}</p>}
        </div>
        <div className="draft redline" lang={language} dir={directionOf(language)}>
          <PartsHere />
        </div>
      </main>
    </>
  );
}

/** What a comparison follows from: without the texts and all that was found of them, for which the key stands. */
export function namesOf({ key, base, revised, way, links }: Compared): unknown {
  return { key, base: base.version, revised: revised.version, way, links };
}

/** The rows, a section at a time: what was taken out struck, what was put in underlined, what moved linked to its other place. */
export function* comparisonParts(compared: Compared): Generator<ReactNode> {
  const { base, revised, comparison } = compared;
  const drawing: Drawing = {
    compared,
    base: new Map(base.text.clauses.map((clause) => [clause.id, clause])),
    revised: new Map(revised.text.clauses.map((clause) => [clause.id, clause])),
    named: new Set(),
  };
  const section = (rows: readonly RedlineRow[]): ReactNode => (
    <div className="redline-section">
      <Rows rows={rows} drawing={drawing} />
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
  /** The document's name, where two are compared. */
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

/** What every row is drawn from. */
interface Drawing {
  compared: Compared;
  base: ReadonlyMap<string, Clause>;
  revised: ReadonlyMap<string, Clause>;
  /** Ids that stand on the page: a clause that was split or merged is on several rows, and named once. */
  named: Set<string>;
}

function Rows({ rows, drawing }: { rows: readonly RedlineRow[]; drawing: Drawing }): ReactNode {
  const { compared, named } = drawing;
  return rows.map((row, index) => {
    const base = row.base === null ? undefined : drawing.base.get(row.base);
    const revised = row.revised === null ? undefined : drawing.revised.get(row.revised);
    const clause = revised ?? base;
    if (!clause) return null;
    // A clause that moved whole is drawn twice; what it links to is the row on the other side.
    const elsewhere = row.moved && !(base && revised) ? row.elsewhere[0] : undefined;
    const id = revised ? revised.id : `base-${clause.id}`;
    const { language } = (revised ? compared.revised : compared.base).text;
    const first = !named.has(id);
    named.add(id);
    return (
      <div
        key={index}
        id={first ? id : undefined}
        lang={language}
        dir={directionOf(language)}
        className={`clause clause-${clause.kind} depth-${String(clause.depth)}`}
      >
        <Label base={base} revised={revised} />
        <div className="clause-text">
          {row.segments.map((segment, place) => (
            <Segment key={place} segment={segment} compared={compared} />
          ))}
          {elsewhere !== undefined && (
            <a className="moved-link" href={revised ? `#base-${elsewhere}` : `#${elsewhere}`}>
              {revised ? "moved from here" : "moved to here"}
            </a>
          )}
        </div>
      </div>
    );
  });
}

/** The label as printed; where it changed, both. */
function Label({ base, revised }: { base: Clause | undefined; revised: Clause | undefined }): ReactNode {
  const before = base?.label ?? null;
  const after = revised?.label ?? null;
  if (!base || !revised || before === after) {
    const label = revised ? after : before;
    return label === null ? null : <span className="clause-label">{label} </span>;
  }
  return (
    <span className="clause-label">
      {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}{" "}
    </span>
  );
}

function Segment({ segment, compared }: { segment: RedlineSegment; compared: Compared }): ReactNode {
  const { kind } = segment;
  const inRevised = kind !== "deleted" && kind !== "moved-away";
  const range = inRevised ? segment.revised : segment.base;
  const words = range ? (inRevised ? compared.revised : compared.base).text.text.slice(...range) : "";
  if (kind === "kept") return words;
  if (kind === "inserted") return <ins>{words}</ins>;
  if (kind === "deleted") return <del>{words}</del>;
  return kind === "moved-here" ? <ins className="moved">{words}</ins> : <del className="moved">{words}</del>;
}

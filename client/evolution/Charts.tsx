import { Image } from "lucide-react";
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import type { ForumGroups } from "#core/access/forum.ts";
import type { DocumentHistory } from "#core/compile/document-history.ts";
import {
  grains,
  type HistoryView,
  historyView,
  historyWithin,
  sectionStarts,
  usualGrain,
} from "#core/compile/history-view.ts";
import { clauseHistoryPath } from "#core/contract/pages.ts";
import { changesTable, flowTable, commentsTable } from "#core/phrases/evolution-tables.ts";
import { directionOf } from "#core/text/direction.ts";
import { interfaceLanguage, historyPages as messages } from "#core/messages/catalogues.ts";
import { useForumGroups } from "../components/groups.ts";
import { EmptyState } from "../components/PageStates.tsx";
import { PlainTables } from "../components/PlainTables.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { saveFile, SaveTable } from "../exports/SaveTable.tsx";
import { TextTable } from "../page-parts/TextTable.tsx";
import { FlowChart } from "./FlowChart.tsx";
import { GridChart } from "./GridChart.tsx";
import { changeLegend, changeRows, type ItemPath, commentLegend, commentRows } from "./grid-rows.ts";
import { colourings, type Chart, charts, type EvolutionState } from "./evolution-address.ts";
import { svgFile } from "./ChartFrame.tsx";

/**
 * A draft with more clauses than this cannot be told apart in a chart, nor rendered in time. A table lists them all.
 */
const mostClauses = 400;

const tables = {
  flow: flowTable,
  changes: (view: HistoryView, _forum: ForumGroups, language: string) => changesTable(view, language),
  comments: commentsTable,
} as const;

/** The charts of a document, one at a time, each as a drawing or a table, with export. */
export function Charts({
  history: fullHistory,
  state,
  pathWith,
  onChange,
}: {
  history: DocumentHistory;
  state: EvolutionState;
  /** Returns the page's address with part of its state changed. */
  pathWith: (change: Partial<EvolutionState>) => string;
  onChange: (change: Partial<EvolutionState>) => void;
}): ReactNode {
  const { chart, as, colouring, within } = state;
  const [draft, section] = [within?.draft ?? null, within?.section ?? null];
  const history = useMemo(
    () => (draft === null || section === null ? fullHistory : sectionOf(fullHistory, draft, section)),
    [fullHistory, draft, section],
  );
  const crowded = as === "chart" && history.drafts.some(({ clauses }) => clauses.length > mostClauses);
  const grain = crowded ? "section" : (state.grain ?? usualGrain(history));
  const view = useMemo(() => historyView(history, grain), [history, grain]);
  const forum = useForumGroups();
  const frame = useRef<HTMLDivElement>(null);
  const svgRef = useRef<SVGSVGElement>(null);
  const width = useWidth(frame);
  const pathOf: ItemPath = (draft, index) =>
    grain === "section"
      ? pathWith({ within: { draft, section: index }, grain: "clause" })
      : clauseHistoryPath(
          history.drafts[draft]?.version.address ?? "",
          history.drafts[draft]?.clauses[index]?.id ?? "",
        );
  const changes = chart === "changes" ? changeRows(view, pathOf) : null;
  const comments = chart === "comments" ? commentRows(view, pathOf, forum) : null;
  const caption = `${history.document}: ${word(`chart-${chart}-caption`)}`;
  const rightToLeft = directionOf(history.language ?? interfaceLanguage()) === "rtl";
  const name = `${history.documentId}-${chart}`;
  const rows = (changes ?? comments)?.rows;
  const saveSvg = (): void => {
    if (!svgRef.current) return;
    const description = word(`chart-${chart}-note`);
    saveFile(svgFile(svgRef.current, { title: caption, description }), `${name}.svg`);
  };
  return (
    <>
      <div className="chart-tools screen-only row" role="toolbar" aria-label={messages.chartOptions}>
        <ChartChoices state={state} grain={grain} crowded={crowded} onChange={onChange} />
        <span className="chart-files">
          {as === "chart" && (
            <button type="button" className="button button-quiet" onClick={saveSvg}>
              <Image size={16} aria-hidden /> {messages.saveSvg}
            </button>
          )}
          <SaveTable table={() => tables[chart](view, forum, interfaceLanguage())} name={name} />
        </span>
      </div>
      <p className="chart-note">
        {within && (
          <>
            <Link href={pathWith({ within: null, grain: null })}>{messages.backToWholeDocument}</Link>
            {" · "}
          </>
        )}
        {word(`chart-${chart}-note`)} {crowded && messages.sectionLinksToClauses}{" "}
        {changes &&
          changes.unchanged > 0 &&
          as === "chart" &&
          formatMessage(messages.unchangedHidden, { count: changes.unchanged })}
        {chart === "flow" && colouring === "group" && messages.groupColoursNote}
      </p>
      {as === "table" ? (
        <TextTable table={tables[chart](view, forum, interfaceLanguage())} link={Link} />
      ) : rows?.length === 0 ? (
        <EmptyState>{chart === "comments" ? messages.noCommentsYet : messages.noChanges}</EmptyState>
      ) : (
        <div ref={frame} className="chart-frame">
          {width === null ? null : rows ? (
            <GridChart
              title={caption}
              rows={rows}
              columns={(changes ?? comments)?.columns ?? []}
              legend={changes ? changeLegend : commentLegend(view, forum)}
              width={width}
              rightToLeft={rightToLeft}
              svgRef={svgRef}
            />
          ) : (
            <FlowChart
              view={view}
              colouring={colouring}
              width={width}
              rightToLeft={rightToLeft}
              pathOf={pathOf}
              svgRef={svgRef}
            />
          )}
          <PlainTables
            notes={() => [word("chart-comments-note")]}
            tables={() => charts.map((one) => tables[one](view, forum, interfaceLanguage()))}
          />
        </div>
      )}
    </>
  );
}

/** The choices of chart, form, detail and colours. */
function ChartChoices({
  state: { chart, as, colouring },
  grain,
  crowded,
  onChange,
}: {
  state: EvolutionState;
  grain: (typeof grains)[number];
  /** Whether there are too many clauses to draw. */
  crowded: boolean;
  onChange: (change: Partial<EvolutionState>) => void;
}): ReactNode {
  return (
    <>
      <Segmented
        label={messages.chartField}
        values={charts}
        chosen={chart}
        nameOf={(value: Chart) => word(`chart-${value}`)}
        onChoose={(value) => onChange({ chart: value })}
      />
      <Segmented
        label={messages.showAsField}
        values={["chart", "table"] as const}
        chosen={as}
        nameOf={(value) => (value === "table" ? messages.asTable : messages.asChart)}
        onChoose={(value) => onChange({ as: value })}
      />
      <Segmented
        label={messages.detailField}
        values={crowded ? (["section"] as const) : grains}
        chosen={grain}
        nameOf={(value) => word(`grain-${value}`)}
        onChoose={(value) => onChange({ grain: value })}
      />
      {chart === "flow" && as === "chart" && (
        <Segmented
          label={messages.colourByField}
          values={colourings}
          chosen={colouring}
          nameOf={(value) => (value === "draft" ? messages.colourByDraft : messages.colourByProposer)}
          onChoose={(value) => onChange({ colouring: value })}
        />
      )}
    </>
  );
}

function sectionOf(history: DocumentHistory, draft: number, section: number): DocumentHistory {
  const starts = sectionStarts(history)[draft] ?? [];
  const first = starts[section];
  if (first === undefined) return history;
  return historyWithin(history, draft, [first, starts[section + 1] ?? Infinity]);
}

/** Returns the width of an element in pixels, as it changes; null before it is known. */
function useWidth(element: RefObject<Element | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return undefined;
    // Also measured at once, so that the first render already has the width.
    setWidth(measured.clientWidth);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

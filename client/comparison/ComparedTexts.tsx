import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, comparisonPage as messages } from "#core/messages/catalogues.ts";
import { changesText, coarseText, foldLines, routeText } from "#core/phrases/comparison-summary.ts";
import { openChangesText } from "#core/phrases/open-changes.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { clauseAt } from "#core/text/clause.ts";
import { actorOf } from "../api/actor.ts";
import { meQuery } from "../api/queries.ts";
import { EmptyState } from "../components/PageStates.tsx";
import { languageName, writtenIn } from "../components/format.tsx";
import { lazyComponent, whenIdle } from "../components/lazy-component.tsx";
import { LinkList } from "../links/LinkList.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import type { FindText } from "../word-origins/WordOriginBar.tsx";
import { useOriginsShown } from "../word-origins/origins-shown.ts";
import { sideNames } from "./ComparedSides.tsx";
import { ComparisonLists } from "./ComparisonLists.tsx";
import { ComparisonTools, RowTools } from "./ComparisonTools.tsx";
import { RedlineRows } from "./RedlineRows.tsx";
import {
  type ComparedIndex,
  type ComparisonState,
  indexCompared,
  inWalkOrder,
  markedStops,
  readComparisonState,
  writeComparisonState,
} from "./compared-index.ts";
import { redlineView } from "./RedlineText.tsx";
import { describeChange, useChangeWalk } from "./use-change-walk.ts";

const ChangeRuler = lazyComponent(async () => (await import("./ChangeRuler.tsx")).ChangeRuler);
const WordOriginBar = lazyComponent(async () => (await import("../word-origins/WordOriginBar.tsx")).WordOriginBar);
const RowComments = lazyComponent(async () => (await import("./RowComments.tsx")).RowComments);
const LinkDialog = lazyComponent(async () => (await import("./LinkDialog.tsx")).LinkDialog);

/** The comparison view: the summary, the tools, and the redline with the settings in the address. */
export function ComparedTexts({
  named,
  compared,
  documents,
}: {
  /** The drafts as the address of the page names them. */
  named: { base: string; revised: string };
  compared: ComparisonPage;
  documents: readonly ListedDocument[];
}): ReactNode {
  const { base, revised, comparison } = compared;
  const search = useSearch();
  const [, navigate] = useLocation();
  const state = useComparisonState(search);
  // Reads the address at the time of the change. This callback must stay the same, because a new one would render
  // everything again at each step.
  const change = useCallback(
    (
      next: Partial<ComparisonState>,
      entry: { replace?: boolean; state?: unknown } = { replace: true, state: history.state },
    ) => {
      const query = writeComparisonState({ ...readComparisonState(location.search), ...next });
      navigate(`${location.pathname}${query ? `?${query}` : ""}`, entry);
    },
    [navigate],
  );
  const onGo = useCallback((at: string) => change({ at }), [change]);

  const index = useMemo(() => indexCompared(compared), [compared]);
  const { redline } = index;
  const { classes, repeated } = state;
  const stops = useMemo(() => markedStops(index, { classes, repeated }), [index, classes, repeated]);
  const me = useQuery(meQuery).data;
  const mayLink = me !== undefined && can(actorOf(me), "link-clauses");
  const [linking, setLinking] = useState<RedlineRow | null>(null);
  const [asked, setAsked] = useState<{ row: RedlineRow } | null>(null);
  const addresses = useMemo(() => ({ base: base.version.address, revised: revised.version.address }), [base, revised]);
  const origins = useOriginsShown();
  const view = useMemo(() => {
    const onLink = mayLink ? setLinking : undefined;
    return redlineView(index, stops, {
      onGo,
      hasPositions: origins,
      toolsOf: (row, citation) => (
        <RowTools
          row={row}
          citation={citation}
          addresses={addresses}
          onComments={(pressed) => setAsked({ row: pressed })}
          onLeave={navigate}
          onLink={onLink}
        />
      ),
    });
  }, [index, stops, onGo, origins, addresses, navigate, mayLink]);
  const redlineElement = useRef<HTMLDivElement>(null);
  // After the text: most readers read before they comment.
  const [isIdle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  const hasComments = RowComments.useLoaded(isIdle || asked !== null);
  const { order } = state;
  const walked = useMemo(() => inWalkOrder(stops, index, compared, order), [stops, index, compared, order]);
  const walk = useChangeWalk(walked, state.at, onGo);
  const lengths = useMemo(
    () =>
      redline.map(({ segments }) =>
        segments.reduce((sum, { base: baseRange, revised: revisedRange }) => {
          const [start, end] = revisedRange ?? baseRange ?? [0, 0];
          return sum + end - start;
        }, 40),
      ),
    [redline],
  );

  const same =
    comparison.changes.length === 0 &&
    comparison.pairs.every(({ relation, moved, renumbered }) => relation === "1:1" && !moved && !renumbered);
  if (same) {
    return (
      <EmptyState
        action={
          <Link className="button" href={readingPath(revised.version.address)}>
            {messages.readDraft}
          </Link>
        }
      >
        {messages.noDifferences}
      </EmptyState>
    );
  }
  const currentStop = walked[walk.current];
  const name = sideNames(documents, base.version, revised.version);
  const bothRightToLeft = [base, revised].every(({ text }) => writtenIn(text.language).dir === "rtl");
  return (
    <>
      <ComparisonSummary compared={compared} documents={documents} languages={index.languages} />
      <ComparisonLists
        compared={compared}
        index={index}
        state={state}
        onChange={change}
        onGo={(at) => (stops.some(({ key }) => key === at) ? walk.go(at) : change(markedAt(index, classes, at)))}
      />
      <LinkList {...named} />
      <ComparisonTools
        state={state}
        counts={index.counts}
        total={stops.length}
        position={walk.current + 1}
        description={currentStop ? describeChange(currentStop, index.texts) : ""}
        onChange={change}
        onStep={walk.step}
      />
      <div>
        <div
          ref={redlineElement}
          className={`draft redline is-${state.view}`}
          {...(state.view === "side" ? { dir: bothRightToLeft ? "rtl" : "ltr" } : writtenIn(revised.text.language))}
        >
          {state.view === "side" && (
            <div className="redline-heads">
              {[base, revised].map(({ version }) => (
                <p key={version.id} {...writtenIn(version.language)}>
                  {name(version)}
                </p>
              ))}
            </div>
          )}
          <RedlineRows rows={redline} view={view} state={state} atRow={currentStop?.row ?? -1} />
        </div>
        {hasComments && (
          <RowComments
            compared={compared}
            documents={documents}
            rows={redline}
            view={view}
            state={state}
            current={currentStop?.row ?? null}
            asked={asked}
            onChange={change}
          />
        )}
      </div>
      {linking && <LinkDialog row={linking} compared={compared} onClose={() => setLinking(null)} />}
      {origins && <ComparedOrigins compared={compared} within={redlineElement} />}
      <ChangeRuler
        stops={stops}
        lengths={lengths}
        current={currentStop ? stops.indexOf(currentStop) : -1}
        onGo={walk.go}
      />
    </>
  );
}

/** Returns the settings under which an unmarked change becomes visible: its class, and repeated replacements marked. */
function markedAt({ stops }: ComparedIndex, classes: ComparisonState["classes"], at: string): Partial<ComparisonState> {
  const changeClass = stops.find(({ key }) => key === at)?.class;
  return { repeated: "marked", classes: changeClass ? new Set([...classes, changeClass]) : classes, at };
}

/** Returns the state in the address. Its `classes` are the same object while the same classes are chosen. */
function useComparisonState(search: string): ComparisonState {
  const state = readComparisonState(search);
  const names = [...state.classes].join(",");
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the names say all that the set does
  const classes = useMemo(() => state.classes, [names]);
  return { ...state, classes };
}

/**
 * Shows which draft added the words of a redline. Deleted words are traced through the base's drafts, all others
 * through the revised version's.
 */
function ComparedOrigins({
  compared,
  within,
}: {
  compared: ComparisonPage;
  /** The element that contains the redline. */
  within: RefObject<HTMLElement | null>;
}): ReactNode {
  const find = useCallback<FindText>(
    (node, offset) => {
      const element = node.parentElement?.closest("[data-words]");
      const [side, first] = element?.getAttribute("data-words")?.split(" ") ?? [];
      // Only the last text node of the element has words; before it there may be the arrow of a move.
      if (!element || element.lastChild !== node || (side !== "base" && side !== "revised")) return null;
      const { version, text } = compared[side];
      const from = Number(first);
      const clause = clauseAt(text.clauses, from + offset);
      if (!clause) return null;
      return {
        source: { address: version.address, documentId: compared.revised.version.documentId, text },
        point: { clause: clause.id, offset: from + offset - clause.start },
        rangeOf: (start, end) => {
          const length = node.textContent?.length ?? 0;
          const within = (at: number): number => Math.max(0, Math.min(length, clause.start + at - from));
          const range = document.createRange();
          range.setStart(node, within(start));
          range.setEnd(node, within(end));
          return range;
        },
      };
    },
    [compared],
  );
  return <WordOriginBar within={within} find={find} />;
}

/** The summary of the changes, one fact a line. Only its first lines are shown; the rest is folded. */
function ComparisonSummary({
  compared,
  documents,
  languages,
}: {
  compared: ComparisonPage;
  documents: readonly ListedDocument[];
  languages: Readonly<Record<"base" | "revised", string>>;
}): ReactNode {
  const { base, revised, comparison, way } = compared;
  const language = interfaceLanguage();
  const versions = { base: base.text, revised: revised.text };
  const lines: ReactNode[] = [
    changesText(comparison.stats, language),
    languages.base !== languages.revised &&
      richMessage(messages.differentLanguages, {
        baseLanguage: languageName(languages.base),
        revisedLanguage: languageName(languages.revised),
      }),
    coarseText(revised.text, comparison.coarse, language),
    openChangesText(compared, language),
    ...comparison.choices.map((choice) => optionChoiceText(choice, versions, language)),
    routeText(way, documents, language),
  ];
  const [shown, folded] = foldLines(lines.filter(Boolean).map((line, index) => <li key={index}>{line}</li>));
  return (
    <div className="comparison-summary">
      <ul>{shown}</ul>
      {folded.length > 0 && (
        <details>
          <summary>{formatMessage(messages.moreSummary, { count: folded.length })}</summary>
          <ul>{folded}</ul>
        </details>
      )}
    </div>
  );
}

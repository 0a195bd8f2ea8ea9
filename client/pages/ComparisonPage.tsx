import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, Download } from "lucide-react";
import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Link, useLocation, useSearch } from "wouter";
import type { ComparisonPage as Compared } from "#core/contract/comparison-operations.ts";
import { redlineFormats } from "#core/contract/comparison-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { urlOf } from "../api/call.ts";
import { comparisonQuery, libraryQuery } from "../api/queries.ts";
import { Header } from "../app/Header.tsx";
import { comparisonPath, readingPath } from "../app/routes.ts";
import { VersionPicker } from "../app/VersionPicker.tsx";
import { ChangeRuler } from "../comparison/ChangeRuler.tsx";
import { countByClass } from "../comparison/change-walk.ts";
import { ComparisonSummary } from "../comparison/ComparisonSummary.tsx";
import { ComparisonTools } from "../comparison/ComparisonTools.tsx";
import { readComparisonState, writeComparisonState, type ComparisonState } from "../comparison/comparison-state.ts";
import { RepeatedReplacements } from "../comparison/RepeatedReplacements.tsx";
import { RedlineRows } from "../comparison/RedlineRows.tsx";
import { focusChange, useChangeWalk } from "../comparison/use-change-walk.ts";
import { directionOf } from "#core/text/language.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import "../comparison/comparison.css";

const formatNames = { html: "Web page", docx: "Word, tracked changes" } as const;

/** Two versions compared, of one document or of two. */
export function ComparisonPage({ params }: { params: Record<string, string> }): ReactNode {
  const base = params["base"] ?? "";
  const revised = params["revised"] ?? "";
  const comparison = useQuery(comparisonQuery(base, revised));
  const library = useQuery(libraryQuery);
  const [, navigate] = useLocation();
  const documents = library.data?.documents ?? [];
  const sides = { base: comparison.data?.base.version, revised: comparison.data?.revised.version };
  const documentOf = (version: ListedVersion | undefined): ListedDocument | undefined =>
    documents.find(({ id }) => id === version?.documentId);

  return (
    <>
      <Header
        trail={[
          <Link key="read" href={readingPath(revised)}>
            {documentOf(sides.revised)?.shortTitle ?? revised}
          </Link>,
          <span key="here" aria-current="page">
            Compare
          </span>,
        ]}
        actions={<RedlineExport base={base} revised={revised} />}
      />
      <main className="page comparison-page" id="main">
        <h1 className="visually-hidden">Comparison of two drafts</h1>
        <div className="comparison-sides">
          <VersionPicker
            versions={documentOf(sides.base)?.versions ?? []}
            current={sides.base?.address ?? null}
            prompt={base}
            label="Base"
            onChoose={(address) => navigate(comparisonPath(address, revised))}
          />
          <Button
            className="icon-button"
            aria-label="Swap base and revised"
            onPress={() => navigate(comparisonPath(revised, base))}
          >
            <ArrowLeftRight size={16} aria-hidden />
          </Button>
          <VersionPicker
            versions={documentOf(sides.revised)?.versions ?? []}
            current={sides.revised?.address ?? null}
            prompt={revised}
            label="Revised"
            onChoose={(address) => navigate(comparisonPath(base, address))}
          />
        </div>
        {comparison.error ? (
          <ProblemNotice error={comparison.error} onRetry={() => void comparison.refetch()} />
        ) : comparison.data ? (
          <ComparedTexts compared={comparison.data} />
        ) : (
          <div aria-busy>
            <p className="visually-hidden">Comparing</p>
            <Skeleton lines={14} />
          </div>
        )}
      </main>
    </>
  );
}

function ComparedTexts({ compared }: { compared: Compared }): ReactNode {
  const search = useSearch();
  const [, navigate] = useLocation();
  const state = useMemo(() => readComparisonState(search), [search]);
  const change = useCallback(
    (next: ComparisonState) => {
      const query = writeComparisonState(next);
      navigate(`${location.pathname}${query ? `?${query}` : ""}`, { replace: true });
    },
    [navigate],
  );
  const { base, revised, comparison, redline } = compared;
  const walk = useChangeWalk(redline, state, change);
  const counts = useMemo(() => countByClass(redline), [redline]);
  const clauses = useMemo(
    () => ({
      base: new Map(base.text.clauses.map((clause) => [clause.id, clause])),
      revised: new Map(revised.text.clauses.map((clause) => [clause.id, clause])),
      languages: { base: base.text.language, revised: revised.text.language },
    }),
    [base, revised],
  );
  const texts = useMemo(() => ({ base: base.text.text, revised: revised.text.text }), [base, revised]);
  useEffect(() => {
    if (state.at !== null) focusChange(state.at);
    // Only where the page is opened on a change; later steps focus for themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const same =
    comparison.changes.length === 0 &&
    comparison.pairs.every(({ relation, moved, renumbered }) => relation === "1:1" && !moved && !renumbered);
  if (same) {
    return (
      <EmptyState
        action={
          <Link className="button" href={readingPath(revised.version.address)}>
            Read it
          </Link>
        }
      >
        Not a word differs between these two texts.
      </EmptyState>
    );
  }
  return (
    <>
      <ComparisonSummary stats={comparison.stats} coarse={comparison.coarse.length} />
      <RepeatedReplacements
        compared={compared}
        onGo={(number) => walk.go(walk.places.findIndex((place) => place.change === number))}
      />
      <ComparisonTools
        state={state}
        counts={counts}
        total={walk.places.length}
        position={walk.current + 1}
        onChange={change}
        onStep={walk.step}
      />
      <div
        className={`draft redline is-${state.view}`}
        lang={revised.text.language}
        dir={directionOf(revised.text.language)}
      >
        {state.view === "side" && (
          <div className="redline-heads">
            {[base, revised].map(({ version }) => (
              <p key={version.address}>{version.label}</p>
            ))}
          </div>
        )}
        <RedlineRows rows={redline} clauses={clauses} texts={texts} state={state} />
      </div>
      <ChangeRuler places={walk.places} rows={redline.length} current={walk.current} onGo={walk.go} />
    </>
  );
}

function RedlineExport({ base, revised }: { base: string; revised: string }): ReactNode {
  return (
    <MenuTrigger>
      <Button className="button button-quiet">
        <Download size={16} aria-hidden />
        Export
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Take the redline away as">
          {redlineFormats.map((format) => (
            <MenuItem
              key={format}
              id={format}
              className="menu-item"
              href={urlOf("exportComparison", { params: { base, revised }, query: { format } })}
              download
            >
              {formatNames[format]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useRef } from "react";
import { Popover } from "../components/Popover.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { Link, useLocation, useSearch } from "wouter";
import type { Positions } from "#core/contract/outcome-operations.ts";
import { positionsPath, readingPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { positionsTable, groupsOf, discussedClauses } from "#core/phrases/positions-table.ts";
import { isContested } from "#core/outcome/group-standing.ts";
import { interfaceLanguage, pageTitles as titles, historyPages as messages } from "#core/messages/catalogues.ts";
import { annotationsQuery, positionsQuery, documentQuery } from "../api/queries.ts";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { PlainTables } from "../components/PlainTables.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { SaveTable } from "../exports/SaveTable.tsx";
import { Header } from "../header/Header.tsx";
import { VersionPicker } from "../versions/VersionPicker.tsx";
import { inLanguage } from "../versions/version-order.ts";
import { clauseName, PositionsGrid, type OpenedCell } from "./PositionsGrid.tsx";
import { StandingDetail } from "./StandingDetail.tsx";
import "./positions.css";
import "../page-parts/text-table.css";

/** The positions of organisations and groups on a version, clause by clause. */
export function PositionsPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const positions = useQuery(positionsQuery(address));
  const [, navigate] = useLocation();
  const version = positions.data?.version;
  const documentId = version?.documentId;
  const work = useQuery({ ...documentQuery(documentId ?? ""), enabled: documentId !== undefined }).data;
  useDocumentStream(version?.documentId);
  useTitle(version && formatMessage(titles.positions, { document: version.document, draft: version.label }));
  return (
    <>
      <Header
        trail={[
          <Link key="read" href={readingPath(address)}>
            {version?.document ?? address}
          </Link>,
          ...(version && work
            ? [
                <VersionPicker
                  key="version"
                  versions={inLanguage(work.versions, version.language)}
                  current={version.address}
                  label={messages.draftField}
                  onChoose={(chosen) => navigate(positionsPath(chosen))}
                />,
              ]
            : []),
        ]}
        here={messages.positionsByGroup}
      />
      <main className="page positions" id="main">
        <h1 className="page-title">{messages.positionsByGroup}</h1>
        {positions.error ? (
          <ProblemNotice error={positions.error} onRetry={() => void positions.refetch()} />
        ) : positions.data ? (
          <PositionsView positions={positions.data} />
        ) : (
          <Skeleton lines={10} />
        )}
      </main>
    </>
  );
}

function PositionsView({ positions }: { positions: Positions }): ReactNode {
  const { address, language } = positions.version;
  const query = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const annotations = useQuery(annotationsQuery(address)).data ?? [];
  const trigger = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const all = discussedClauses(positions);
  const groups = groupsOf(positions);
  const contested = all.filter(isContested);
  const onlyContested = query.get("show") === "contested";
  const forum = useForumGroups();
  const opened = openedIn(query, groups);
  const clause = opened && all.find((entry) => entry.clause === opened.clause);
  const go = (next: { open: OpenedCell | null; contested: boolean }): void => {
    const to = new URLSearchParams();
    if (next.contested) to.set("show", "contested");
    if (next.open) to.set("clause", next.open.clause);
    if (next.open?.group) to.set("group", next.open.group);
    navigate(`${location.pathname}${to.size > 0 ? `?${to.toString()}` : ""}`, { replace: true });
  };

  if (all.length === 0) {
    return (
      <EmptyState
        action={
          <Link className="button" href={readingPath(address)}>
            {messages.readDraft}
          </Link>
        }
      >
        {word("positions-none")}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="positions-summary">
        {formatMessage(messages.clausesCommentedOn, { count: all.length, contested: contested.length })}{" "}
        {word("positions-note")} {positions.sources === "hidden" && word("positions-hidden")}
      </p>
      <div className="positions-tools screen-only row">
        <Segmented
          label={messages.clausesLabel}
          values={["all", "contested"]}
          chosen={onlyContested ? "contested" : "all"}
          nameOf={(shown) => (shown === "contested" ? messages.contestedOnly : messages.allCommentedOn)}
          onChoose={(shown) => go({ open: null, contested: shown === "contested" })}
        />
        <SaveTable table={() => positionsTable(positions, forum, interfaceLanguage())} name={`positions-${address}`} />
      </div>
      {onlyContested && contested.length === 0 ? (
        <EmptyState>{messages.noContestedClauses}</EmptyState>
      ) : (
        <PositionsGrid
          clauses={onlyContested ? contested : all}
          groups={groups}
          language={language}
          opened={opened}
          openedRef={trigger}
          onOpen={(open) => go({ open, contested: onlyContested })}
        />
      )}
      <PlainTables tables={() => [positionsTable(positions, forum, interfaceLanguage())]} />
      {opened && clause && (
        <Popover
          key={`${opened.clause} ${opened.group}`}
          kind="dialog"
          className="popover-dialog standing"
          labelledBy={titleId}
          anchor={trigger}
          onClose={() => go({ open: null, contested: onlyContested })}
        >
          <h2 id={titleId} className="popover-title">
            <bdi>{clauseName(clause)}</bdi>
            {opened.group && `: ${groupHead(opened.group, forum)}`}
          </h2>
          <StandingDetail
            clause={clause}
            groups={opened.group ? [opened.group] : groups}
            annotations={annotations}
            address={address}
          />
        </Popover>
      )}
    </>
  );
}

/** Returns the cell that the address opens; null for none. A group without a column opens the clause for all groups. */
function openedIn(query: URLSearchParams, groups: readonly StakeholderGroup[]): OpenedCell | null {
  const clause = query.get("clause");
  if (clause === null) return null;
  return { clause, group: groups.find((group) => group === query.get("group")) ?? null };
}

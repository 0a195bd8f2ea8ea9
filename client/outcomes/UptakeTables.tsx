import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import type { UptakeCounts, UptakeTable } from "#core/contract/uptake-operations.ts";
import { quotedText } from "#core/discuss/annotation-text.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { interfaceLanguage, outcomesPage as messages, uptakes as reasons } from "#core/messages/catalogues.ts";
import { uptakeCountsText, uptakeByProposal, uptakeTotals } from "#core/phrases/uptake-table.ts";
import { uptakeExtents } from "#core/outcome/uptake.ts";
import { countFilters, noFilters, passes } from "../annotations/annotation-filters.ts";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { GroupMark } from "../components/GroupMark.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { SaveTable } from "../exports/SaveTable.tsx";
import { OrganisationLogo } from "../page-parts/Logos.tsx";
import { formatMessage, word, uncheckedWord } from "../page-parts/messages.ts";
import { AmendedUptakes, ExtentMark } from "./ExtentMark.tsx";
import { useOutcomesState } from "./outcomes-address.ts";
import "../annotations/thread.css";

const ComputedChange = lazyComponent(async () => (await import("../annotations/ComputedChange.tsx")).ComputedChange);

/** Uptake by organisation, by group and by proposal. A click on an organisation or group filters the proposals. */
export function UptakeTables({ table, file }: { table: UptakeTable; file: string }): ReactNode {
  const [{ filters }, set] = useOutcomesState();
  const forum = useForumGroups();
  const { versions, organisations, groups, proposals } = table;
  const shown = useMemo(
    () =>
      proposals.filter(({ annotation }) =>
        passes(filters, {
          annotation,
          madeOn: versions.find(({ id }) => id === annotation.versionId)?.address ?? "",
          states: [],
          outcome: null,
          replies: [],
        }),
      ),
    [proposals, versions, filters],
  );
  const [group] = filters.groups;
  // The first draft has no uptake, because there are no earlier proposals.
  const later = versions.slice(1);
  return (
    <>
      {organisations.length > 0 && (
        <CountsTable
          title={word("uptake-by-organisation")}
          head={word("uptake-organisation")}
          versions={later}
          rows={organisations.map(({ organisation, counts }) => ({
            ...organisation,
            name: organisation.shortName,
            title: organisation.name,
            counts,
          }))}
          chosen={filters.organisations[0] ?? null}
          onChoose={(id) => set({ filters: { ...noFilters, organisations: id === null ? [] : [id] } })}
        />
      )}
      {groups.length > 0 && (
        <CountsTable
          title={word("uptake-by-group")}
          head={word("outcomes-group")}
          versions={later}
          rows={groups.map(({ group: id, counts }) => ({
            id,
            name: groupHead(id, forum),
            title: undefined,
            group: id,
            counts,
          }))}
          chosen={group ?? null}
          onChoose={(id) => {
            const match = groups.find((entry) => entry.group === id);
            set({ filters: { ...noFilters, groups: match ? [match.group] : [] } });
          }}
        />
      )}
      <div className="uptake-part">
        <div className="uptake-part-head row">
          <h2 className="section-title">{word("uptake-by-proposal")}</h2>
          {countFilters(filters) > 0 && (
            <span className="small quiet" role="status">
              {formatMessage(messages.proposalsShown, { shown: shown.length, total: proposals.length })} ·{" "}
              <button type="button" className="link-button" onClick={() => set({ filters: noFilters })}>
                {messages.showAll}
              </button>
            </span>
          )}
          <SaveTable
            table={() => {
              const byProposal = uptakeByProposal({ versions, proposals: shown }, interfaceLanguage());
              const blank = { head: "", href: null, cells: [] };
              const totals = uptakeTotals(table, forum, interfaceLanguage()).flatMap(
                ({ columns: [head = "", ...cells], rows }) => [blank, { head, href: null, cells }, ...rows],
              );
              return { ...byProposal, rows: [...byProposal.rows, ...totals] };
            }}
            name={file}
          />
        </div>
        <ProposalsTable versions={versions} proposals={shown} />
      </div>
    </>
  );
}

/** A table of proposers by drafts, with the number of their proposals at each extent of uptake. */
function CountsTable({
  title,
  head,
  versions,
  rows,
  chosen,
  onChoose,
}: {
  title: string;
  /** Heading of the first column. */
  head: string;
  versions: UptakeTable["versions"];
  rows: readonly {
    id: string;
    name: string;
    title: string | undefined;
    group: StakeholderGroup;
    logoVersion?: string | undefined;
    counts: readonly UptakeCounts[];
  }[];
  /** Id of the row to which the list of proposals is filtered. */
  chosen: string | null;
  onChoose: (id: string | null) => void;
}): ReactNode {
  return (
    <div className="uptake-part">
      <div className="uptake-part-head row">
        <h2 className="section-title">{title}</h2>
      </div>
      <div className="uptake-frame" role="region" aria-label={title} tabIndex={0}>
        <table className="uptake-table">
          <DraftsHead first={head} versions={versions} />
          <tbody>
            {rows.map(({ id, name, title: fullName, group, logoVersion, counts }) => (
              <tr key={id}>
                <th scope="row">
                  <span className="uptake-who">
                    <GroupMark group={group} />
                    <span>
                      <OrganisationLogo id={id} logoVersion={logoVersion} />
                      <button
                        type="button"
                        className="link-button"
                        title={fullName}
                        aria-pressed={chosen === id}
                        onClick={() => onChoose(chosen === id ? null : id)}
                      >
                        {name}
                      </button>
                    </span>
                  </span>
                </th>
                {versions.map((version) => {
                  const match = counts.find(({ versionId }) => versionId === version.id);
                  return <td key={version.id}>{match && <Counts counts={match} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The head of a table: a first column, then one for each draft. */
function DraftsHead({ first, versions }: { first: string; versions: UptakeTable["versions"] }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {versions.map(({ id, label }) => (
          <th key={id} scope="col">
            <bdi>{label}</bdi>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Counts({ counts }: { counts: UptakeCounts }): ReactNode {
  return (
    <div className="uptake-counts stack">
      <span className="uptake-bar" aria-hidden>
        {uptakeExtents.map((extent) => (
          <span key={extent} className={`bar-${extent}`} style={{ flexGrow: counts[extent] }} />
        ))}
      </span>
      <span className="small">{uptakeCountsText(counts, interfaceLanguage())}</span>
    </div>
  );
}

/** A table of proposals by drafts, with the extent of each uptake and a link to the words in the draft. */
function ProposalsTable({ versions, proposals }: Pick<UptakeTable, "versions" | "proposals">): ReactNode {
  const title = word("uptake-by-proposal");
  return (
    <div className="uptake-frame" role="region" aria-label={title} tabIndex={0}>
      <table className="uptake-table">
        <DraftsHead first={messages.proposalColumn} versions={versions} />
        <tbody>
          {proposals.map(({ annotation, uptakes }) => {
            const home = versions.find(({ id }) => id === annotation.versionId);
            const madeOn = home?.address ?? annotation.versionId;
            return (
              <tr key={annotation.id}>
                <th scope="row">
                  <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>
                    <SpeakerLine speaker={annotation.speaker} plain />
                    <span className="visually-hidden">
                      , {formatMessage(messages.proposalQuote, { text: quotedText(annotation) })}
                    </span>
                  </Link>
                  <ComputedChange operations={annotation.operations} madeOn={madeOn} short />
                </th>
                {versions.map((version) => {
                  const match = uptakes.find(({ versionId }) => versionId === version.id);
                  if (!match)
                    return (
                      <td key={version.id} className="quiet">
                        {version.id === annotation.versionId && word("outcomes-made-here")}
                      </td>
                    );
                  const { extent, computed, correction } = match;
                  const [first] = computed.words;
                  return (
                    <td key={version.id}>
                      <ExtentMark extent={extent} corrected={Boolean(correction?.current)} />
                      <p className="small quiet">
                        {correction?.current?.reason ?? uncheckedWord(computed.reason, reasons)}{" "}
                        {first && (
                          <Link href={`${readingPath(version.address)}?clause=${encodeURIComponent(first.clause)}`}>
                            {messages.seeText}
                          </Link>
                        )}
                      </p>
                      <AmendedUptakes amendments={match.amendments ?? []} />
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

import { useMemo, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { UptakeTable } from "#core/contract/uptake-operations.ts";
import { uptakeByProposal, uptakeTotals } from "#core/messages/uptake-table.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { SaveTable } from "../exports/SaveTable.tsx";
import { formatMessage, headWord, interfaceLanguage, word } from "../page-parts/messages.ts";
import { useOutcomesState } from "./use-outcomes-state.ts";
import { countFilters, noFilters, passes } from "../annotations/annotation-filters.ts";
import { CountsTable } from "./CountsTable.tsx";
import { ProposalsTable } from "./ProposalsTable.tsx";

/** Uptake by organisation, by group and by proposal. A click on an organisation or group filters the proposals. */
export function UptakeTables({ table, file }: { table: UptakeTable; file: string }): ReactNode {
  const [{ filters }, set] = useOutcomesState();
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
  const [organisation] = filters.organisations;
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
          rows={organisations.map(({ organisation: { id, shortName, name, group: of }, counts }) => ({
            id,
            name: shortName,
            title: name,
            group: of,
            counts,
          }))}
          chosen={organisation ?? null}
          onChoose={(id) => set({ filters: { ...noFilters, organisations: id === null ? [] : [id] } })}
        />
      )}
      {groups.length > 0 && (
        <CountsTable
          title={word("uptake-by-group")}
          head={word("ledger-group")}
          versions={later}
          rows={groups.map(({ group: id, counts }) => ({
            id,
            name: headWord(`group-${id}`),
            title: undefined,
            group: id,
            counts,
          }))}
          chosen={group ?? null}
          onChoose={(id) => {
            const found = groups.find((one) => one.group === id);
            set({ filters: { ...noFilters, groups: found ? [found.group] : [] } });
          }}
        />
      )}
      <div className="uptake-part">
        <div className="uptake-part-head">
          <h2>{word("uptake-by-proposal")}</h2>
          {countFilters(filters) > 0 && (
            <span className="small quiet" role="status">
              {formatMessage(messages.proposalsShown, { shown: shown.length, total: proposals.length })} ·{" "}
              <Button className="link-button" onPress={() => set({ filters: noFilters })}>
                {messages.showAll}
              </Button>
            </span>
          )}
          <SaveTable
            table={() => {
              const byProposal = uptakeByProposal({ versions, proposals: shown }, interfaceLanguage);
              const blank = { head: "", href: null, cells: [] };
              const totals = uptakeTotals(table, interfaceLanguage).flatMap(
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

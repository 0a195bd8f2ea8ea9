import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import type { CountedOrganisation } from "#core/contract/people-operations.ts";
import { settingsPath } from "#core/contract/settings-pages.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { groupCss, groupHead, useForumGroups } from "../../components/groups.ts";
import { ListPages } from "../../components/ListPages.tsx";
import { SourceLink } from "../../components/SourceLink.tsx";
import { type ListAddress, useListAddress } from "../../components/use-list-address.ts";
import { OrganisationLogo } from "../../page-parts/Logos.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { CsvActions } from "../lists/CsvActions.tsx";
import { GroupOptions } from "../parts/ListOptions.tsx";
import { EmptyList, ListFilter, ListTools } from "../lists/ListTools.tsx";
import { MergeOrganisationDialog } from "./MergeOrganisationDialog.tsx";
import { OrganisationDialog } from "./OrganisationDialog.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { type Column, RecordTable, type RowAction } from "../lists/RecordTable.tsx";
import { type OrganisationFilters, organisationsQuery } from "../parts/settings-queries.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import { Options } from "../parts/Options.tsx";

/** The open dialog. */
type OpenDialog = { kind: "add" } | { kind: "edit" | "merge"; organisation: CountedOrganisation };

const states = ["active", "archived", "all"] as const;

/** Returns the filters of the list that an address names. */
export function organisationFiltersAt({
  search,
  group,
  state,
  after,
}: Readonly<Record<string, string>>): OrganisationFilters {
  return {
    ...(search !== undefined && { search }),
    ...(group !== undefined && { group }),
    state: states.find((one) => one === state) ?? "active",
    ...(after !== undefined && { after }),
  };
}

/** The section of organisations: a table with search, and the actions on each. */
export function OrganisationsSection(): ReactNode {
  const address = useListAddress();
  const organisations = useQuery(organisationsQuery(organisationFiltersAt(address.query)));
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const { data } = organisations;
  const add = (
    <button type="button" className="button button-primary" onClick={() => setDialog({ kind: "add" })}>
      <Plus size={16} aria-hidden /> {messages.addOrganisation}
    </button>
  );
  return (
    <>
      <div className="list-head">
        <CsvActions kind="organisations" />
        {add}
      </div>
      <OrganisationTools address={address} />
      {!data && <PendingAnswer query={organisations} />}
      {data && (
        <>
          <p className="list-count row" role="status">
            {data.total === null
              ? formatMessage(messages.organisationsOnPage, { count: data.items.length })
              : formatMessage(messages.organisationCount, { count: data.total })}
          </p>
          {data.items.length === 0 ? (
            <EmptyList address={address} isWhole={data.next === null}>
              {messages.noOrganisations}
            </EmptyList>
          ) : (
            <OrganisationTable organisations={data.items} onOpen={setDialog} />
          )}
          <ListPages address={address} next={data.next} total={data.total} />
        </>
      )}
      {dialog?.kind === "merge" && (
        <MergeOrganisationDialog organisation={dialog.organisation} onClose={() => setDialog(null)} />
      )}
      {(dialog?.kind === "add" || dialog?.kind === "edit") && (
        <OrganisationDialog
          organisation={dialog.kind === "edit" ? dialog.organisation : null}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function OrganisationTools({ address }: { address: ListAddress }): ReactNode {
  return (
    <ListTools address={address} label={messages.searchOrganisations} example={messages.searchOrganisationsExample}>
      <ListFilter address={address} name="group" label={messages.filterGroup}>
        <option value="">{messages.anyGroup}</option>
        <GroupOptions />
      </ListFilter>
      <ListFilter address={address} name="state" label={messages.filterState}>
        <Options
          of={[
            ["", messages.stateActive],
            ["archived", messages.stateArchived],
            ["all", messages.stateAll],
          ]}
        />
      </ListFilter>
    </ListTools>
  );
}

function OrganisationTable({
  organisations,
  onOpen,
}: {
  organisations: readonly CountedOrganisation[];
  onOpen: (dialog: OpenDialog) => void;
}): ReactNode {
  const actionsOf = useOrganisationActions(onOpen);
  const forum = useForumGroups();
  const columns: Column<CountedOrganisation>[] = [
    {
      head: messages.shortNameHead,
      cell: (organisation) => (
        <>
          <OrganisationLogo {...organisation} />
          <button type="button" className="link-button" onClick={() => onOpen({ kind: "edit", organisation })}>
            <bdi>{organisation.shortName}</bdi>
          </button>
          {organisation.archivedAt !== undefined && <span className="record-mark">{archivedText(organisation)}</span>}
        </>
      ),
    },
    {
      head: messages.fullNameHead,
      cell: ({ id, name }) => (
        <SourceLink kind="organisation" id={id}>
          <bdi>{name}</bdi>
        </SourceLink>
      ),
    },
    {
      head: messages.groupHead,
      cell: ({ group }) => (
        <>
          <span className="group-dot" style={{ background: groupCss(group, forum) }} aria-hidden />{" "}
          {groupHead(group, forum)}
        </>
      ),
    },
    { head: messages.contactHead, cell: ({ contact }) => <bdi>{contact ?? "–"}</bdi> },
    {
      head: messages.peopleHead,
      cell: ({ id, people }) => (
        <Link className="unbroken" href={`${settingsPath("people")}?organisation=${encodeURIComponent(id)}`}>
          {formatMessage(messages.peopleCount, { count: people })}
        </Link>
      ),
    },
  ];
  return (
    <RecordTable
      caption={messages.organisationsCaption}
      rows={organisations}
      columns={columns}
      nameOf={({ shortName }) => shortName}
      actionsOf={actionsOf}
      isMuted={({ archivedAt }) => archivedAt !== undefined}
    />
  );

  function archivedText({ mergedInto }: CountedOrganisation): string {
    if (mergedInto === undefined) return messages.archived;
    const name = organisations.find(({ id }) => id === mergedInto)?.shortName ?? mergedInto;
    return formatMessage(messages.mergedInto, { name });
  }
}

/** Returns a function that lists the actions on an organisation. */
function useOrganisationActions(
  onOpen: (dialog: OpenDialog) => void,
): (organisation: CountedOrganisation) => RowAction[] {
  const { tryChange } = useSettingsChange();
  const [, navigate] = useLocation();
  return (organisation) => {
    const { id, shortName: name, archivedAt, mergedInto } = organisation;
    const params = { organisation: id };
    const actions: RowAction[] = [
      { id: "edit", label: messages.editOrganisation, act: () => onOpen({ kind: "edit", organisation }) },
      {
        id: "people",
        label: messages.showPeopleOf,
        act: () => navigate(`${settingsPath("people")}?organisation=${encodeURIComponent(id)}`),
      },
    ];
    if (mergedInto === undefined) {
      actions.push({ id: "merge", label: messages.merge, act: () => onOpen({ kind: "merge", organisation }) });
    }
    if (archivedAt === undefined) {
      actions.push({
        id: "archive",
        label: messages.archive,
        act: () =>
          void tryChange(
            () => call("archiveOrganisation", { params }),
            formatMessage(messages.organisationArchived, { name }),
          ),
      });
    } else if (mergedInto === undefined) {
      actions.push({
        id: "restore",
        label: messages.restore,
        act: () =>
          void tryChange(
            () => call("restoreOrganisation", { params }),
            formatMessage(messages.organisationRestored, { name }),
          ),
      });
    }
    return actions;
  };
}

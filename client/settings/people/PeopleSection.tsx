import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { ListPages } from "../../components/ListPages.tsx";
import { type ListAddress, useListAddress } from "../../components/use-list-address.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { BulkActions } from "./BulkActions.tsx";
import { CsvActions } from "../lists/CsvActions.tsx";
import { EmptyList, ListFilter, ListTools } from "../lists/ListTools.tsx";
import { useActiveOrganisations } from "../parts/ListOptions.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { PeopleTable } from "./PeopleTable.tsx";
import { type OpenPeopleDialog, PeopleDialogs } from "./PeopleDialogs.tsx";
import { findRole, RoleOptions } from "./RoleOptions.tsx";
import { type PeopleFilters, peopleQuery } from "../parts/settings-queries.ts";
import { type Selection, useSelection } from "../lists/use-selection.ts";
import { Options } from "../parts/Options.tsx";

const states = ["active", "deactivated", "all"] as const;

/** Returns the filters of the list that an address names. */
export function peopleFiltersAt({
  search,
  organisation,
  role: named,
  state,
  after,
}: Readonly<Record<string, string>>): PeopleFilters {
  const role = findRole(named);
  return {
    ...(search !== undefined && { search }),
    ...(organisation !== undefined && { organisation }),
    ...(role !== undefined && { role }),
    state: states.find((one) => one === state) ?? "active",
    ...(after !== undefined && { after }),
  };
}

/** The section of people: a table with search, and the actions on one person or several. */
export function PeopleSection(): ReactNode {
  const address = useListAddress();
  const people = useQuery(peopleQuery(peopleFiltersAt(address.query)));
  const selection = useSelection();
  const [dialog, setDialog] = useState<OpenPeopleDialog | null>(null);
  const { data } = people;
  return (
    <>
      <div className="list-head">
        <CsvActions kind="people" />
        <button type="button" className="button button-primary" onClick={() => setDialog({ kind: "add" })}>
          <Plus size={16} aria-hidden /> {messages.addPerson}
        </button>
      </div>
      <PeopleTools address={address} />
      {!data && <PendingAnswer query={people} />}
      {data && (
        <>
          <div className="list-count row">
            <p role="status">
              {data.total === null
                ? formatMessage(messages.peopleOnPage, { count: data.items.length })
                : formatMessage(messages.peopleCount, { count: data.total })}
            </p>
            {data.items.length > 0 && <SelectPage people={data.items} selection={selection} />}
          </div>
          {selection.ids.length > 0 && <BulkActions selection={selection} onOpen={setDialog} />}
          {data.items.length === 0 ? (
            <EmptyList address={address} isWhole={data.next === null}>
              {messages.noPeople}
            </EmptyList>
          ) : (
            <PeopleTable people={data.items} selection={selection} onOpen={setDialog} />
          )}
          <ListPages address={address} next={data.next} total={data.total} />
        </>
      )}
      {dialog && <PeopleDialogs dialog={dialog} onDone={selection.clear} onClose={() => setDialog(null)} />}
    </>
  );
}

function PeopleTools({ address }: { address: ListAddress }): ReactNode {
  const organisations = useActiveOrganisations();
  return (
    <ListTools address={address} label={messages.searchPeople} example={messages.searchPeopleExample}>
      <ListFilter address={address} name="organisation" label={messages.filterOrganisation}>
        <option value="">{messages.anyOrganisation}</option>
        <option value="none">{messages.noOrganisationChoice}</option>
        <Options of={organisations.map(({ id, shortName }) => [id, shortName])} />
      </ListFilter>
      <ListFilter address={address} name="role" label={messages.filterRole}>
        <option value="">{messages.anyRole}</option>
        <RoleOptions />
      </ListFilter>
      <ListFilter address={address} name="state" label={messages.filterState}>
        <Options
          of={[
            ["", messages.stateActive],
            ["deactivated", messages.stateDeactivated],
            ["all", messages.stateAll],
          ]}
        />
      </ListFilter>
    </ListTools>
  );
}

/** Selects everybody on the page, or nobody. */
function SelectPage({ people, selection }: { people: readonly ListedPerson[]; selection: Selection }): ReactNode {
  const ids = people.map(({ id }) => id);
  const chosen = ids.filter(selection.has).length;
  return (
    <label className="setting-check">
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && chosen < ids.length;
        }}
        checked={chosen === ids.length}
        onChange={({ target }) => selection.choose(ids, target.checked)}
      />
      <span>{messages.selectPage}</span>
    </label>
  );
}

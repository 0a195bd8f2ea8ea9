import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode } from "react";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import type { Invitee } from "./InvitationsDialog.tsx";
import type { OpenPeopleDialog } from "./PeopleDialogs.tsx";
import { settingsKey } from "../parts/settings-queries.ts";
import type { Selection } from "../lists/use-selection.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** The actions on the selected people. */
export function BulkActions({
  selection,
  onOpen,
}: {
  selection: Selection;
  onOpen: (dialog: OpenPeopleDialog) => void;
}): ReactNode {
  const { tryChange } = useSettingsChange();
  const known = useKnownPeople();
  const { ids } = selection;
  const people: Invitee[] = ids.map((id) => ({ id, name: known.get(id)?.name ?? id }));
  const areDeactivated = ids.every((id) => known.get(id)?.deactivatedAt !== undefined);
  const reactivate = async (): Promise<void> => {
    const done = await tryChange(
      () => call("changePeople", { body: { people: [...ids], isActive: true } }),
      formatMessage(messages.peopleChanged, { count: ids.length }),
    );
    if (done) selection.clear();
  };
  return (
    <section className="bulk-actions row" aria-label={messages.bulkActions}>
      <p role="status">{formatMessage(messages.selectedCount, { count: ids.length })}</p>
      <button type="button" className="button" onClick={() => onOpen({ kind: "role", people })}>
        {messages.changeRole}
      </button>
      <button type="button" className="button" onClick={() => onOpen({ kind: "move", people })}>
        {messages.moveToOrganisation}
      </button>
      {areDeactivated ? (
        <button type="button" className="button" onClick={() => void reactivate()}>
          {messages.reactivate}
        </button>
      ) : (
        <>
          <button type="button" className="button" onClick={() => onOpen({ kind: "invite", people })}>
            {messages.invite}
          </button>
          <button type="button" className="button button-danger" onClick={() => onOpen({ kind: "deactivate", people })}>
            {messages.deactivate}
          </button>
        </>
      )}
      <button type="button" className="button button-quiet" onClick={selection.clear}>
        {messages.clearSelection}
      </button>
    </section>
  );
}

/** Returns the people on the pages seen so far, by id. A selection may extend over several pages. */
function useKnownPeople(): ReadonlyMap<string, ListedPerson> {
  const pages = useQueryClient().getQueriesData<{ items: ListedPerson[] }>({ queryKey: [...settingsKey, "people"] });
  return new Map(pages.flatMap(([, page]) => page?.items ?? []).map((person) => [person.id, person]));
}

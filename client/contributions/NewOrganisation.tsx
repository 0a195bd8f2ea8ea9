import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import { peopleOperations } from "#core/contract/people-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { organisationsQuery } from "../api/organisation-queries.ts";
import { forumQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { groupHead } from "../components/groups.ts";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";

addOperations(peopleOperations);

/** Adds an organisation under the name that rows of a file have. */
export function NewOrganisation({
  name: proposed,
  onAdded,
  onClose,
}: {
  name: string;
  onAdded: (id: string) => void;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const forum = useQuery(forumQuery).data ?? {};
  const groups = groupsOfForum(forum).filter(({ mergedInto }) => mergedInto === undefined);
  const [fields, setFields] = useState({ shortName: proposed, name: proposed, group: "" });
  const { shortName, name, group } = fields;
  const save = async (): Promise<boolean> => {
    try {
      const body = { shortName: shortName.trim(), name: name.trim() || shortName.trim(), group };
      const { organisation } = await call("addOrganisation", { body });
      await client.invalidateQueries({ queryKey: organisationsQuery.queryKey });
      onAdded(organisation.id);
      return true;
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.changeFailed, { tone: "failed" });
      return false;
    }
  };
  const text = (field: "shortName" | "name", label: string, limit: number): ReactNode => (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        dir="auto"
        maxLength={limit}
        value={fields[field]}
        onChange={({ target }) => setFields({ ...fields, [field]: target.value })}
      />
    </label>
  );
  return (
    <ConfirmDialog
      title={formatMessage(messages.newOrganisationTitle, { name: proposed })}
      act={messages.addNewOrganisation}
      ready={shortName.trim() !== "" && Array.from(shortName).length <= 60 && group !== ""}
      onConfirm={save}
      onClose={onClose}
    >
      <div className="senders">
        {text("shortName", messages.newShortName, 60)}
        {text("name", messages.newName, 200)}
        <label className="field">
          <span className="field-label">{messages.newGroup}</span>
          <select
            className="input"
            value={group}
            onChange={({ target }) => setFields({ ...fields, group: target.value })}
          >
            <option value="" disabled>
              {messages.chooseGroup}
            </option>
            {groups.map(({ id }) => (
              <option key={id} value={id}>
                {groupHead(id, forum)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </ConfirmDialog>
  );
}

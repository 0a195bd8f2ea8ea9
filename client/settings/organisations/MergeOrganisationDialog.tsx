import { type ReactNode, useState } from "react";
import type { CountedOrganisation } from "#core/contract/people-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog, FormList } from "../parts/Form.tsx";
import { OrganisationOptions, useActiveOrganisations } from "../parts/ListOptions.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** Merges an organisation into another one, after a preview of the consequences. */
export function MergeOrganisationDialog({
  organisation: { id, shortName: name, people },
  onClose,
}: {
  organisation: CountedOrganisation;
  onClose: () => void;
}): ReactNode {
  const [into, setInto] = useState("");
  const { change } = useSettingsChange();
  const target = useActiveOrganisations().find((other) => other.id === into)?.shortName ?? "";
  return (
    <FormDialog
      title={formatMessage(messages.mergeOrganisationTitle, { name })}
      act={messages.merge}
      isReady={into !== ""}
      onSave={() =>
        change(
          () => call("mergeOrganisations", { params: { organisation: id }, body: { into } }),
          formatMessage(messages.organisationsMerged, { name, target }),
        )
      }
      onClose={onClose}
    >
      <FormList name="into" label={messages.mergeInto} value={into} onChange={setInto}>
        <option value="">{messages.chooseOne}</option>
        <OrganisationOptions except={id} />
      </FormList>
      <div role="status">
        {into !== "" && (
          <ul className="consequences">
            <li>{formatMessage(messages.mergePeople, { count: people, name, target })}</li>
            <li>{formatMessage(messages.mergeCircles, { name, target })}</li>
            <li>{formatMessage(messages.mergeReads, { name, target })}</li>
            <li>{formatMessage(messages.mergeFollowers, { name, target })}</li>
            <li>{formatMessage(messages.mergeKeeps, { name })}</li>
            <li>{formatMessage(messages.mergeArchives, { name })}</li>
          </ul>
        )}
      </div>
    </FormDialog>
  );
}

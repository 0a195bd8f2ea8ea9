import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import type { ClearanceRules as Rules } from "#core/contract/clearance-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { notifyResult, toast, undoBy } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ChoiceSetting } from "../settings/parts/SavedFields.tsx";

/** The rules of an organisation for the comments of its members, which its coordinators set. */
export function ClearanceRules({ organisation }: { organisation: Organisation }): ReactNode {
  const client = useQueryClient();
  const { id, shortName, clearance = "free", firstVisibility = "submitted" } = organisation;
  const send = async (body: Rules): Promise<void> => {
    await call("setClearance", { params: { organisation: id }, body });
    await Promise.all([keys.me, keys.library].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const save = async (rules: Rules, before: Rules): Promise<void> => {
    await send(rules);
    toast(messages.ruleSaved, {
      undo: () => notifyResult(() => send(before), messages.undone),
      undoCall: undoBy("setClearance", { params: { organisation: id }, body: before }, messages.undone),
    });
  };
  return (
    <section aria-labelledby="rules" className="settings-group stack-4 clearance-rules">
      <h2 id="rules" className="inbox-heading section-title">
        {formatMessage(messages.rules, { organisation: shortName })}
      </h2>
      <ChoiceSetting
        label={messages.clearanceRule}
        value={clearance}
        choices={[
          { value: "free", label: messages.ruleFree, hint: messages.ruleFreeHint },
          { value: "coordinator", label: messages.ruleCoordinator, hint: messages.ruleCoordinatorHint },
        ]}
        onSave={(chosen) => save({ clearance: chosen }, { clearance })}
      />
      <ChoiceSetting
        label={messages.firstVisibility}
        value={firstVisibility}
        choices={[
          { value: "private", label: messages.firstPrivate, hint: messages.firstPrivateHint },
          { value: "organisation", label: messages.firstOrganisation, hint: messages.firstOrganisationHint },
          { value: "submitted", label: messages.firstSubmitted, hint: messages.firstSubmittedHint },
        ]}
        onSave={(chosen) => save({ firstVisibility: chosen }, { firstVisibility })}
      />
    </section>
  );
}

import type { ReactNode } from "react";
import * as messages from "#core/messages/settings-page.en.ts";
import { useActiveOrganisations } from "./organisation-choice.ts";

/** No organisation, and all that can be chosen, as options of a list. */
export function OrganisationOptions(): ReactNode {
  return (
    <>
      <option value="">{messages.noOrganisationChoice}</option>
      {useActiveOrganisations().map(({ id, shortName, name }) => (
        <option key={id} value={id}>
          {shortName === name ? name : `${shortName} · ${name}`}
        </option>
      ))}
    </>
  );
}

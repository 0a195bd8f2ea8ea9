import type { ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { commaText, formatMessage } from "../page-parts/messages.ts";
import "./joint.css";
import "../components/check.css";

/** Selects the organisations to ask for a co-signature. Each is named once it agrees. */
export function JointlyField({
  jointly,
  otherOrganisations,
  onChange,
}: {
  /** Ids of the selected organisations. */
  jointly: readonly string[];
  /** The organisations to choose from. */
  otherOrganisations: readonly Organisation[];
  onChange: (jointly: string[]) => void;
}): ReactNode {
  const chosen = otherOrganisations.filter(({ id }) => jointly.includes(id)).map(({ shortName }) => shortName);
  return (
    <details className="jointly">
      <summary className="field-label tappable">
        {chosen.length > 0
          ? formatMessage(messages.coSignWithChosen, { organisations: commaText(chosen) })
          : messages.coSignWith}
      </summary>
      <p className="quiet small">{messages.coSignAbout}</p>
      {otherOrganisations.map(({ id, shortName, name }) => (
        <label key={id} className="check" title={name}>
          <input
            type="checkbox"
            checked={jointly.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...jointly, id] : jointly.filter((member) => member !== id))
            }
          />
          {shortName}
        </label>
      ))}
    </details>
  );
}

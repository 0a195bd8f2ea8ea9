import { useId, type ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { interfaceLanguage, annotationParts as messages } from "#core/messages/catalogues.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { type Audience, audiencesOf, readAudience, describeAudience, useCircles, writeAudience } from "./audience.ts";
import { commaText } from "../page-parts/messages.ts";

/**
 * Selects who can see an annotation. Others who have already read it keep access, so then only wider audiences are
 * offered.
 */
export function AudienceField({
  audience,
  me,
  atLeast = null,
  onChange,
}: {
  audience: Audience;
  me: Me;
  /** The audience that can already see it and keeps access; null if nobody else keeps access. */
  atLeast?: Audience | null;
  onChange: (audience: Audience) => void;
}): ReactNode {
  const circles = useCircles(me);
  const organisations = useOrganisations();
  const about = useId();
  const everyone = audiencesOf(me, circles);
  // It reaches everyone only by its clearance.
  const audiences = audience.visibility === "clearance" ? everyone.with(0, audience) : everyone;
  const last =
    atLeast === null ? -1 : audiences.findIndex((candidate) => writeAudience(candidate) === writeAudience(atLeast));
  const offered = last < 0 ? audiences : audiences.slice(0, last + 1);
  const circle = circles.find(({ id }) => id === audience.circle);
  return (
    <label className="field">
      <span className="field-label">{messages.visibleTo}</span>
      <select
        className="input"
        value={writeAudience(audience)}
        disabled={atLeast?.visibility === "submitted"}
        aria-describedby={circle && about}
        onChange={({ target }) => onChange(readAudience(target.value, offered))}
      >
        {offered.map((option) => (
          <option key={writeAudience(option)} value={writeAudience(option)}>
            {headOf(describeAudience(option, me, circles), interfaceLanguage())}
          </option>
        ))}
      </select>
      {circle && (
        <span id={about} className="quiet small">
          {commaText(
            circle.organisationIds.map(
              (id) => organisations.find((organisation) => organisation.id === id)?.shortName ?? id,
            ),
          )}
        </span>
      )}
    </label>
  );
}

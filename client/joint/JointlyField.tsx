import type { ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import "./joint.css";

/** Chooses the organisations that are asked to say the same: each is named once it says yes. */
export function JointlyField({
  jointly,
  others,
  onChange,
}: {
  /** Ids of those chosen. */
  jointly: readonly string[];
  /** Those that may be chosen. */
  others: readonly Organisation[];
  onChange: (jointly: string[]) => void;
}): ReactNode {
  const chosen = others.filter(({ id }) => jointly.includes(id)).map(({ shortName }) => shortName);
  return (
    <details className="jointly">
      <summary className="field-label">
        {chosen.length > 0 ? `Jointly with ${chosen.join(", ")}` : "Jointly with others"}
      </summary>
      <p className="quiet small">Each is asked, and is named once it says yes.</p>
      {others.map(({ id, shortName, name }) => (
        <label key={id} className="check" title={name}>
          <input
            type="checkbox"
            checked={jointly.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...jointly, id] : jointly.filter((one) => one !== id))}
          />
          {shortName}
        </label>
      ))}
    </details>
  );
}

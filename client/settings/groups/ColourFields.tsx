import { type ReactNode, useState } from "react";
import type { Colour } from "#core/discuss/stakeholder-group.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { inks, isWeak, papers } from "./colour-contrast.ts";
import { refusalText } from "../parts/refusal.ts";

const themes = ["light", "dark"] as const;

/** The two colours of a group, each with a preview on the paper of its theme. They are saved when a picker closes. */
export function ColourFields({
  colour,
  name,
  onSave,
}: {
  colour: Colour;
  /** Name of the group. */
  name: string;
  /** Rejects if the server refuses. */
  onSave: (colour: Colour) => Promise<unknown>;
}): ReactNode {
  const [field, setField] = useState({ colour, stored: colour });
  const [reason, setReason] = useState<string | null>(null);
  // An undo changes the colour from outside.
  if (field.stored !== colour) setField({ colour, stored: colour });
  const save = async (): Promise<void> => {
    if (themes.every((theme) => field.colour[theme] === colour[theme])) return;
    try {
      await onSave(field.colour);
      setReason(null);
    } catch (error) {
      setReason(refusalText(error));
    }
  };
  return (
    <fieldset className="colour-fields">
      <legend className="visually-hidden">{messages.groupColours}</legend>
      {themes.map((theme) => (
        <label key={theme} className="colour-field" style={{ color: inks[theme], background: papers[theme] }}>
          <span className="colour-dot" style={{ background: field.colour[theme] }} aria-hidden />
          <span>{theme === "light" ? messages.colourLight : messages.colourDark}</span>
          <input
            type="color"
            aria-label={formatMessage(theme === "light" ? messages.colourLightOf : messages.colourDarkOf, { name })}
            value={field.colour[theme]}
            onBlur={() => void save()}
            onChange={({ target }) =>
              setField({ colour: { ...field.colour, [theme]: target.value.toLowerCase() }, stored: colour })
            }
          />
        </label>
      ))}
      <p role="status" className={reason === null ? "small colour-warning" : "field-error"}>
        {reason ??
          themes
            .filter((theme) => isWeak(field.colour[theme], theme))
            .map((theme) => formatMessage(messages.weakColour, { theme }))
            .join(" ")}
      </p>
    </fieldset>
  );
}

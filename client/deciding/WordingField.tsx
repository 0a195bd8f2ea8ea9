import { type ReactNode, useId, useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { amendments as messages } from "#core/messages/catalogues.ts";
import { amendedTexts, isRejection } from "#core/propose/amendment.ts";
import { AmendedText } from "../annotations/AmendedText.tsx";
import { sourceName } from "../components/format.tsx";
import { formatMessage } from "../page-parts/messages.ts";

/** Selects the wording that is accepted: the proposal's own, or that of one of its amendments. */
export function WordingField({
  placed,
  chosen,
  onChoose,
}: {
  placed: PlacedAnnotation;
  /** Id of the reply; null for the proposal's own wording. */
  chosen: string | null;
  onChoose: (reply: string | null) => void;
}): ReactNode {
  const name = useId();
  const amendments = useMemo(() => acceptable(placed), [placed]);
  if (amendments.length === 0) return null;
  return (
    <fieldset className="decide-wording stack dialog-field">
      <legend className="field-label">{messages.acceptedWording}</legend>
      <label className="decide-outcome">
        <input type="radio" name={name} checked={chosen === null} onChange={() => onChoose(null)} />
        {messages.asProposed}
      </label>
      {amendments.map(({ id, speaker, amendment }) => {
        const label = formatMessage(messages.asAmendedBy, { source: sourceName(speaker) });
        return (
          <div key={id}>
            <label className="decide-outcome">
              <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
              {label}
            </label>
            <AmendedText parts={amendment ?? []} label={label} />
          </div>
        );
      })}
    </fieldset>
  );
}

/** Returns the replies with an amendment that can be accepted: open, in the thread, and to the present wording. */
function acceptable({ annotation, replies }: PlacedAnnotation): ShownReply[] {
  return replies.filter(
    ({ standing, clearance, amendment }) =>
      standing === "open" &&
      !clearance &&
      amendment &&
      !isRejection(amendment) &&
      amendedTexts(annotation.operations, amendment) !== null,
  );
}

import { useId, type ReactNode } from "react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import type { ConsultationChoice, ConsultationTerms } from "#core/outcome/consultation.ts";
import { useFormatDeadline } from "../components/format.tsx";
import { richMessage } from "../page-parts/messages.ts";

/** The open consultation on another draft, and the chosen effect of this publication on it. */
export interface SettledConsultation {
  version: ListedVersion;
  terms: Pick<ConsultationTerms, "closesAt" | "blind">;
  choice: ConsultationChoice;
}

const choiceMessages = {
  keep: messages.keepConsultation,
  close: messages.closeConsultation,
  move: messages.moveConsultation,
} satisfies Record<ConsultationChoice, string>;
const choices = Object.keys(choiceMessages) as ConsultationChoice[];

/** Shows that a consultation is open on another draft. Readers with the permission can keep, close or move it. */
export function OpenConsultation({
  consultation: { version, terms, choice },
  label,
  mayChoose,
  onChoose,
}: {
  consultation: SettledConsultation;
  /** Label of the draft to be published. */
  label: string;
  mayChoose: boolean;
  onChoose: (choice: ConsultationChoice) => void;
}): ReactNode {
  const name = useId();
  const formatDeadline = useFormatDeadline();
  const values = {
    draft: <bdi>{version.label}</bdi>,
    label: <bdi>{label}</bdi>,
    closes: formatDeadline(terms.closesAt),
    blind: terms.blind ? "yes" : "no",
  };
  return (
    <section className="marked-file" aria-labelledby={name}>
      <h2 id={name}>{richMessage(messages.consultationIsOpen, values)}</h2>
      {mayChoose && (
        <fieldset className="correct-questions" aria-labelledby={name}>
          {choices.map((value) => (
            <label key={value}>
              <input type="radio" name={name} checked={value === choice} onChange={() => onChoose(value)} />
              <span>{richMessage(choiceMessages[value], values)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </section>
  );
}

/** Shows the effect of the publication on the open consultation. */
export function ConsultationConsequence({ version, terms, choice }: SettledConsultation): ReactNode {
  const formatDeadline = useFormatDeadline();
  const values = { draft: <bdi>{version.label}</bdi>, closes: formatDeadline(terms.closesAt) };
  const shown = choice === "move" && terms.blind ? "extend" : choice;
  return (
    <p className="preview-warning remark">
      {richMessage(messages.consultationConsequence, { ...values, choice: shown })}
    </p>
  );
}

import type { ReactNode } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import type { ChosenPerson } from "../../components/PersonChooser.tsx";
import { FormPerson, FormText } from "./Form.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

/** The choice of a deputy in a form: the person and the last day, as a date. Nobody and empty at first. */
export interface DeputyChoice {
  deputy: ChosenPerson | null;
  until: string;
}

/** The choice of a form that was just opened. */
export const noDeputyChosen: DeputyChoice = { deputy: null, until: "" };

/**
 * Returns a function that appoints the chosen deputy for a principal. The sentence that reports it names the deputy. It
 * rejects if the server refuses.
 */
export function useAppointDeputy(
  principal: string,
): (choice: DeputyChoice, done: (name: string) => string) => Promise<unknown> {
  const { change } = useSettingsChange();
  return ({ deputy, until }, done) =>
    change(
      () => call("appointDeputy", { body: { principal, deputy: deputy?.id ?? "", until: until || null } }),
      done(deputy?.name ?? ""),
    );
}

/** The fields of a form that choose a deputy. */
export function DeputyFields({
  label,
  hint,
  choice,
  taken,
  onChange,
}: {
  /** Label of the person. */
  label: string;
  hint?: string;
  choice: DeputyChoice;
  /** Ids of people who cannot be chosen. */
  taken: readonly string[];
  onChange: (choice: DeputyChoice) => void;
}): ReactNode {
  return (
    <>
      <FormPerson
        name="deputy"
        label={label}
        hint={hint}
        value={choice.deputy}
        except={taken}
        onChange={(deputy) => onChange({ ...choice, deputy })}
      />
      <FormText
        name="until"
        label={messages.deputyEnd}
        type="date"
        isOptional
        value={choice.until}
        onChange={(until) => onChange({ ...choice, until })}
      />
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { participantsQuery } from "../api/queries.ts";
import { FormList, FormText } from "./Form.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

/** The choice of a deputy in a form: the person's id and the last day, as a date. Both are empty at first. */
export interface DeputyChoice {
  deputy: string;
  until: string;
}

/** The choice of a form that was just opened. */
export const noDeputyChosen: DeputyChoice = { deputy: "", until: "" };

/**
 * Returns a function that appoints the chosen deputy for a principal. The sentence that reports it names the deputy. It
 * rejects if the server refuses.
 */
export function useAppointDeputy(
  principal: string,
): (choice: DeputyChoice, done: (name: string) => string) => Promise<unknown> {
  const people = useQuery(participantsQuery).data ?? [];
  const { change } = useSettingsChange();
  return ({ deputy, until }, done) =>
    change(
      () => call("appointDeputy", { body: { principal, deputy, until: until || null } }),
      done(people.find(({ id }) => id === deputy)?.name ?? ""),
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
  const people = useQuery(participantsQuery).data ?? [];
  return (
    <>
      <FormList
        name="deputy"
        label={label}
        hint={hint}
        value={choice.deputy}
        onChange={(deputy) => onChange({ ...choice, deputy })}
      >
        <option value="">{messages.chooseOne}</option>
        {people
          .filter(({ id }) => !taken.includes(id))
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </FormList>
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

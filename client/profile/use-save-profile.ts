import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Preferences } from "#core/access/preferences.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { notifyResult, undoBy } from "../components/toasts.ts";
import { toastAlone } from "../settings/parts/use-settings-change.ts";
import { profileQuery } from "./profile-queries.ts";

/** The fields of a profile that its owner changes at once. The mail address needs codes. */
type ProfileFields = Partial<Preferences & { name: string }>;

/** Saves fields and reports it in a message that can undo it. Rejects if the server refuses. */
export type SaveProfile = (fields: ProfileFields, done: string) => Promise<void>;

/** Returns a function that saves fields of the reader's profile. */
export function useSaveProfile({ participant, preferences }: Profile): SaveProfile {
  const client = useQueryClient();
  return useMemo(() => {
    const send = async (body: ProfileFields): Promise<void> => {
      client.setQueryData(profileQuery.queryKey, await call("changeProfile", { body }));
      const stale = [keys.me, keys.participants];
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    };
    return async (fields, done) => {
      const stored = { ...preferences, name: participant.name };
      const before = Object.fromEntries(
        Object.keys(fields).map((field) => [field, stored[field as keyof typeof stored]]),
      ) as ProfileFields;
      await send(fields);
      toastAlone(done, {
        undo: () => notifyResult(() => send(before), messages.undone),
        undoCall: undoBy("changeProfile", { body: before }, messages.undone),
      });
    };
  }, [client, participant, preferences]);
}

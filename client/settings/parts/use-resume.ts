import { mailPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { notifyResult } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { useSettingsChange } from "./use-settings-change.ts";

/** Returns a function that has news mailed to a person again. */
export function useResume(): (person: { id: string; name: string }) => Promise<void> {
  const { refresh } = useSettingsChange();
  return async ({ id: person, name }) => {
    await notifyResult(() => call("resumeMails", { params: { person } }), formatMessage(messages.resumed, { name }));
    await refresh();
  };
}

import { queryOptions } from "@tanstack/react-query";
import { announcementOperations, type MailedAct } from "#core/contract/announcement-operations.ts";
import { addOperations, call } from "../api/call.ts";

addOperations(announcementOperations);

/** Whom an act would notify. */
export const recipientsQuery = (act: MailedAct) =>
  queryOptions({
    queryKey: ["recipients", act],
    queryFn: ({ signal }) => call("previewRecipients", { body: act, signal }),
    // People may follow a document in the meantime.
    gcTime: 0,
  });

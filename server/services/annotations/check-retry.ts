import type { RowCollection, Rows } from "../../store/collections.ts";
import { subjectKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import { ProblemError } from "../kernel/problem.ts";

/**
 * Rejects a request that creates a record under the id of an existing one, unless it is a retry: it says the same as the
 * record did when it was created. The record may have been edited since. If an erasure has removed what it said, any
 * request counts as a retry.
 * @throws ProblemError id-in-use
 */
export async function checkRetry<C extends Extract<RowCollection, "annotations" | "replies">>(
  reader: Reader,
  collection: C,
  id: string,
  isSame: (created: Rows[C]) => boolean,
): Promise<void> {
  const [event] = await reader.events({ after: 0, limit: 1, subject: subjectKey({ collection, id }) });
  const created = event?.after as Rows[C] | null | undefined;
  if (created && !isSame(created)) throw new ProblemError("id-in-use");
}

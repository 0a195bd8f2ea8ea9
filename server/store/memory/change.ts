import type { Collection, Identified, Records, RowCollection } from "../collections.ts";
import type { EventSubject, StoredEvent } from "../stored-event.ts";

/**
 * A value as a change carries it: a row whole, of a body (contents, originals) only its id, since the body itself is on
 * the shelf before the change is committed.
 */
export type Put = { [C in Collection]: readonly [C, C extends RowCollection ? Records[C] : Identified] }[Collection];

/** All that one transaction did: what a journal's line holds, and what is applied to the state. */
export interface Change {
  readonly puts: readonly Put[];
  readonly removes: readonly (readonly [Collection, string])[];
  readonly events: readonly StoredEvent[];
  /** Subjects whose earlier events lose their before and after. */
  readonly forget: readonly EventSubject[];
}

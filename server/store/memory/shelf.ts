import type { Bodies, BodyCollection } from "../collections.ts";

/** Where bodies (contents, originals) stand, apart from the rows. */
export interface Shelf {
  /** Keeps a body for good; it is safe there before the promise resolves. Keeping it again changes nothing. */
  keep<C extends BodyCollection>(collection: C, body: Bodies[C]): Promise<void>;
  /** The body of that id; undefined where there is none. */
  fetch<C extends BodyCollection>(collection: C, id: string): Promise<Bodies[C] | undefined>;
  /** Lets go of a body. */
  drop(collection: BodyCollection, id: string): Promise<void>;
}

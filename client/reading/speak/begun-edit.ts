import * as z from "zod";
import type { Annotation } from "#core/discuss/annotation.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import { newId } from "../../api/actor.ts";
import { keep, keptPlaces, readKept, readKeptAs } from "../../components/kept-text.ts";
import { isSameSteps } from "./proposed-steps.ts";
import { Written } from "./written.ts";

/** The saved state of an unsent edit. */
const KeptEdit = Written.extend({
  /**
   * Whether the edit changed the targets or operations. These can change only on the draft the annotation was made on.
   * Saving from another draft therefore leaves this edit stored.
   */
  chosen: z.boolean().default(true),
});
export type KeptEdit = z.infer<typeof KeptEdit>;

/**
 * An unsaved edit of an annotation. It is stored under the draft and the revision it was typed on. Sent over a later
 * revision, it would undo another person's edit. Saved on another draft, it would carry targets that only its own draft
 * has. It is therefore offered beside the form and never inserted without being asked for.
 */
export interface BegunEdit {
  place: string;
  written: KeptEdit;
  revision: string;
  /** Address of the draft it was typed on; "" if it was stored without one. */
  address: string;
}

/** Returns the storage key for an edit of an annotation. */
export function editPlace({ id, revision }: Pick<Annotation, "id" | "revision">, address: string): string {
  return `edit/${id}/${revision}/${address}`;
}

/** Returns the edit stored under a key, or undefined. */
export function readEdit(participant: string | null, place: string): KeptEdit | undefined {
  return readKeptAs(participant, place, KeptEdit);
}

/** Returns all stored edits of an annotation, except the one under the key `without`. */
export function begunEdits(participant: string | null, annotation: string, without: string): BegunEdit[] {
  return keptPlaces(participant, `edit/${annotation}/`).flatMap((place): BegunEdit[] => {
    const written = place === without ? undefined : readEdit(participant, place);
    const [, , revision = "", address = ""] = place.split("/");
    return written ? [{ place, written, revision, address }] : [];
  });
}

/** Stores an edit of an annotation, or deletes it if it changes nothing. */
export function keepEdit(participant: string | null, place: string, typed: KeptEdit, annotation: Annotation): void {
  const { text, type, visibility, circle, chosen } = typed;
  const isChanged =
    chosen ||
    text !== annotation.text ||
    type !== annotation.type ||
    visibility !== annotation.visibility ||
    circle !== annotation.circleId;
  keep(participant, place, isChanged ? JSON.stringify(typed) : null);
}

/** Checks whether targets or operations differ from the annotation's, on the draft it was made on. */
export function choosesElse(
  { target, also }: Pick<Written, "target" | "also">,
  operations: Annotation["operations"],
  annotation: Annotation,
): boolean {
  return !isSameTargets([target, ...also], annotation.targets) || !isSameSteps(operations, annotation.operations);
}

/**
 * Returns the form's content after restoring an earlier edit. Its targets and proposal are restored only if the edit
 * changed them and they can be chosen here. The visibility stays as it is.
 */
export function takenIn({ chosen, ...earlier }: KeptEdit, asItIs: Written, isHome: boolean): KeptEdit {
  const { text, type } = earlier;
  if (!chosen || !isHome) return { ...asItIs, text, type, chosen: false };
  const { capacity, jointly, visibility, circle } = asItIs;
  return { ...earlier, capacity, jointly, visibility, circle, chosen };
}

/**
 * Restores an earlier edit into the form stored under `place`. Text already typed there is stored under a separate key.
 * The earlier edit is kept too if part of it could not be restored. So either can still be recovered.
 */
export function takeIn(
  participant: string | null,
  place: string,
  { place: from, written }: BegunEdit,
  form: { asItIs: Written; isHome: boolean },
): void {
  const typedHere = readKept(participant, place);
  if (typedHere !== undefined) keep(participant, `${place}/${newId()}`, typedHere);
  if (form.isHome || !written.chosen) keep(participant, from, null);
  keep(participant, place, JSON.stringify(takenIn(written, form.asItIs, form.isHome)));
}

import type { Annotation } from "#core/discuss/annotation.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import { newId } from "../../api/actor.ts";
import * as shape from "../../components/stored-shape.ts";
import { store, storedKeys, readStored, readStoredAs } from "../../components/stored-text.ts";
import { hasSameSteps } from "./proposed-steps.ts";
import { type Written, writtenFields } from "./written.ts";

/** The saved state of an unsent edit. */
const editFields = {
  ...writtenFields,
  /**
   * Whether the edit changed the targets or operations. These can change only on the draft the annotation was made on.
   * Saving from another draft therefore leaves this edit stored.
   */
  chosen: shape.optional(shape.truth, true),
};
export type StoredEdit = shape.Shaped<typeof editFields>;
const StoredEdit = shape.object(editFields);

/**
 * An unsaved edit of an annotation. It is stored under the draft and the revision it was typed on. Sent over a later
 * revision, it would undo another person's edit. Saved on another draft, it would carry targets that only its own draft
 * has. It is therefore offered beside the form and never inserted without being asked for.
 */
export interface UnsavedEdit {
  storageKey: string;
  written: StoredEdit;
  revision: string;
  /** Address of the draft it was typed on; "" if it was stored without one. */
  address: string;
}

/** Returns the storage key for an edit of an annotation. */
export function editKey({ id, revision }: Pick<Annotation, "id" | "revision">, address: string): string {
  return `edit/${id}/${revision}/${address}`;
}

/** Returns the edit stored under a key, or undefined. */
export function readEdit(participant: string | null, storageKey: string): StoredEdit | undefined {
  return readStoredAs(participant, storageKey, StoredEdit);
}

/** Returns all stored edits of an annotation, except the one under the key `without`. */
export function unsavedEdits(participant: string | null, annotation: string, without: string): UnsavedEdit[] {
  return storedKeys(participant, `edit/${annotation}/`).flatMap((storageKey): UnsavedEdit[] => {
    const written = storageKey === without ? undefined : readEdit(participant, storageKey);
    const [, , revision = "", address = ""] = storageKey.split("/");
    return written ? [{ storageKey, written, revision, address }] : [];
  });
}

/** Stores an edit of an annotation, or deletes it if it changes nothing. */
export function keepEdit(
  participant: string | null,
  storageKey: string,
  typed: StoredEdit,
  annotation: Annotation,
): void {
  const { text, type, visibility, circle, chosen } = typed;
  const isChanged =
    chosen ||
    text !== annotation.text ||
    type !== annotation.type ||
    visibility !== annotation.visibility ||
    circle !== annotation.circleId;
  store(participant, storageKey, isChanged ? JSON.stringify(typed) : null);
}

/** Checks whether targets or operations differ from the annotation's, on the draft it was made on. */
export function differsFromAnnotation(
  { target, also }: Pick<Written, "target" | "also">,
  operations: Annotation["operations"],
  annotation: Annotation,
): boolean {
  return !isSameTargets([target, ...also], annotation.targets) || !hasSameSteps(operations, annotation.operations);
}

/**
 * Returns the form's content after restoring an earlier edit. Its targets and proposal are restored only if the edit
 * changed them and they can be chosen here. The visibility stays as it is.
 */
export function restoredContent({ chosen, ...earlier }: StoredEdit, unedited: Written, isHome: boolean): StoredEdit {
  const { text, type } = earlier;
  if (!chosen || !isHome) return { ...unedited, text, type, chosen: false };
  const { capacity, jointly, visibility, circle } = unedited;
  return { ...earlier, capacity, jointly, visibility, circle, chosen };
}

/**
 * Restores an earlier edit into the form stored under `place`. Text already typed there is stored under a separate key.
 * The earlier edit is kept too if part of it could not be restored. So either can still be recovered.
 */
export function restoreEdit(
  participant: string | null,
  storageKey: string,
  { storageKey: from, written }: UnsavedEdit,
  form: { unedited: Written; isHome: boolean },
): void {
  const typedHere = readStored(participant, storageKey);
  if (typedHere !== undefined) store(participant, `${storageKey}/${newId()}`, typedHere);
  if (form.isHome || !written.chosen) store(participant, from, null);
  store(participant, storageKey, JSON.stringify(restoredContent(written, form.unedited, form.isHome)));
}

import * as z from "zod";
import type { Annotation } from "#core/discuss/annotation.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import { newId } from "../../api/new-id.ts";
import { keep, keptPlaces, readKept, readKeptAs } from "../../components/kept-text.ts";
import { isSameSteps } from "./proposed-steps.ts";
import { Written } from "./written.ts";

/** What was typed into a form that edits, as it is kept. */
const KeptEdit = Written.extend({
  /**
   * Whether places or steps were chosen in it that the annotation did not have. That can be done on the draft it was made on
   * alone, so that what is saved on another leaves this as it is.
   */
  chosen: z.boolean().default(true),
});
export type KeptEdit = z.infer<typeof KeptEdit>;

/**
 * What was typed to edit an annotation and not saved. It is kept under the draft it was typed on and the revision it was
 * typed over: sent over a later one it would undo somebody's edit, and saved on one draft it would take along what only
 * another can hold. So it is offered beside the form, and never put into it unasked.
 */
export interface BegunEdit {
  place: string;
  written: KeptEdit;
  revision: string;
  /** Address of the draft it was typed on; "" where that was not kept with it. */
  address: string;
}

/** Where what is typed to edit an annotation is kept. */
export function editPlace({ id, revision }: Pick<Annotation, "id" | "revision">, address: string): string {
  return `edit/${id}/${revision}/${address}`;
}

/** What was typed to edit it at one place; undefined where nothing was. */
export function readEdit(participant: string | null, place: string): KeptEdit | undefined {
  return readKeptAs(participant, place, KeptEdit);
}

/** Everything that was typed to edit an annotation, but for what one place has. */
export function begunEdits(participant: string | null, annotation: string, without: string): BegunEdit[] {
  return keptPlaces(participant, `edit/${annotation}/`).flatMap((place): BegunEdit[] => {
    const written = place === without ? undefined : readEdit(participant, place);
    const [, , revision = "", address = ""] = place.split("/");
    return written ? [{ place, written, revision, address }] : [];
  });
}

/** Keeps what is typed to edit an annotation; forgets it where that is what the annotation says anyway. */
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

/** Whether places or steps are others than an annotation has, on the draft it was made on. */
export function choosesElse(
  { target, also }: Pick<Written, "target" | "also">,
  operations: Annotation["operations"],
  annotation: Annotation,
): boolean {
  return !isSameTargets([target, ...also], annotation.targets) || !isSameSteps(operations, annotation.operations);
}

/**
 * What a form holds once words of an earlier one came in: what it spoke of and proposed too, where that was chosen in it and
 * can be chosen here. Who sees it stays as it is.
 */
export function takenIn({ chosen, ...earlier }: KeptEdit, asItIs: Written, isHome: boolean): KeptEdit {
  const { text, type } = earlier;
  if (!chosen || !isHome) return { ...asItIs, text, type, chosen: false };
  const { capacity, jointly, visibility, circle } = asItIs;
  return { ...earlier, capacity, jointly, visibility, circle, chosen };
}

/**
 * Takes what was typed earlier into the form at a place. What had been typed there is set beside it, and what was typed
 * earlier stays too where some of it could not come in: either can be had again.
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

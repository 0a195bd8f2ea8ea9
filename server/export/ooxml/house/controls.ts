import { bodyTag, type HouseField, houseFields } from "#core/text/word-template.ts";
import { childOf, descendants, type SourceElement, wordAttribute } from "../../package/xml-source.ts";
import { UnfitTemplate } from "./unfit-template.ts";

/** Maximum number of content controls in a part. */
const mostControls = 500;

/** Maximum numbers of elements in a part of which each is compared with every change. */
const most = { runs: 5000, bookmarks: 5000, noteSettings: 500 } as const;

/** A content control for a field. */
export interface FieldControl {
  field: HouseField;
  control: SourceElement;
}

/** Finds the content controls of a part for fields, by their tags. Controls inside another field's are left out. */
export function fieldControls(root: SourceElement): FieldControl[] {
  const found: FieldControl[] = [];
  for (const control of controlsIn(root)) {
    const tag = tagOf(control);
    const field = houseFields.find((name) => name === tag);
    const isInner = found.some((other) => other.control.start < control.start && control.end <= other.control.end);
    if (field && !isInner) found.push({ field, control });
  }
  return found;
}

/**
 * Checks that filling the fields of a part takes little time.
 *
 * @throws UnfitTemplate unsupported
 */
export function checkCounts(root: SourceElement): void {
  const count = (within: SourceElement, ...names: string[]): number => {
    let found = 0;
    for (const { name } of descendants(within)) if (names.includes(name)) found += 1;
    return found;
  };
  let runs = 0;
  for (const { control } of fieldControls(root)) runs += count(control, "w:r", "w:p");
  const isSmall =
    runs <= most.runs &&
    count(root, "w:bookmarkStart", "w:bookmarkEnd") <= most.bookmarks &&
    count(root, "w:footnotePr") <= most.noteSettings;
  if (!isSmall) throw new UnfitTemplate("unsupported", "too many elements");
}

/** Finds the content controls of a part that mark the place for the text. */
export function bodyControls(root: SourceElement): SourceElement[] {
  return controlsIn(root).filter((control) => tagOf(control) === bodyTag);
}

/** @throws UnfitTemplate unsupported if there are more than a template needs, because each is compared with the others */
function controlsIn(root: SourceElement): SourceElement[] {
  const controls = [...descendants(root)].filter(({ name }) => name === "w:sdt");
  if (controls.length > mostControls) throw new UnfitTemplate("unsupported", `${String(controls.length)} controls`);
  return controls;
}

/** Word keeps tags as they were typed, so case and spaces at the ends do not matter. */
function tagOf(control: SourceElement): string | undefined {
  return wordAttribute(childOf(childOf(control, "w:sdtPr"), "w:tag"), "val")
    ?.trim()
    .toLowerCase();
}

/** Returns the title of a control, which Word shows above it. */
export function titleOf(control: SourceElement): string | undefined {
  return wordAttribute(childOf(childOf(control, "w:sdtPr"), "w:alias"), "val")?.trim();
}

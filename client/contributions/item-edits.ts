import type { ItemEdit, ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import { isImported } from "#core/receive/item-result.ts";

/** Returns edits by the id of their item. Later values replace earlier ones. */
export function mergedEdits(edits: readonly ItemEdit[]): Map<string, ItemEdit> {
  const merged = new Map<string, ItemEdit>();
  for (const edit of edits) merged.set(edit.id, { ...merged.get(edit.id), ...edit });
  return merged;
}

/** Returns the edit that undoes an edit of an item, or nothing if there is no such item. */
export function inverseEdit({ id, ...edit }: ItemEdit, before: ShownItem | undefined): ItemEdit[] {
  if (!before) return [];
  const { included, reason = "", confirmed = false, text, type, targets } = before;
  // The reason belongs to the exclusion, and a new location is confirmed.
  const changed = { ...edit, ...("included" in edit && { reason }), ...(edit.targets && { confirmed }) };
  const values = Object.entries({ included, reason, confirmed, text, type, targets });
  return [{ id, ...Object.fromEntries(values.filter(([name]) => name in changed)) }];
}

/** Returns a contribution as it is shown until the server has answered. */
export function withEdits(contribution: ShownContribution, edits: readonly ItemEdit[]): ShownContribution {
  const merged = mergedEdits(edits);
  const items = contribution.items.map((item) => {
    const edit = merged.get(item.id);
    return edit ? edited(item, edit, contribution) : item;
  });
  return { ...contribution, items };
}

function edited(item: ShownItem, edit: ItemEdit, contribution: ShownContribution): ShownItem {
  const { reason: before = "", ...kept } = item;
  const { included = item.included, text = item.text, type = item.type, targets = item.targets } = edit;
  const { reason = before, confirmed = edit.targets ? true : item.confirmed } = edit;
  const after = { ...kept, included, text, type, targets, ...(confirmed !== undefined && { confirmed }) };
  const taken = !item.isHeld && isImported(contribution, after);
  return { ...after, taken, ...(reason !== "" && !included && { reason }) };
}

import type { Actor } from "#core/access/permissions.ts";
import type { ContributionItem } from "#core/receive/contribution.ts";
import type { ItemEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import { changeContribution } from "./change-contribution.ts";
import { checkOperations, checkSubstance, checkTargets } from "../annotations/check-annotation.ts";
import type { Context } from "../kernel/context.ts";
import { findContribution } from "./find-contribution.ts";
import { loadContent } from "../versions/load-content.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Leaves an item out, takes it in again, or corrects its words or its place. Steps without a place stand where they say.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state,
 * target-not-in-version, proposal-not-applicable
 */
export async function editContributionItem(
  context: Context,
  actor: Actor,
  { contribution: id, item: itemId, revision, ...edit }: { contribution: string; item: string } & ItemEdit,
): Promise<ShownContribution> {
  const { version } = await context.store.read((reader) => findContribution(context, reader, actor, id));
  const content = version && (await loadContent(context, version));
  const change = { kind: "contribution-edited", from: "prepared", revision } as const;
  return changeContribution(context, actor, id, change, ({ contribution }) => {
    const before = contribution.items.find((item) => item.id === itemId);
    if (!before || !content || contribution.versionId !== version.id) throw new ProblemError("not-found");
    const after: ContributionItem = { ...before, included: edit.included ?? before.included };
    const { text, type, targets, operations } = edit;
    if (text !== undefined || type !== undefined || targets || operations) after.edited = true;
    if (text !== undefined) after.text = text;
    if (type !== undefined) after.type = type;
    if (operations) {
      checkOperations(content, operations);
      after.operations = operations;
      after.kind = operations.length > 0 ? "proposal" : "comment";
      after.targets = operationTargets(operations, content.text);
    }
    if (targets) after.targets = checkTargets(content, targets);
    if (targets ?? operations) after.doubt = null;
    if (after.targets.length > 0) checkSubstance(after.kind, after.text, after.operations);
    const items = contribution.items.map((item) => (item.id === itemId ? after : item));
    return Promise.resolve({ items });
  });
}

import { type Forum, groupsOfForum, hasGroup } from "#core/access/forum.ts";
import type { Organisation, Participant } from "#core/access/people.ts";
import type { FieldProblem } from "#core/contract/field-problem.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import type { Writer } from "../../store/store.ts";
import { invalidField } from "../kernel/problem.ts";

/**
 * Stores an organisation.
 * @throws ProblemError invalid-request if the forum does not have its group
 */
export async function storeOrganisation(writer: Writer, forum: Forum, organisation: Organisation): Promise<void> {
  checkGroup(forum, organisation);
  await writer.put("organisations", organisation);
}

/**
 * Stores a participant.
 * @throws ProblemError invalid-request if the forum does not have their group
 */
export async function storeParticipant(writer: Writer, forum: Forum, participant: Participant): Promise<void> {
  checkGroup(forum, participant);
  await writer.put("participants", participant);
}

function checkGroup(forum: Forum, { group }: Pick<Participant, "group">): void {
  if (!hasGroup(forum, group)) throw invalidField("group", ...unknownGroup(forum, group));
}

/** Returns the problem of a group that the forum does not have, with all groups that it has. */
export function unknownGroup(
  forum: Forum,
  group: StakeholderGroup,
): [code: FieldProblem["code"], params: FieldProblem["params"]] {
  const choices = groupsOfForum(forum)
    .map(({ id }) => id)
    .join(", ");
  return ["group-unknown", { group, choices }];
}

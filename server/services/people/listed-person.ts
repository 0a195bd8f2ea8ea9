import { isInForce, type KeptParticipant } from "#core/access/kept-people.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";

/** Returns people as the secretariat sees them, in the given order. */
export async function listPeople(
  context: Pick<Context, "now">,
  reader: Reader,
  people: readonly KeptParticipant[],
): Promise<ListedPerson[]> {
  const now = context.now();
  return Promise.all(
    people.map(async (person) => {
      const organisation =
        person.organisationId === null ? undefined : await reader.get("organisations", person.organisationId);
      const deputies = await reader.list("deputies", { principalId: person.id });
      const deputyOf = await reader.list("deputies", { deputyId: person.id });
      return {
        ...person,
        organisation: organisation?.shortName ?? null,
        hasSession: (await reader.list("sessions", { participantId: person.id })).length > 0,
        deputies: deputies.filter((one) => isInForce(one, now)).map(({ deputyId }) => deputyId),
        deputyOf: deputyOf.filter((one) => isInForce(one, now)).map(({ principalId }) => principalId),
      };
    }),
  );
}

import { consultationState, type Consultation } from "#core/outcome/consultation.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Records the end of every consultation that has closed since this was last done: an event, so that whoever was not to see
 * others' comments hears that they can. That it was recorded is kept with the consultation, in the same transaction: a
 * server that was down when it closed records it when it starts, and of several servers one does.
 *
 * The event is of the moment it closed. A deadline that is put off after it passed ends once more.
 * @returns the moment the next one closes; null where none is to.
 */
export async function closeConsultations(context: Context): Promise<Date | null> {
  const now = context.now();
  const consultations = await context.store.read((reader) => reader.list("consultations"));
  if (consultations.some((one) => isUntold(one, now))) {
    await context.store.transact(async (writer) => {
      for (const before of await writer.list("consultations")) {
        if (!before.current || !isUntold(before, now)) continue;
        const { closesAt } = before.current;
        const after: Consultation = { ...before, toldClosing: closesAt };
        await writer.put("consultations", after);
        await writer.append({
          at: closesAt,
          actor: null,
          onBehalfOf: null,
          kind: "consultation-closed",
          documentId: before.documentId,
          subject: { collection: "consultations", id: before.id },
          before,
          after,
        });
      }
    });
  }
  const closing = consultations.flatMap(({ current }) => (current ? [new Date(current.closesAt)] : []));
  const [next] = closing.filter((moment) => moment >= now).sort((one, other) => one.getTime() - other.getTime());
  // What is submitted at the last moment is in time: it has closed a millisecond after.
  return next ? new Date(next.getTime() + 1) : null;
}

function isUntold({ current, toldClosing }: Consultation, now: Date): boolean {
  return current !== null && consultationState(current, now) === "closed" && toldClosing !== current.closesAt;
}

import fc from "fast-check";
import { describe as describeRange } from "#core/place/anchor.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { settlePlace, undoSettlement, unsettlePlace } from "../../../server/services/annotations/settlement.ts";
import { asActor, firstDraft, openForum, secondDraft } from "../../support/forum.ts";

const version = "opinion-5@2";
const member = asActor("member");

test("changing a settlement changes neither the comment nor its computed placement", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  const targets = [{ kind: "clause", clause: "considering-c" } as const];
  const { annotation } = await forum.comment("member", { targets });
  const { text } = await getVersion(forum.context, member, { version });
  const place = { annotation: annotation.id, version };
  const entryNow = async () => {
    const [entry] = (await getOutcomes(forum.context, member, { version, waiting: false }, null)).entries;
    if (!entry) throw new Error("The comment is in the table");
    return entry;
  };
  const computed = (await entryNow()).placement;
  const revisionNow = async (): Promise<number> => (await entryNow()).settlement?.revision ?? 0;
  const acts = {
    anchor: async () => {
      const chosen = [describeRange(text, 0, 5)];
      await settlePlace(forum.context, member, {
        ...place,
        kind: "re-anchored",
        revision: await revisionNow(),
        targets: chosen,
        reason: "",
      });
    },
    giveUp: async () => {
      const act = { kind: "given-up", revision: await revisionNow(), reason: "It was met." } as const;
      await settlePlace(forum.context, member, { ...place, ...act });
    },
    undo: async () => undoSettlement(forum.context, member, { ...place, revision: await revisionNow() }),
    revoke: async () => unsettlePlace(forum.context, member, { ...place, revision: await revisionNow() }),
  };
  const steps = fc.array(fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      for (const step of all)
        await acts[step]().catch((error: unknown) => expect(error).toMatchObject({ code: "wrong-state" }));
      const { placement, settlement } = await entryNow();
      const { state, score, reason, targets: places } = computed;
      if (settlement?.current) expect(placement.settled?.computed).toEqual({ state, score, reason, targets: places });
      else expect(placement).toEqual(computed);
      expect((await getAnnotation(forum.context, member, { annotation: annotation.id })).annotation).toEqual(
        annotation,
      );
    }),
    { numRuns: 25 },
  );
});

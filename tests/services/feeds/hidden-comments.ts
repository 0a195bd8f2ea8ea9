import type { NewAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { hideAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, type TestForum, uuid } from "../../support/forum.ts";

const [secretariat, coordinator, member] = [asActor("secretariat"), asActor("coordinator"), asActor("member")];
const annotation = uuid(1);

/** A consultation on the first draft. */
export const period = {
  version: "opinion-5@1",
  opensAt: "2013-02-01T00:00:00Z",
  closesAt: "2013-02-10T12:00:00Z",
  revision: 0,
  blind: false,
};

const secret: Partial<NewAnnotation> = { text: "Secret.", targets: [{ kind: "clause", clause: "considering-b" }] };

/** Ways to keep a comment with the text "Secret." from some readers. */
export const hiddenComments: Record<string, (forum: TestForum) => Promise<unknown>> = {
  private: (forum) => forum.comment("member", { ...secret, visibility: "private" }),
  "of an organisation": (forum) => forum.comment("member", { ...secret, visibility: "organisation" }),
  "of a circle": async (forum) => {
    const circle = { id: uuid(30), name: "Coast", organisationIds: ["north", "registry"] };
    await makeCircle(forum.context, coordinator, circle);
    await forum.comment("member", { ...secret, visibility: "circle", circle: circle.id });
  },
  "that awaits clearance": async (forum) => {
    await setClearance(forum.context, coordinator, { organisation: "north", clearance: "coordinator" });
    await forum.comment("member", { ...secret, capacity: "organisation" });
  },
  "of a blind consultation": async (forum) => {
    await setConsultation(forum.context, secretariat, { ...period, blind: true });
    await forum.comment("member", { ...secret, capacity: "organisation" });
  },
  withdrawn: async (forum) => {
    await forum.comment("member", secret);
    await withdrawAnnotation(forum.context, member, { annotation, reason: "" });
  },
  "that was hidden": async (forum) => {
    await forum.comment("member", secret);
    await hideAnnotation(forum.context, secretariat, { annotation, reason: "Off." });
  },
};

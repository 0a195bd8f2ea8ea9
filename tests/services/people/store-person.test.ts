import { positionsTable } from "#core/phrases/positions-table.ts";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";
import { problemText } from "#core/phrases/problem-text.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { ProblemError } from "../../../server/services/kernel/problem.ts";
import { storeOrganisation, storeParticipant } from "../../../server/services/people/store-person.ts";
import { asActor, firstDraft, openForum } from "../../support/forum.ts";
import { forumOf, organisations, participants } from "../../support/people.ts";

const youth = { id: "youth", name: "Youth", colour: { light: "#123456", dark: "#abcdef" } };
const withYouth = forumOf({ groups: [...defaultGroups, youth] });

async function caught(work: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error("Nothing was refused");
  return error;
}

test.each([
  [
    "an organisation",
    async () => {
      const { context } = await openForum();
      const [organisation] = organisations;
      if (!organisation) throw new Error("There is no organisation");
      await context.store.transact((writer) =>
        storeOrganisation(writer, forumOf(), { ...organisation, group: "youth" }),
      );
    },
  ],
  [
    "a participant",
    async () => {
      const { context } = await openForum();
      const [participant] = participants;
      if (!participant) throw new Error("There is no participant");
      await context.store.transact((writer) => storeParticipant(writer, forumOf(), { ...participant, group: "youth" }));
    },
  ],
])("refuses %s of a group that the forum does not have", async (_what, store) => {
  const problem = await caught(store());
  expect(problem).toMatchObject({
    code: "invalid-request",
    errors: [{ pointer: "/body/group", code: "group-unknown" }],
  });
  expect(problemText(problem, "en").detail).toContain(
    "group: the forum has no stakeholder group “youth”. One of these is expected: member-state, sector-member, " +
      "technical-community, academia, civil-society, international-organisation, other.",
  );
});

test("a forum's own group has a column of its own among the positions", async () => {
  const forum = await openForum({ groups: withYouth.groups });
  await forum.publish("1", firstDraft);
  const [north] = organisations;
  if (!north) throw new Error("There is no organisation");
  await forum.context.store.transact(async (writer) => {
    await storeOrganisation(writer, withYouth, { ...north, group: "youth" });
    await writer.append({
      at: "2012-09-14T00:00:00.000Z",
      actor: null,
      onBehalfOf: null,
      kind: "forum-seeded",
      documentId: null,
      subject: { collection: "forum", id: "forum" },
      before: null,
      after: null,
    });
  });
  await forum.comment("member", { targets: [{ kind: "clause", clause: "considering-a" }] });
  const positions = await getPositions(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
  expect(positionsTable(positions, withYouth, "en").columns).toEqual(["Clause", "technical community", "Youth"]);
  expect(positions.clauses[0]?.groups).toMatchObject([
    { group: "technical-community", voice: "silent" },
    { group: "youth", voice: "spoke", spoke: [{ name: "North" }] },
  ]);
});

import { createReply } from "../../../server/services/annotations/reply.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid } from "../../support/forum.ts";

const support = { id: uuid(100), text: "We agree.", position: "support" } as const;

describe("getPositions", () => {
  test("rejects the public in a closed forum", async () => {
    const forum = await openForum({ audience: "participants" });
    await forum.publish("1", firstDraft);
    const refused = getPositions(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("counts a comment on an earlier draft at its current clause", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const targets = [{ kind: "clause", clause: "is-of-the-view-1" } as const];
    const { annotation } = await forum.comment("member", { targets });
    await createReply(forum.context, asActor("other"), { annotation: annotation.id, ...support });
    await forum.publish("2", secondDraft);
    const { clauses } = await getPositions(forum.context, asActor("public"), { version: "opinion-5@2" }, null);
    expect(clauses).toMatchObject([
      {
        citation: "is of the view 1",
        annotations: [{ annotationId: annotation.id, stances: [{ stance: "author" }, { stance: "support" }] }],
        groups: [
          { group: "member-state", voice: "spoke", spoke: [{ name: "North" }] },
          { group: "technical-community", voice: "spoke", spoke: [{ name: "Registry" }] },
        ],
      },
    ]);
  });

  test("names the organisations that commented on another clause of the draft as silent, and no others", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const on = (clause: string) => ({ targets: [{ kind: "clause", clause } as const] });
    await forum.comment("member", on("is-of-the-view-1"));
    await forum.comment("other", on("considering-a"));
    await forum.context.store.transact(async (writer) => {
      const registry = await writer.get("organisations", "registry");
      await writer.put("organisations", { ...registry!, id: "third", name: "Third", shortName: "Third" });
      const [event] = await writer.eventsBefore({ before: 1_000_000, limit: 1 });
      await writer.append(event!);
    });
    const { clauses } = await getPositions(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    expect(clauses.map(({ groups }) => groups.map(({ silent }) => silent.map(({ id }) => id)))).toEqual([
      [["north"], []],
      [[], ["registry"]],
    ]);
  });

  test("does not count drafts, even for their author", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    await forum.comment("member", { visibility: "organisation" });
    const member = await getPositions(forum.context, asActor("member"), { version: "opinion-5@1" }, null);
    expect(member.general.annotations).toEqual([]);
    expect(member.general.groups.map(({ voice }) => voice)).toEqual(["silent", "silent"]);
  });
});

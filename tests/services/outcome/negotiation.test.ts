import { getNegotiation, getNegotiationHistory } from "../../../server/services/outcome/negotiation.ts";
import { asActor, firstDraft, openForum } from "../../support/forum.ts";

const bracketed = firstDraft.replace("easier", "[easier [and cheaper]]");
const everybody = asActor("public");

test("rejects the public in a closed forum", async () => {
  const forum = await openForum({ audience: "participants" });
  await forum.publish("1", bracketed);
  const one = getNegotiation(forum.context, everybody, { version: "opinion-5@1" });
  await expect(one).rejects.toMatchObject({ code: "not-signed-in" });
  const all = getNegotiationHistory(forum.context, everybody, { document: "opinion-5" });
  await expect(all).rejects.toMatchObject({ code: "not-signed-in" });
});

test("lists the open points by clause, and their number in every draft", async () => {
  const forum = await openForum();
  await forum.publish("1", bracketed);
  await forum.publish("2", firstDraft);
  await forum.prepare("3", bracketed);
  const { clauses } = await getNegotiation(forum.context, everybody, { version: "opinion-5@1" });
  expect(clauses).toMatchObject([{ citation: "is of the view 1", marks: [{ depth: 1 }, { depth: 2 }] }]);
  const history = await getNegotiationHistory(forum.context, everybody, { document: "opinion-5" });
  expect(history.map(({ version, counts }) => [version.address, counts.brackets, counts.nested])).toEqual([
    ["opinion-5@1", 1, 1],
    ["opinion-5@2", 0, 0],
  ]);
});

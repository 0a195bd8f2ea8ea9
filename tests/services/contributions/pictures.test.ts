import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { asActor } from "../../support/forum.ts";
import { illustratedFile, illustratedForum } from "../../support/illustrated-forum.ts";

const lines = ["We agree to meet every year.", "p1", "We report every year."];

/** Returns the number of proposals in a file that an organisation sent about a draft with a picture. */
async function proposals(objects: boolean, sent: readonly string[]): Promise<number> {
  const forum = await illustratedForum(illustratedFile(...lines), { objects });
  const { items } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: illustratedFile(...sent),
    fileName: "north.docx",
    version: forum.versionId,
    organisation: "north",
  });
  return items.length;
}

test.each([true, false])(
  "a picture that the draft has makes no proposal, with objects in its text: %s",
  async (objects) => {
    expect(await proposals(objects, [...lines, "We also publish."])).toBe(1);
  },
);

test("a picture that was added to the draft makes a proposal", async () => {
  expect(await proposals(true, [...lines, "p2"])).toBe(1);
});

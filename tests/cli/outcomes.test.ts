import { printOutcomes, printOpen, printUptake } from "../../server/cli/outcomes.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft, secondDraft, uuid } from "../support/forum.ts";
import { actorOf } from "../support/people.ts";

const { data, environment, fill } = dataFolder();
const options = { data, format: "text" } as const;

/** Publishes two drafts, with a proposal on the first to delete c), which the second does. */
beforeAll(() =>
  fill([firstDraft.replace("easier", "[easier]"), secondDraft], async (context) => {
    await createAnnotation(context, actorOf("member"), {
      version: "opinion-5@1",
      id: uuid(1),
      kind: "proposal",
      type: "general",
      targets: [{ kind: "clause", clause: "considering-c" }],
      text: "",
      operations: [{ kind: "delete", clause: "considering-c" }],
      visibility: "submitted",
      capacity: "organisation",
      jointly: [],
    });
  }),
);

test("prints the outcome of every earlier comment, with an asterisk if it awaits a decision", async () => {
  const text = await printOutcomes(environment, "opinion-5@2", options);
  expect(text).toMatch(
    /^\*unplaced\t\d\.\d\d\t00000000-0000-4000-8000-000000000001\tThe clause considering c\) was deleted\.\n$/u,
  );
  const json = await printOutcomes(environment, "opinion-5@2", { data, format: "json", waiting: true });
  expect(JSON.parse(json)).toMatchObject({ waiting: 1, entries: [{ waiting: true }] });
});

test("prints the uptake of earlier proposals in a draft", async () => {
  expect(await printUptake(environment, "opinion-5@2", options)).toMatch(
    /^in full\t1\.00\t.*\tThe text to delete is gone from considering c\)\.\n$/u,
  );
  expect(await printUptake(environment, "opinion-5@1", options)).toBe("");
});

test("prints the open points of each draft", async () => {
  expect(await printOpen(environment, "opinion-5@2", options)).toBe(
    "opinion-5@1\t1 bracket\nopinion-5@2\tno open points\n",
  );
});

test.each([printOutcomes, printUptake, printOpen])(
  "lists the existing versions if the requested one is missing: %p",
  async (print) => {
    await expect(print(environment, "opinion-5@9", options)).rejects.toThrow("The forum has opinion-5@1, opinion-5@2.");
  },
);

import { printOutcomes, printOpen, printUptake } from "../../server/cli/commands/outcomes.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft, secondDraft, uuid } from "../support/forum.ts";
import { actorOf } from "../support/people.ts";

const { data, environment, fill } = dataFolder();
const options = { data, format: "text" } as const;

/**
 * Publishes two drafts, with a proposal on the first to delete c), which the second does, and a comment on 3, which the
 * second rewrites.
 */
beforeAll(() =>
  fill(
    [`${firstDraft.replace("easier", "[easier]")}\n3 that the fund pays.\n`, `${secondDraft}\n3 that costs vary.\n`],
    async (context) => {
      const annotation = {
        version: "opinion-5@1",
        type: "general",
        text: "",
        visibility: "submitted",
        capacity: "organisation",
        jointly: [] as string[],
      } as const;
      await createAnnotation(context, actorOf("member"), {
        ...annotation,
        id: uuid(1),
        kind: "proposal",
        targets: [{ kind: "clause", clause: "considering-c" }],
        operations: [{ kind: "delete", clause: "considering-c" }],
      });
      await createAnnotation(context, actorOf("member"), {
        ...annotation,
        id: uuid(2),
        kind: "comment",
        targets: [{ kind: "clause", clause: "is-of-the-view-3" }],
        text: "How much?",
        operations: [],
      });
    },
  ),
);

test("prints the outcome of every earlier comment, with an asterisk if it awaits a decision", async () => {
  const text = await printOutcomes(environment, "opinion-5@2", options);
  expect(text.split("\n")).toEqual([
    expect.stringMatching(/^\*location uncertain\t\d\.\d\d\t.*2\t/u),
    expect.stringMatching(/^clause deleted\t\d\.\d\d\t.*1\tThe clause considering c\) was deleted\.$/u),
    "",
  ]);
  const json = await printOutcomes(environment, "opinion-5@2", { data, format: "json", waiting: true });
  expect(JSON.parse(json)).toMatchObject({ waiting: 1, gone: 1, entries: [{ waiting: true }] });
});

test("prints only comments that are rightly gone", async () => {
  const text = await printOutcomes(environment, "opinion-5@2", { ...options, gone: true });
  expect(text).toMatch(/^clause deleted\t[^\n]*\n$/u);
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

import { decide } from "../../server/cli/commands/decide.ts";
import { printWorkingText } from "../../server/cli/commands/working-text.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft, uuid } from "../support/forum.ts";
import { actorOf, participants } from "../support/people.ts";

const { data, environment, fill } = dataFolder();
const options = { data, format: "text" } as const;

/** Publishes a draft with two proposals that delete the same clause. */
beforeAll(() =>
  fill([firstDraft], async (context) => {
    for (const number of [1, 2]) {
      await createAnnotation(context, actorOf("member"), {
        version: "opinion-5@1",
        id: uuid(number),
        kind: "proposal",
        type: "general",
        targets: [{ kind: "clause", clause: "considering-c" }],
        text: "",
        operations: [{ kind: "delete", clause: "considering-c" }],
        visibility: "submitted",
        circle: null,
        capacity: "organisation",
        jointly: [],
      });
    }
  }),
);

const chair = participants.find(({ role }) => role === "chair")?.id ?? "";
const member = participants.find(({ role }) => role === "member")?.id ?? "";

test("rejects a decision without permission or by an unknown participant", async () => {
  await expect(decide(environment, uuid(1), "accepted", { data, by: member })).rejects.toMatchObject({
    code: "not-allowed",
  });
  await expect(decide(environment, uuid(1), "accepted", { data, by: "nobody" })).rejects.toThrow();
});

test("prints a decision in one line and lets it be revised", async () => {
  expect(await decide(environment, uuid(1), "accepted", { data, by: chair })).toBe(`${uuid(1)}\taccepted\t\n`);
  const revised = await decide(environment, uuid(1), "deferred", { data, by: chair, reason: "Later" });
  expect(revised).toBe(`${uuid(1)}\tdeferred\tLater\n`);
  await expect(decide(environment, uuid(1), "deferred", { data, by: chair })).rejects.toMatchObject({
    code: "invalid-request",
  });
});

test("includes accepted proposals in the text and reports one that conflicts", async () => {
  for (const number of [1, 2]) await decide(environment, uuid(number), "accepted", { data, by: chair });
  const lines: string[] = [];
  const text = await printWorkingText(environment, "opinion-5@1", options, (text) => lines.push(text));
  expect(text).toContain("b)\tthat few are able to take part in meetings;\n");
  expect(text).not.toContain("that meetings are held far away");
  expect(lines).toEqual([expect.stringContaining(uuid(2)) as string]);
});

test("rejects an unknown version", async () => {
  await expect(printWorkingText(environment, "opinion-5@9", options, () => undefined)).rejects.toThrow();
});

import { decide } from "../../server/cli/decide.ts";
import { printWorkingText } from "../../server/cli/working-text.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft, uuid } from "../support/forum.ts";
import { actorOf, participants } from "../support/people.ts";

const { data, environment, fill } = dataFolder();
const asked = { data, format: "text" } as const;

/** A draft with two proposals that take the same clause out. */
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

test("who may not decide is refused, and so is whoever there is not", async () => {
  await expect(decide(environment, uuid(1), "accepted", { data, by: member })).rejects.toMatchObject({
    code: "not-allowed",
  });
  await expect(decide(environment, uuid(1), "accepted", { data, by: "nobody" })).rejects.toThrow();
});

test("what is decided is told in a line, and may be revised", async () => {
  expect(await decide(environment, uuid(1), "accepted", { data, by: chair })).toBe(`${uuid(1)}\taccepted\t\n`);
  const revised = await decide(environment, uuid(1), "deferred", { data, by: chair, reason: "Later" });
  expect(revised).toBe(`${uuid(1)}\tdeferred\tLater\n`);
  await expect(decide(environment, uuid(1), "deferred", { data, by: chair })).rejects.toMatchObject({
    code: "invalid-request",
  });
});

test("accepted proposals are in the text, and one that collides is told with why", async () => {
  for (const number of [1, 2]) await decide(environment, uuid(number), "accepted", { data, by: chair });
  const told: string[] = [];
  const text = await printWorkingText(environment, "opinion-5@1", asked, (words) => told.push(words));
  expect(text).toContain("b)\tthat few are able to take part in meetings;\n");
  expect(text).not.toContain("that meetings are held far away");
  expect(told).toEqual([expect.stringContaining(uuid(2)) as string]);
});

test("of a version that there is not, those that there are are told", async () => {
  await expect(printWorkingText(environment, "opinion-5@9", asked, () => undefined)).rejects.toThrow();
});

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startLinks } from "../../server/cli/start-links.ts";
import { createContext } from "../../server/services/create-context.ts";
import { createDocument } from "../../server/services/forum/document.ts";
import { tryModelForum } from "../../server/services/forum/model-forum.ts";
import { seedForum } from "../../server/services/forum/seed-forum.ts";
import { setUpForum } from "../../server/services/forum/set-up.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { addPerson, deactivatePerson } from "../../server/services/people/people.ts";
import { createLink, signIn, signOut } from "../../server/services/people/sign-in.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import { asActor } from "../support/forum.ts";
import { forumOf, organisations, participants } from "../support/people.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const secretariat = asActor("secretariat");
const address = "https://forum.example";
const scratch = scratchFolder();
const model = path.join(scratch, "model");
const ana = { id: "aaa", name: "Ana", email: "ana@example.org", organisationId: null, role: "member" } as const;

beforeAll(() => {
  mkdirSync(model);
  const forum = { forum: forumOf({ id: "model" }), organisations, participants, documents: [], annotations: [] };
  writeFileSync(path.join(model, "forum.json"), JSON.stringify(forum));
});

/** A new forum with only its secretariat, or the model forum. */
async function opened(kind: "new" | "model"): Promise<Context> {
  const context = createContext(openMemoryStore(), { modelForum: [model] });
  if (kind === "new") await setUpForum(context);
  else await seedForum(context, model);
  return context;
}

/** Returns the people to whom a start prints a link, and whether it says which command makes one. */
async function printed(context: Context, loopback: boolean): Promise<{ linked: string[]; saysHow: boolean }> {
  const lines = await startLinks(context, { loopback, address });
  const linked = lines.flatMap((line) => /^ {2}\w+ +(?<name>.+?) +https:\S+token=/u.exec(line)?.[1] ?? []);
  return { linked, saysHow: lines.some((line) => line.includes("people invite ID")) };
}

describe.each([
  ["a public address", false],
  ["loopback", true],
])("on %s", (_place, loopback) => {
  test("a new forum prints the link of its only person, until they have signed in", async () => {
    const context = await opened("new");
    expect((await printed(context, loopback)).linked).toEqual(["Secretariat"]);
    const { session } = await signIn(
      context,
      asActor("public"),
      await createLink(context, { participant: "secretariat" }),
    );
    await signOut(context, secretariat, { session });
    expect(await printed(context, loopback)).toEqual({ linked: [], saysHow: true });
  });

  test("a forum with a second person prints no link of anybody, although nobody ended its set-up", async () => {
    const context = await opened("new");
    await addPerson(context, secretariat, ana);
    expect(await printed(context, loopback)).toEqual({ linked: [], saysHow: true });
  });

  test("a forum with a document prints no link of anybody, although nobody ended its set-up", async () => {
    const context = await opened("new");
    const document = { id: "a", title: "A", shortTitle: "A", kind: "other", relations: [] } as const;
    await createDocument(context, secretariat, { ...document, relations: [] });
    expect(await printed(context, loopback)).toEqual({ linked: [], saysHow: true });
  });
});

const onePerRole = ["The secretariat", "The chair", "The coordinator", "The colleague", "The observer"];

test("the model forum prints a link for each role on loopback, at every start, and none on a public address", async () => {
  const context = await opened("model");
  for (const start of [1, 2]) expect([start, (await printed(context, true)).linked]).toEqual([start, onePerRole]);
  expect(await printed(context, false)).toEqual({ linked: [], saysHow: true });
});

test("the model forum prints no link of a person who was added to it or has another address, or is deactivated", async () => {
  const context = await opened("model");
  await addPerson(context, secretariat, ana);
  await deactivatePerson(context, secretariat, { person: "colleague" });
  await context.store.transact(async (writer) => {
    const observer = await writer.get("participants", "observer");
    if (observer) await writer.put("participants", { ...observer, email: "olga@example.org" });
    await writer.append({
      at: "2013-02-06T08:00:00Z",
      actor: null,
      onBehalfOf: null,
      kind: "person-changed",
      documentId: null,
      subject: { collection: "participants", id: "observer" },
      before: null,
      after: null,
    });
  });
  expect((await printed(context, true)).linked).toEqual([
    "The secretariat",
    "The chair",
    "The coordinator",
    "The member",
  ]);
});

test("a forum in which the model is tried prints links of the model’s people until something is added", async () => {
  const context = await opened("new");
  await tryModelForum(context, secretariat);
  expect((await printed(context, true)).linked).toEqual(onePerRole.slice(1));
  expect(await printed(context, false)).toEqual({ linked: [], saysHow: true });
  await addPerson(context, secretariat, ana);
  expect(await printed(context, true)).toEqual({ linked: [], saysHow: true });
});

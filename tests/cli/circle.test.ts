import { manageCircle } from "../../server/cli/commands/circle.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft } from "../support/forum.ts";

const { data, environment, fill } = dataFolder();
const text = { data, format: "text" } as const;
const asCoordinator = { ...text, by: "coordinator" };
const lines = (output: string): string[][] =>
  output
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t").slice(1));

beforeAll(() => fill([firstDraft]));

test("rejects a circle made without permission, and an unknown participant", async () => {
  const circle = { name: "Some", organisations: "north,registry" };
  await expect(
    manageCircle(environment, "make", undefined, { ...text, by: "member", ...circle }),
  ).rejects.toMatchObject({ code: "not-allowed" });
  await expect(manageCircle(environment, "list", undefined, { ...text, by: "nobody" })).rejects.toThrow(
    "The forum has",
  );
  expect(await manageCircle(environment, "list", undefined, text)).toBe("");
});

test("creates, renames and dissolves a circle by name or id, and prints the remaining ones", async () => {
  const circle = { name: "The northern group", organisations: "north,registry" };
  const created = await manageCircle(environment, "make", undefined, { ...asCoordinator, ...circle });
  expect(lines(created)).toEqual([["The northern group", "north,registry"]]);
  const renamed = { ...asCoordinator, name: "North and friends" };
  const changed = await manageCircle(environment, "change", "The northern group", renamed);
  expect(lines(changed)).toEqual([["North and friends", "north,registry"]]);
  const [id = ""] = changed.split("\t");
  expect(
    JSON.parse(await manageCircle(environment, "list", undefined, { data, format: "json", by: "other" })),
  ).toMatchObject([{ id, madeBy: "north", may: { manage: false } }]);
  expect(await manageCircle(environment, "dissolve", id, asCoordinator)).toBe("");
});

test("dissolves a circle if only one organisation is left in it", async () => {
  await manageCircle(environment, "make", undefined, { ...text, name: "Two", organisations: "north,registry" });
  expect(await manageCircle(environment, "leave", "Two", asCoordinator)).toBe("");
  expect(await manageCircle(environment, "list", undefined, text)).toBe("");
});

test("rejects a circle of one, with an unknown organisation, or without a known name", async () => {
  const make = (organisations: string): Promise<string> =>
    manageCircle(environment, "make", undefined, { ...text, name: "Few", organisations });
  await expect(make("north")).rejects.toMatchObject({ code: "invalid-request" });
  await expect(make("north,nowhere")).rejects.toMatchObject({ code: "invalid-request" });
  await expect(manageCircle(environment, "dissolve", undefined, text)).rejects.toThrow("No circle is named.");
  await expect(manageCircle(environment, "dissolve", "Few", text)).rejects.toThrow("There is no circle Few.");
});

test("requires an id to choose between two circles of the same name", async () => {
  const twin = { ...text, name: "Twins", organisations: "north,registry" };
  await manageCircle(environment, "make", undefined, twin);
  const both = await manageCircle(environment, "make", undefined, twin);
  await expect(manageCircle(environment, "dissolve", "Twins", text)).rejects.toThrow(
    "Several circles have the name Twins",
  );
  const [id = ""] = both.split("\t");
  expect(lines(await manageCircle(environment, "dissolve", id, text))).toEqual([["Twins", "north,registry"]]);
});

import { manageCircle } from "../../server/cli/circle.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft } from "../support/forum.ts";

const { data, environment, fill } = dataFolder();
const text = { data, format: "text" } as const;
const asCoordinator = { ...text, by: "coordinator" };
const lines = (told: string): string[][] =>
  told
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t").slice(1));

beforeAll(() => fill([firstDraft]));

test("who may not make a circle is refused, and so is whoever there is not", async () => {
  const circle = { name: "Some", organisations: "north,registry" };
  await expect(
    manageCircle(environment, "make", undefined, { ...text, by: "member", ...circle }),
  ).rejects.toMatchObject({ code: "not-allowed" });
  await expect(manageCircle(environment, "list", undefined, { ...text, by: "nobody" })).rejects.toThrow(
    "The forum has",
  );
  expect(await manageCircle(environment, "list", undefined, text)).toBe("");
});

test("a circle is made, renamed and dissolved by name or id, and those left are told", async () => {
  const circle = { name: "The northern group", organisations: "north,registry" };
  const made = await manageCircle(environment, "make", undefined, { ...asCoordinator, ...circle });
  expect(lines(made)).toEqual([["The northern group", "north,registry"]]);
  const renamed = { ...asCoordinator, name: "North and friends" };
  const changed = await manageCircle(environment, "change", "The northern group", renamed);
  expect(lines(changed)).toEqual([["North and friends", "north,registry"]]);
  const [id = ""] = changed.split("\t");
  expect(
    JSON.parse(await manageCircle(environment, "list", undefined, { data, format: "json", by: "other" })),
  ).toMatchObject([{ id, madeBy: "north", may: { manage: false } }]);
  expect(await manageCircle(environment, "dissolve", id, asCoordinator)).toBe("");
});

test("a coordinator takes their organisation out: one left with a single organisation is no circle", async () => {
  await manageCircle(environment, "make", undefined, { ...text, name: "Two", organisations: "north,registry" });
  expect(await manageCircle(environment, "leave", "Two", asCoordinator)).toBe("");
  expect(await manageCircle(environment, "list", undefined, text)).toBe("");
});

test("a circle of one, of somebody unknown, or that is not named is refused", async () => {
  const make = (organisations: string): Promise<string> =>
    manageCircle(environment, "make", undefined, { ...text, name: "Few", organisations });
  await expect(make("north")).rejects.toMatchObject({ code: "invalid-request" });
  await expect(make("north,nowhere")).rejects.toMatchObject({ code: "invalid-request" });
  await expect(manageCircle(environment, "dissolve", undefined, text)).rejects.toThrow("Name the circle");
  await expect(manageCircle(environment, "dissolve", "Few", text)).rejects.toThrow("There is no circle Few.");
});

test("of two circles with one name, the one that is meant is named by its id", async () => {
  const twin = { ...text, name: "Twins", organisations: "north,registry" };
  await manageCircle(environment, "make", undefined, twin);
  const both = await manageCircle(environment, "make", undefined, twin);
  await expect(manageCircle(environment, "dissolve", "Twins", text)).rejects.toThrow(
    "Several circles are called Twins",
  );
  const [id = ""] = both.split("\t");
  expect(lines(await manageCircle(environment, "dissolve", id, text))).toEqual([["Twins", "north,registry"]]);
});

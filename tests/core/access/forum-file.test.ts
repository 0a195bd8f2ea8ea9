import { ForumFile } from "#core/access/forum-file.ts";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";

const { groups } = ForumFile.shape.forum.shape;
const youth = { id: "youth", name: "Youth", colour: { light: "#123456", dark: "#abcdef" } };

test("reads a forum's own groups and derives a missing dark colour", () => {
  expect(groups.parse([...defaultGroups, youth])).toEqual([...defaultGroups, youth]);
  expect(groups.parse([{ ...youth, colour: { light: "#123456" } }])).toEqual([
    { ...youth, colour: { light: "#123456", dark: "#a0aebb" } },
  ]);
});

test.each([
  ["without a name that is not a default group", { ...youth, name: undefined }, [0, "name"]],
  ["with an id that is no name in an address", { ...youth, id: "The Youth" }, [0, "id"]],
  ["with a colour that is no hex", { ...youth, colour: { light: "blue" } }, [0, "colour", "light"]],
])("rejects a group %s", (_what, group, path) => {
  expect(groups.safeParse([group]).error?.issues[0]?.path).toEqual(path);
});

test("accepts a default group without a name", () => {
  expect(groups.safeParse([{ ...youth, id: "academia", name: undefined }]).success).toBe(true);
});

test("rejects a group listed twice", () => {
  expect(groups.safeParse([youth, youth]).success).toBe(false);
});

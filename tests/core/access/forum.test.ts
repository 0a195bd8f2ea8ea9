import { Forum, groupsOfForum } from "#core/access/forum.ts";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";

/** A forum as stored before forums had a list of groups. */
const stored = {
  id: "wtpf-13",
  name: "World Telecommunication/ICT Policy Forum",
  shortName: "WTPF-13",
  description: "",
  audience: "public",
  sources: "shown",
  calendar: [],
};

test("a stored forum without groups has the seven default groups", () => {
  const groups = groupsOfForum(Forum.parse(stored));
  expect(groups).toEqual(defaultGroups);
  expect(groups.map(({ id }) => id)).toEqual([
    "member-state",
    "sector-member",
    "technical-community",
    "academia",
    "civil-society",
    "international-organisation",
    "other",
  ]);
});

test("reading a stored forum adds no field to it", () => {
  expect(Forum.parse(stored)).toEqual(stored);
});

test("a forum's own list replaces the default groups", () => {
  const groups = [{ id: "academia", colour: { light: "#123456", dark: "#abcdef" } }];
  expect(groupsOfForum(Forum.parse({ ...stored, groups }))).toEqual(groups);
});

import { Forum, groupsOfForum } from "#core/access/forum.ts";
import { Organisation, Participant } from "#core/access/people.ts";
import { defaultGroups, groupColour } from "#core/discuss/stakeholder-group.ts";

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

test.each(defaultGroups.map(({ id }) => id))("stored people of the default group %s stay valid", (group) => {
  const organisation = { id: "o", name: "O", shortName: "O", group };
  expect(Organisation.parse(organisation)).toEqual(organisation);
  const person = { id: "p", name: "P", email: null, organisationId: null, group, role: "member" };
  expect(Participant.parse(person)).toEqual(person);
});

test("a group that has left the list keeps its default colour, or that of other groups", () => {
  const colour = { light: "#123456", dark: "#abcdef" };
  const groups = [{ id: "youth", name: "Youth", colour }];
  const colourOf = (id: string) => defaultGroups.find((group) => group.id === id)?.colour;
  expect(groupColour("academia", { groups })).toEqual(colourOf("academia"));
  expect(groupColour("somebody", { groups })).toEqual(colourOf("other"));
  expect(groupColour("youth", { groups })).toEqual(colour);
});

test("a forum's own list replaces the default groups", () => {
  const groups = [{ id: "academia", colour: { light: "#123456", dark: "#abcdef" } }];
  expect(groupsOfForum(Forum.parse({ ...stored, groups }))).toEqual(groups);
});

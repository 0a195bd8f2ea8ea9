import { groupName } from "#core/phrases/source-text.ts";

const youth = { id: "youth", name: "Youth", colour: { light: "#123456", dark: "#abcdef" } };
const academia = { id: "academia", name: "research", colour: { light: "#123456", dark: "#abcdef" } };

test("names a default group by the catalogue and a forum's own group by its own name", () => {
  expect(groupName("academia", {}, "en")).toBe("academia");
  expect(groupName("civil-society", { groups: [youth] }, "en")).toBe("civil society");
  expect(groupName("youth", { groups: [youth] }, "en")).toBe("Youth");
});

test("a group's own name overrides the catalogue's", () => {
  expect(groupName("academia", { groups: [academia] }, "en")).toBe("research");
});

test("names a group that has left the list by its id", () => {
  expect(groupName("youth", {}, "en")).toBe("youth");
  expect(groupName("constructor", {}, "en")).toBe("constructor");
});

import { Option } from "commander";
import { valueSchema } from "#core/access/forum.ts";
import {
  changedSettings,
  forumSettings,
  type SettingName,
  settingParts,
  settingsIn,
} from "#core/access/forum-settings.ts";
import { KeptForum, shownForum } from "#core/access/kept-forum.ts";
import { coverLabels, footLabels } from "#core/messages/catalogues.ts";
import { forumFacts } from "#core/phrases/forum-facts.ts";
import { forumOf } from "../../support/people.ts";

const names = Object.keys(forumSettings) as SettingName[];

test("each setting is in one part of the page, except the groups, which have a page of their own", () => {
  const placed = Object.values(settingParts).flat();
  expect([...placed, "groups"].toSorted()).toEqual(names.toSorted());
});

test("the option of a setting gives its value the setting's name", () => {
  const options = changedSettings.flatMap((name) => {
    const { option } = forumSettings[name];
    return option === null ? [] : [[new Option(option).attributeName(), name]];
  });
  expect(options.map(([attribute]) => attribute)).toEqual(options.map(([, name]) => name));
});

test("what stands at the foot of pages or in files is shown to everybody who reads the forum", () => {
  const hidden = names.filter((name) => {
    const shownIn: readonly string[] = forumSettings[name].shownIn;
    return shownIn.length > 0 && !shownIn.includes("forum");
  });
  expect(hidden).toEqual([]);
});

test("what stands on covers is in the data of files", () => {
  const missing = names.filter((name) => {
    const shownIn: readonly string[] = forumSettings[name].shownIn;
    return shownIn.includes("covers") && !shownIn.includes("files");
  });
  expect(missing).toEqual([]);
});

test("each setting that stands on covers or at the foot of pages has a label there, and no other does", () => {
  expect(Object.keys(coverLabels)).toEqual(settingsIn("covers"));
  expect(Object.keys(footLabels)).toEqual(settingsIn("foot"));
});

test("shows the settings with a label and a value, in the order of the labels", () => {
  const forum = { name: "", shortName: "WTPF", contact: "secretariat@example.org" };
  const labels = { contact: "Contact", name: "Name", shortName: "Short name", phone: "Telephone" };
  expect(forumFacts(forum, labels)).toEqual([
    { label: "Contact", value: "secretariat@example.org" },
    { label: "Short name", value: "WTPF" },
  ]);
});

test("a line that is not required can be empty, and a required one cannot", () => {
  const line = { kind: "line", limit: 200, shownIn: [], option: null } as const;
  expect(valueSchema(line).safeParse("").success).toBe(true);
  expect(valueSchema({ ...line, isRequired: true }).safeParse("").success).toBe(false);
});

test("readers of the forum see the settings marked for them, and no others", () => {
  const kept = KeptForum.parse({ ...forumOf(), erasure: "erase-text", strongSignIn: true, timeZone: "Europe/Zurich" });
  expect(shownForum(kept)).toEqual(forumOf({ timeZone: "Europe/Zurich" }));
});

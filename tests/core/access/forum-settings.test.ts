import { Option } from "commander";
import { changedSettings, forumSettings, type SettingName, settingParts } from "#core/access/forum-settings.ts";
import { KeptForum, shownForum } from "#core/access/kept-forum.ts";
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

test("readers of the forum see the settings marked for them, and no others", () => {
  const kept = KeptForum.parse({ ...forumOf(), erasure: "erase-text", strongSignIn: true, timeZone: "Europe/Zurich" });
  expect(shownForum(kept)).toEqual(forumOf({ timeZone: "Europe/Zurich" }));
});

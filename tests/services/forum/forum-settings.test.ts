import { programActor } from "../../../server/services/kernel/authorise.ts";
import { KeptForum } from "#core/access/kept-forum.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { getChanges, undoChange } from "../../../server/services/forum/changes.ts";
import {
  addCalendarEntry,
  changeCalendarEntry,
  changeForum,
  getForumSettings,
  removeCalendarEntry,
} from "../../../server/services/forum/forum-settings.ts";
import { asActor, openForum } from "../../support/forum.ts";
import { forumOf } from "../../support/people.ts";

const secretariat = asActor("secretariat");
const meeting = { date: "2013-02-06", title: "Third meeting", place: null };

test("reading a forum stored before there were settings adds no field to it", () => {
  expect(KeptForum.parse(forumOf())).toEqual(forumOf());
});

test("rejects an unknown time zone and accepts an IANA name", () => {
  expect(KeptForum.safeParse({ ...forumOf(), timeZone: "Mars/Olympus" }).success).toBe(false);
  expect(KeptForum.safeParse({ ...forumOf(), timeZone: "Europe/Zurich" }).success).toBe(true);
});

test("changes only the given settings, and undoes the change", async () => {
  const { context } = await openForum();
  const { forum, change } = await changeForum(context, secretariat, { name: "Sixth Forum", timeZone: "Europe/Zurich" });
  expect(forum).toMatchObject({ name: "Sixth Forum", shortName: "Forum", timeZone: "Europe/Zurich" });
  await undoChange(context, secretariat, { event: change ?? "" });
  const settings = await getForumSettings(context, secretariat);
  expect(settings.name).toBe("A Policy Forum");
  expect(settings).not.toHaveProperty("timeZone");
});

test("records no event for settings that keep their values", async () => {
  const { context } = await openForum();
  expect((await changeForum(context, secretariat, { name: "A Policy Forum" })).change).toBeNull();
});

test("does not show the rules of the secretariat in the library", async () => {
  const { context } = await openForum();
  await changeForum(context, programActor, { erasure: "erase-text", strongSignIn: true, timeZone: "Europe/Zurich" });
  const { forum } = await getLibrary(context, asActor("public"), { size: 100 });
  expect(forum).toEqual(forumOf({ timeZone: "Europe/Zurich" }));
});

test("keeps the calendar in date order", async () => {
  const { context } = await openForum();
  await addCalendarEntry(context, secretariat, { date: "2013-05-14", title: "The Forum", place: "Geneva" });
  const { forum } = await addCalendarEntry(context, secretariat, meeting);
  expect(forum.calendar.map(({ title }) => title)).toEqual(["Third meeting", "The Forum"]);
});

test("rejects a second entry with the same date, title and place", async () => {
  const { context } = await openForum();
  await addCalendarEntry(context, secretariat, meeting);
  await expect(addCalendarEntry(context, secretariat, meeting)).rejects.toMatchObject({ code: "already-exists" });
});

test("changes and removes a calendar entry by its id", async () => {
  const { context } = await openForum();
  const added = await addCalendarEntry(context, secretariat, meeting);
  const [entry] = added.forum.calendar;
  const moved = await changeCalendarEntry(context, secretariat, { ...meeting, date: "2013-02-07", entry: entry!.id });
  expect(moved.forum.calendar).toMatchObject([{ date: "2013-02-07" }]);
  const gone = removeCalendarEntry(context, secretariat, { entry: entry!.id });
  await expect(gone).rejects.toMatchObject({ code: "not-found" });
});

test("undoes a change although another setting was changed since", async () => {
  const { context } = await openForum();
  const { change } = await changeForum(context, secretariat, { name: "Sixth Forum" });
  await changeForum(context, secretariat, { description: "On the Internet." });
  await undoChange(context, secretariat, { event: change ?? "" });
  expect(await getForumSettings(context, secretariat)).toMatchObject({
    name: "A Policy Forum",
    description: "On the Internet.",
  });
});

test("refuses to undo a change of a setting that was changed since", async () => {
  const { context } = await openForum();
  const { change } = await changeForum(context, secretariat, { name: "Sixth Forum" });
  await changeForum(context, secretariat, { name: "Seventh Forum" });
  const undone = undoChange(context, secretariat, { event: change ?? "" });
  await expect(undone).rejects.toMatchObject({ code: "changed-since" });
});

test("undoes an undo", async () => {
  const { context } = await openForum();
  const { change } = await changeForum(context, secretariat, { name: "Sixth Forum" });
  const undone = await undoChange(context, secretariat, { event: change ?? "" });
  await undoChange(context, secretariat, { event: undone.change ?? "" });
  expect((await getForumSettings(context, secretariat)).name).toBe("Sixth Forum");
});

test("does not require a stronger sign-in by an undo of somebody who has none", async () => {
  const { context } = await openForum();
  await changeForum(context, programActor, { strongSignIn: true });
  const { change } = await changeForum(context, secretariat, { strongSignIn: false });
  const undone = undoChange(context, secretariat, { event: change ?? "" });
  await expect(undone).rejects.toMatchObject({ code: "stronger-sign-in-needed" });
});

test("does not undo events that are no changes of the settings", async () => {
  const forum = await openForum();
  const [event] = await forum.context.store.read((reader) => reader.events({ after: 0, limit: 1 }));
  const undone = undoChange(forum.context, secretariat, { event: event!.id });
  await expect(undone).rejects.toMatchObject({ code: "not-found" });
});

test("lists changes newest first, with who made them and the changed fields", async () => {
  const { context } = await openForum();
  await changeForum(context, secretariat, { name: "Sixth Forum" });
  await addCalendarEntry(context, secretariat, meeting);
  const { items, next } = await getChanges(context, secretariat, { size: 1 });
  expect(items).toMatchObject([
    {
      kind: "calendar-changed",
      fields: ["calendar"],
      by: { name: "The secretariat" },
      name: "Sixth Forum",
      records: 1,
    },
  ]);
  const earlier = await getChanges(context, secretariat, { after: next ?? "", size: 1 });
  expect([earlier.items.map(({ kind }) => kind), earlier.next]).toEqual([["forum-changed"], null]);
});

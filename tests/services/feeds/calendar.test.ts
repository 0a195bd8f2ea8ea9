import ICAL from "ical.js";
import { timeText } from "#core/phrases/dates.ts";
import { forumCalendar } from "#core/phrases/forum-calendar.ts";
import { getDocumentCalendar, getForumCalendar } from "../../../server/services/feeds/calendar.ts";
import {
  addCalendarEntry,
  changeCalendarEntry,
  getForumSettings,
} from "../../../server/services/forum/forum-settings.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import {
  callOffConsultation,
  closeConsultations,
  setConsultation,
  undoConsultation,
} from "../../../server/services/publication/consultation.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

/** The test forum's clock starts at 9:00 on 6 February 2013. */
const version = "opinion-5@1";
const terms = { version, opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-02-10T23:30:00Z", blind: false };
const upcoming = { ...terms, opensAt: "2013-02-08T00:00:00Z" };
const meeting = { date: "2013-05-14", title: "Forum; first day", place: "Geneva, Switzerland" };
const secretariat = asActor("secretariat");
const everybody = asActor("public");
const calendars = { getForumCalendar, getDocumentCalendar };

let forum: TestForum;
beforeEach(async () => {
  forum = await openForum({ timeZone: "Pacific/Auckland", calendar: [meeting, { ...meeting, place: null }] });
  await forum.publish("1", firstDraft);
});

async function eventsOf(name: keyof typeof calendars = "getForumCalendar"): Promise<ICAL.Event[]> {
  const { bytes } = await calendars[name](forum.context, everybody, { document: "opinion-5" });
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes)) as unknown[]);
  return calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
}

const set = (change: Partial<typeof terms & { revision: number }> = {}) =>
  setConsultation(forum.context, secretariat, { ...terms, revision: 0, ...change });

const deadlines = async () =>
  (await eventsOf())
    .filter(({ uid }) => uid.startsWith("closes-"))
    .map(({ uid, sequence, component }) => ({
      ...{ uid, sequence, status: component.getFirstPropertyValue("status") },
      start: String(component.getFirstPropertyValue("dtstart")),
    }));

test("has the meetings of the forum as days", async () => {
  const meetings = (await eventsOf()).map(({ summary, startDate, location }) => [summary, String(startDate), location]);
  expect(meetings.toSorted()).toEqual(
    [
      [meeting.title, meeting.date, null],
      [meeting.title, meeting.date, meeting.place],
    ].toSorted(),
  );
});

test("keeps the UID of a meeting that is changed, counts the change, and gives it to no other meeting", async () => {
  const meetings = async () => (await eventsOf()).map(({ uid, sequence, summary }) => ({ uid, sequence, summary }));
  const before = await meetings();
  const { calendar } = await getForumSettings(forum.context, secretariat);
  const { id: entry } = calendar.find(({ place }) => place !== null)!;
  await changeCalendarEntry(forum.context, secretariat, { ...meeting, entry, title: "Forum; new title" });
  await addCalendarEntry(forum.context, secretariat, meeting);
  const after = await meetings();
  const changed = after.find(({ summary }) => summary === "Forum; new title");
  expect(changed?.sequence).toBe(1);
  expect(before.map(({ uid }) => uid)).toContain(changed?.uid);
  expect(new Set(after.map(({ uid }) => uid)).size).toBe(3);
});

test("counts the undo of a change of a meeting as one more change", async () => {
  const { calendar } = await getForumSettings(forum.context, secretariat);
  const { id: entry } = calendar.find(({ place }) => place !== null)!;
  const changed = await changeCalendarEntry(forum.context, secretariat, { ...meeting, entry, title: "Other" });
  await undoChange(forum.context, secretariat, { event: changed.change! });
  const meetings = (await eventsOf()).map(({ sequence, summary }) => [sequence, summary]);
  expect(meetings.toSorted()).toEqual([
    [0, meeting.title],
    [2, meeting.title],
  ]);
});

test("has no meetings in the calendar of a document", async () => {
  expect(await eventsOf("getDocumentCalendar")).toEqual([]);
});

test.each(["getForumCalendar", "getDocumentCalendar"] as const)("%s has the deadline at its time", async (name) => {
  await set();
  const [last] = (await eventsOf(name)).filter(({ uid }) => uid.startsWith("closes-"));
  expect(String(last?.startDate)).toBe("2013-02-10T23:30:00Z");
});

test.each([terms, upcoming])("follows the same rule as the pages for deadlines: %#", async (given) => {
  await set(given);
  const library = await getLibrary(forum.context, everybody, { size: 10 });
  const shown = forumCalendar(library, "en").flatMap(({ at, title }) =>
    at === null ? [] : [`${title}: ${timeText(at, "en", "Pacific/Auckland")}`],
  );
  const described = (await eventsOf("getDocumentCalendar")).map(({ description }) => description);
  expect(described).toEqual(shown);
});

test("keeps the UID of a deadline that moves, and counts the change", async () => {
  await set();
  const [before] = await deadlines();
  await set({ revision: 1, closesAt: "2013-02-20T12:00:00Z" });
  expect(await deadlines()).toEqual([{ ...before, sequence: 2, start: "2013-02-20T12:00:00Z" }]);
});

test("keeps a cancelled consultation as cancelled", async () => {
  await set();
  const [before] = await deadlines();
  await callOffConsultation(forum.context, secretariat, { version, revision: 1 });
  expect(await deadlines()).toEqual([{ ...before, sequence: 2, status: "CANCELLED" }]);
});

test("confirms a consultation again whose cancellation was undone", async () => {
  await set();
  await callOffConsultation(forum.context, secretariat, { version, revision: 1 });
  await undoConsultation(forum.context, secretariat, { version, revision: 2 });
  expect(await deadlines()).toMatchObject([{ sequence: 3, status: "CONFIRMED" }]);
});

test("keeps a consultation whose closing was recorded", async () => {
  await set({ closesAt: "2013-02-02T12:00:00Z" });
  await closeConsultations(forum.context);
  expect(await deadlines()).toMatchObject([{ start: "2013-02-02T12:00:00Z" }]);
});

test("gives the same bytes until something changes", async () => {
  await set(upcoming);
  const bytes = async () => (await getForumCalendar(forum.context, everybody)).bytes;
  expect(await bytes()).toEqual(await bytes());
});

test("has no deadline of a draft that its reader may not read", async () => {
  const prepared = await forum.prepare("2", firstDraft);
  await set();
  await forum.context.store.transact(async (writer) => {
    const [consultation] = await writer.list("consultations", {});
    if (!consultation) throw new Error("There is no consultation");
    await writer.put("consultations", { ...consultation, id: prepared });
    const about = { actor: null, onBehalfOf: null, documentId: null, before: null, after: null };
    const subject = { collection: "forum", id: "forum" } as const;
    await writer.append({ ...about, at: "2013-02-06T09:00:00Z", kind: "forum-seeded", subject });
  });
  expect(await deadlines()).toHaveLength(1);
});

test.each(["getForumCalendar", "getDocumentCalendar"] as const)("%s of a closed forum is for members", async (name) => {
  forum = await openForum({ audience: "participants" });
  const asked = calendars[name](forum.context, everybody, { document: "opinion-5" });
  await expect(asked).rejects.toMatchObject({ code: "not-signed-in" });
});

test("an unknown document has no calendar", async () => {
  const asked = getDocumentCalendar(forum.context, everybody, { document: "none" });
  await expect(asked).rejects.toMatchObject({ code: "not-found" });
});

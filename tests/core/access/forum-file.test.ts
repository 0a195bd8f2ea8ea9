import { ForumFile } from "#core/access/forum-file.ts";
import { Forum, Jurisdiction, noJurisdiction } from "#core/access/forum.ts";
import { Circle, Organisation, Participant, roles } from "#core/access/people.ts";
import { SavedFilter } from "#core/access/preferences.ts";
import { forumOf, organisations, participants } from "../../support/people.ts";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";

/** The least that an annotation in the file needs. */
const remark = {
  id: "remark",
  on: "opinion-5@1",
  kind: "comment",
  type: "general",
  targets: [{ document: true }],
  text: "A remark.",
  by: "member",
  at: "2013-02-06T09:00:00Z",
};

const version = { round: "1", label: "First draft", date: "2013-02-01", language: "en", file: "opinion-5.1.md" };

function fileWith(annotation: object = remark, ofVersion: object = version): object {
  return {
    forum: forumOf(),
    organisations,
    participants,
    documents: [
      {
        id: "opinion-5",
        title: "Opinion 5",
        shortTitle: "O5",
        kind: "opinion",
        position: 1,
        relations: [],
        versions: [ofVersion],
      },
    ],
    annotations: [annotation],
  };
}

test("fills missing fields with their defaults", () => {
  const file = ForumFile.parse(fileWith());
  expect(file.circles).toEqual([]);
  expect(file.documents[0]?.versions).toEqual([version]);
  expect(file.annotations).toEqual([
    {
      ...remark,
      operations: [],
      capacity: "organisation",
      jointly: [],
      awaiting: [],
      visibility: "submitted",
      circle: null,
      replies: [],
      decisions: [],
      uptakes: [],
    },
  ]);
});

test("keeps every field of an annotation", () => {
  const annotation = {
    ...remark,
    kind: "proposal",
    targets: [
      { document: true },
      { section: "considering" },
      { clause: "considering a)" },
      { citation: "considering b)", quote: "few", occurrence: 2 },
      {
        from: { citation: "considering a)", quote: "many", occurrence: 1 },
        to: { citation: "considering b)", quote: "few", occurrence: 1 },
      },
    ],
    operations: [
      { kind: "replace", citation: "considering b)", quote: "few", occurrence: 1, by: "too few" },
      { kind: "insert", after: "considering b)", clauseKind: "recital", label: "bbis)", text: "that this is so;" },
      { kind: "delete", citation: "considering c)" },
      { kind: "move", citation: "considering c)", after: "considering a)" },
    ],
    capacity: "personal",
    jointly: ["registry"],
    awaiting: ["north"],
    visibility: "circle",
    circle: "coast",
    withdrawn: "No longer needed.",
    hidden: "Unlawful.",
    replies: [{ by: "other", at: "2013-02-07T09:00:00Z", text: "Yes.", position: "support" }],
    decisions: [
      {
        outcome: "accepted",
        reason: "It is so.",
        shownIn: "opinion-5@2",
        mergedWith: "other",
        by: "chair",
        at: "2013-02-08T09:00:00Z",
      },
    ],
    uptakes: [{ on: "opinion-5@2", extent: "in-part", reason: "In a note.", at: "2013-02-08T09:00:00Z" }],
  };
  expect(ForumFile.parse(fileWith(annotation)).annotations).toEqual([annotation]);
});

test("by default, chooses the first occurrence of a quote, no position and no version for a decision", () => {
  const annotation = {
    ...remark,
    targets: [{ citation: "considering b)", quote: "few" }],
    replies: [{ by: "other", at: remark.at, text: "Yes." }],
    decisions: [{ outcome: "accepted", at: remark.at }],
  };
  const [read] = ForumFile.parse(fileWith(annotation)).annotations;
  expect(read?.targets).toEqual([{ citation: "considering b)", quote: "few", occurrence: 1 }]);
  expect(read?.replies[0]?.position).toBeNull();
  expect(read?.decisions).toEqual([
    { outcome: "accepted", reason: "", shownIn: null, mergedWith: null, at: remark.at },
  ]);
});

test("reads decisions under the name that they had in earlier files", () => {
  const decision = { outcome: "accepted", at: remark.at };
  const [now, before] = [{ decisions: [decision] }, { dispositions: [decision] }].map(
    (made) => ForumFile.parse(fileWith({ ...remark, ...made })).annotations,
  );
  expect(before).toEqual(now);
  expect(before?.[0]?.decisions).toHaveLength(1);
});

test("keeps the consultation of a version", () => {
  const consultation = { opensAt: "2013-02-02T00:00:00Z", closesAt: "2013-02-20T00:00:00Z", blind: true };
  const { documents } = ForumFile.parse(fileWith(remark, { ...version, consultation }));
  expect(documents[0]?.versions[0]?.consultation).toEqual(consultation);
});

test.each<[string, object]>([
  ["an annotation without a target", { targets: [] }],
  ["an unknown target", { targets: [{ page: "1" }] }],
  ["an unknown capacity", { capacity: "king" }],
  ["an occurrence 0", { targets: [{ citation: "a)", quote: "few", occurrence: 0 }] }],
  ["a day without a time", { at: "2013-02-06" }],
  ["an unknown operation", { operations: [{ kind: "copy", citation: "a)" }] }],
])("rejects %s", (_what, wrong) => {
  expect(ForumFile.safeParse(fileWith({ ...remark, ...wrong })).success).toBe(false);
});

const [north] = organisations;
const [person] = participants;
const circle = { id: "coast", name: "The coast", organisationIds: ["north", "registry"], madeBy: null };
const view = { id: "v", participantId: "member", documentId: "opinion-5", name: "Proposals", query: "kinds=proposal" };

test("reads people, circles, filters and forums as they are stored", () => {
  expect(organisations.map((one) => Organisation.parse(one))).toEqual(organisations);
  expect(participants.map((one) => Participant.parse(one))).toEqual(participants);
  expect(Circle.parse(circle)).toEqual(circle);
  expect(SavedFilter.parse(view)).toEqual(view);
  expect(roles).toEqual(["secretariat", "chair", "coordinator", "member", "observer", "public"]);
  const calendar = [{ date: "2013-05-14", title: "Opening", place: "Geneva" }];
  const forum = { ...forumOf({ audience: "participants", sources: "hidden", calendar }), jurisdiction: "ch-ge" };
  expect(Forum.parse(forum)).toEqual(forum);
  const { sources: _shown, ...silent } = forumOf();
  expect(Forum.parse(silent).sources).toBe("shown");
});

test.each<[string, boolean]>([
  ["an organisation's id in capitals", Organisation.safeParse({ ...north, id: "North" }).success],
  ["an organisation's id that begins with a hyphen", Organisation.safeParse({ ...north, id: "-north" }).success],
  ["an organisation's id with a space", Organisation.safeParse({ ...north, id: "north sea" }).success],
  ["an organisation without a name", Organisation.safeParse({ ...north, name: "" }).success],
  ["an organisation without a short name", Organisation.safeParse({ ...north, shortName: "" }).success],
  ["a participant's id in capitals", Participant.safeParse({ ...person, id: "Chair" }).success],
  ["a participant's id that begins with a hyphen", Participant.safeParse({ ...person, id: "-chair" }).success],
  ["a participant's id with a space", Participant.safeParse({ ...person, id: "the chair" }).success],
  ["a participant without a name", Participant.safeParse({ ...person, name: "" }).success],
  ["a participant with a wrong address", Participant.safeParse({ ...person, email: "chair" }).success],
  ["a participant with another role", Participant.safeParse({ ...person, role: "king" }).success],
  ["a circle without a name", Circle.safeParse({ ...circle, name: " " }).success],
  ["a circle with a name over 100 characters", Circle.safeParse({ ...circle, name: "x".repeat(101) }).success],
  ["a circle of one organisation", Circle.safeParse({ ...circle, organisationIds: ["north"] }).success],
  ["a circle of 101 organisations", Circle.safeParse({ ...circle, organisationIds: Array(101).fill("north") }).success],
  ["a filter without a name", SavedFilter.safeParse({ ...view, name: " " }).success],
  ["a filter with a name over 100 characters", SavedFilter.safeParse({ ...view, name: "x".repeat(101) }).success],
  ["a filter over 2,000 characters", SavedFilter.safeParse({ ...view, query: "x".repeat(2001) }).success],
  ["a forum's id with a space", Forum.safeParse({ ...forumOf(), id: "our forum" }).success],
  ["a forum's id that begins with a hyphen", Forum.safeParse({ ...forumOf(), id: "-forum" }).success],
  ["a forum without a name", Forum.safeParse({ ...forumOf(), name: "" }).success],
  ["a forum without a short name", Forum.safeParse({ ...forumOf(), shortName: "" }).success],
  ["a forum for another audience", Forum.safeParse({ ...forumOf(), audience: "press" }).success],
  ["a jurisdiction in capitals", Forum.safeParse({ ...forumOf(), jurisdiction: "CH" }).success],
  ["a jurisdiction of three letters", Forum.safeParse({ ...forumOf(), jurisdiction: "che" }).success],
  ["a jurisdiction that ends in a hyphen", Forum.safeParse({ ...forumOf(), jurisdiction: "ch-" }).success],
])("rejects %s", (_what, accepted) => {
  expect(accepted).toBe(false);
});

test("accepts the longest names, filters and circles", () => {
  const name = "x".repeat(100);
  const organisationIds = Array<string>(100).fill("north");
  expect(Circle.parse({ ...circle, name, organisationIds })).toEqual({ ...circle, name, organisationIds });
  expect(Circle.parse({ ...circle, name: " The coast " }).name).toBe("The coast");
  const query = "x".repeat(2000);
  expect(SavedFilter.parse({ ...view, name, query })).toEqual({ ...view, name, query });
  expect(SavedFilter.parse({ ...view, name: " Proposals " }).name).toBe("Proposals");
});

test.each(["ch", "ch-ge", "us-ca-sf", "un", noJurisdiction])("accepts the jurisdiction %j", (code) => {
  expect(Jurisdiction.parse(code)).toBe(code);
});

test.each(["organisation", "personal", "chair", "secretariat"])("accepts the capacity %j", (capacity) => {
  expect(ForumFile.parse(fileWith({ ...remark, capacity })).annotations[0]?.capacity).toBe(capacity);
});

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

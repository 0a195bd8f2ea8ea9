import { consolidationOf, joinedText } from "../../../client/consolidation/ConsolidateDrafts.tsx";
import { jointItems } from "../../../client/joint/joint-acts.ts";
import {
  consolidatable,
  audiencesOf,
  clearedFirst,
  readAudience,
  describeAudience,
  sharedAlready,
  widerAudiences,
  writeAudience,
} from "../../../client/annotations/audience.ts";
import { emptyWritten } from "../../../client/reading/speak/written.ts";
import type { ListedVersion, Me } from "../../../server/core/contract/forum-operations.ts";
import type { ShownCircle } from "../../../server/core/contract/circle-operations.ts";
import { openline, placedAnnotation } from "../placed-annotation.ts";

const organisation = { id: "openline", name: "Openline", shortName: "Openline", group: "civil-society" } as const;
const lucia: Me = {
  participant: {
    id: "lucia",
    name: "Lucía Romero",
    email: null,
    organisationId: "openline",
    group: "civil-society",
    role: "coordinator",
  },
  organisation,
  role: "coordinator",
};
const may = { manage: false, leave: true };
const islands: ShownCircle = {
  id: "islands",
  name: "Islands",
  organisationIds: ["openline", "tavi"],
  madeBy: "tavi",
  drafts: 0,
  may,
};
const foreign: ShownCircle = {
  id: "other",
  name: "Other",
  organisationIds: ["tavi", "aon"],
  madeBy: "aon",
  drafts: 0,
  may,
};

describe("audience of a draft", () => {
  const audiences = audiencesOf(lucia, [islands, foreign]);

  test("offers everyone, the organisation's circles, the organisation or only oneself", () => {
    expect(audiences.map((audience) => describeAudience(audience, lucia, [islands]))).toEqual([
      "everyone",
      "the circle Islands",
      "only Openline",
      "only you",
    ]);
  });

  test.each([
    ["dissolved", null, [islands], "only you, because the circle was dissolved"],
    ["left by one's organisation", "other", [islands], "you and a circle that your organisation has left"],
    ["not known yet", "islands", undefined, "a circle"],
  ] as const)("describes a draft whose circle is %s", (_what, circle, circles, expected) => {
    expect(describeAudience({ visibility: "circle", circle }, lucia, circles)).toBe(expected);
  });

  test("parses the audience it writes", () => {
    for (const audience of audiences) expect(readAudience(writeAudience(audience), audiences)).toEqual(audience);
  });

  test.each([
    ["private", ["Openline", "the circle Islands"]],
    ["organisation", ["the circle Islands"]],
    ["circle", []],
  ] as const)("offers a %s draft the wider audiences %j", (visibility, wider) => {
    const circle = visibility === "circle" ? "islands" : null;
    expect(widerAudiences({ visibility, circle }, lucia, [islands]).map(({ name }) => name)).toEqual(wider);
  });

  test.each([
    ["one's own private draft", { visibility: "private" }, null],
    ["one's own draft for the organisation", { visibility: "organisation" }, null],
    [
      "a colleague's draft for the organisation",
      { visibility: "organisation", speaker: { ...openline, participantId: "pablo" } },
      "organisation",
    ],
    ["a draft shared with a circle", { visibility: "circle", circleId: "islands" }, "circle"],
    ["a submission", { visibility: "submitted" }, "submitted"],
    ["one's own that awaits clearance", { visibility: "clearance" }, null],
    [
      "a colleague's that awaits clearance",
      { visibility: "clearance", speaker: { ...openline, participantId: "pablo" } },
      "clearance",
    ],
  ] as const)("finds the audience that an edit of %s must keep: %#", (_what, fields, kept) => {
    expect(sharedAlready(placedAnnotation("a", fields).annotation, lucia)?.visibility ?? null).toBe(kept);
  });
});

describe("what an organisation clears first", () => {
  const pablo: Me = { ...lucia, organisation: { ...organisation, clearance: "coordinator" }, role: "member" };

  test.each([
    ["submitted", pablo, "organisation", "clearance"],
    ["submitted", pablo, "personal", "submitted"],
    ["organisation", pablo, "organisation", "organisation"],
    ["submitted", { ...pablo, role: "coordinator" }, "organisation", "submitted"],
    ["submitted", { ...pablo, organisation }, "organisation", "submitted"],
  ] as const)("sends a %s comment as %#", (visibility, me, capacity, sent) => {
    expect(clearedFirst(visibility, me, capacity)).toBe(sent);
  });

  test("a new comment begins with the organisation's first visibility", () => {
    const subject = { kind: "comment", target: { kind: "document" } } as const;
    expect(emptyWritten(subject, "organisation", "private").visibility).toBe("private");
    expect(emptyWritten(subject, "organisation", undefined).visibility).toBe("submitted");
  });
});

describe("one submission of several drafts", () => {
  const version = { id: "v1", state: "published" } as ListedVersion;
  const draft = placedAnnotation("draft", { visibility: "organisation" });

  test("lets a coordinator choose the organisation's shared drafts that are not yet consolidated", () => {
    const others = [
      placedAnnotation("private", { visibility: "private" }),
      placedAnnotation("submitted"),
      placedAnnotation("made", { visibility: "organisation", consolidatedInto: "x" }),
      placedAnnotation("withdrawn", { visibility: "organisation", standing: "withdrawn" }),
      placedAnnotation("earlier", { visibility: "organisation", versionId: "v0" }),
    ];
    expect(consolidatable([draft, ...others], version, lucia)).toEqual([draft]);
    expect(consolidatable([draft], version, { ...lucia, role: "member" })).toEqual([]);
  });

  test("covers each target once, joins all texts and adds the operations of a proposal", () => {
    const step = { kind: "delete", clause: "c1" } as const;
    const drafts = [
      placedAnnotation("a", { targets: [{ kind: "clause", clause: "c1" }], text: " One. " }).annotation,
      placedAnnotation("b", { targets: [{ kind: "clause", clause: "c1" }], text: "", operations: [step] }).annotation,
      placedAnnotation("c", { text: "Two." }).annotation,
    ];
    expect(joinedText(drafts)).toBe("One.\n\nTwo.");
    expect(consolidationOf(drafts, true)).toMatchObject({
      kind: "proposal",
      targets: [{ kind: "clause", clause: "c1" }, { kind: "document" }],
      operations: [step],
      drafts: ["a", "b", "c"],
    });
    expect(consolidationOf(drafts, false)).toMatchObject({ kind: "comment", operations: [] });
  });
});

test("offers to add or remove a joint organisation only with permission", () => {
  const aon = { id: "aon", name: "AON", shortName: "AON", group: "sector-member" } as const;
  const joint = placedAnnotation("a", { speaker: { ...openline, jointly: [aon] } });
  const names = (rights: Partial<typeof joint.may>, own: typeof aon | null): string[] =>
    jointItems({ ...joint, may: { ...joint.may, ...rights } }, own).map(({ name }) => name);
  expect(names({ signOn: true }, { ...aon, id: "aon" })).toEqual(["Co-sign for AON"]);
  expect(names({ leaveJoint: true }, aon)).toEqual(["Remove AON’s name"]);
  expect(names({ removeJoint: true }, null)).toEqual(["Remove AON’s name"]);
  expect(names({}, aon)).toEqual([]);
});

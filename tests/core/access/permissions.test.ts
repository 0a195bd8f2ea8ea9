import {
  type Action,
  type Actor,
  can,
  isInCircle,
  publicActor,
  type ContributionAccess,
  type AnnotationAccess,
} from "#core/access/permissions.ts";
import type { Circle } from "#core/access/people.ts";
import type { Version } from "#core/text/version.ts";
import { actorOf, forumOf, organisations } from "../../support/people.ts";

/**
 * Everybody in the order of the tables below. The visitor is a participant who may only read. "program" is the server
 * itself, which has a role but no id.
 */
const actors: Readonly<Record<string, Actor>> = {
  public: publicActor,
  ...Object.fromEntries(
    ["observer", "other", "colleague", "member", "coordinator", "chair", "secretariat"].map((id) => [id, actorOf(id)]),
  ),
  guest: { participantId: "guest", organisationId: null, role: "member" },
  visitor: { participantId: "visitor", organisationId: null, role: "public" },
  unplaced: { participantId: "unplaced", organisationId: null, role: "coordinator" },
  abroad: { participantId: "abroad", organisationId: "registry", role: "coordinator" },
  program: { participantId: null, organisationId: null, role: "secretariat" },
};

const [north, registry] = organisations;

/** Returns the names of those who may do something. */
const who = (may: (actor: Actor) => boolean): string[] =>
  Object.entries(actors).flatMap(([name, actor]) => (may(actor) ? [name] : []));

const everyone = Object.keys(actors);
const signedIn = everyone.filter((name) => name !== "public");

/** An annotation submitted by the member of North. */
function annotation(
  overrides: Partial<AnnotationAccess> = {},
  speaker: Partial<AnnotationAccess["speaker"]> = {},
): AnnotationAccess {
  return {
    speaker: { participantId: "member", organisation: north!, jointly: [], awaiting: [], ...speaker },
    visibility: "submitted",
    createdAt: "2013-02-06T12:00:00.000Z",
    circle: [],
    blind: false,
    ...overrides,
  };
}

/** A contribution that North sent and Registry co-signed. */
function contribution(overrides: Partial<ContributionAccess> = {}): ContributionAccess {
  return {
    organisationIds: ["north", "registry"],
    bodyIds: [],
    imported: true,
    blind: false,
    sources: "shown",
    ...overrides,
  };
}

test.each<[string, (actor: Actor) => boolean, string[]]>([
  ["sign in", (actor) => can(actor, "enter"), everyone],
  ["read a public forum", (actor) => can(actor, "read-forum", forumOf()), everyone],
  ["read a closed forum", (actor) => can(actor, "read-forum", forumOf({ audience: "participants" })), signedIn],
  ...(
    [
      ["published", "public", everyone],
      ["published", "participants", signedIn],
      ["prepared", "public", ["chair", "secretariat", "program"]],
    ] as const
  ).map(([state, audience, expected]): [string, (actor: Actor) => boolean, string[]] => [
    `read a ${state} version of a forum open to ${audience}`,
    (actor) => can(actor, "read-version", { forum: forumOf({ audience }), version: { state } as Version }),
    [...expected],
  ]),
  ["read a private draft", (actor) => can(actor, "read-annotation", annotation({ visibility: "private" })), ["member"]],
  [
    "read a draft of the organisation",
    (actor) => can(actor, "read-annotation", annotation({ visibility: "organisation" })),
    ["colleague", "member", "coordinator"],
  ],
  [
    "read an annotation of North that awaits clearance",
    (actor) => can(actor, "read-annotation", annotation({ visibility: "clearance", circle: ["registry", "north"] })),
    ["member", "coordinator"],
  ],
  [
    "edit an annotation of North that awaits clearance",
    (actor) => can(actor, "edit-annotation", annotation({ visibility: "clearance" })),
    ["member", "coordinator"],
  ],
  [
    "clear an annotation of North",
    (actor) => can(actor, "clear-annotation", annotation({ visibility: "clearance" })),
    ["coordinator"],
  ],
  ["clear a draft of North", (actor) => can(actor, "clear-annotation", annotation({ visibility: "organisation" })), []],
  [
    "set the clearance of North",
    (actor) => can(actor, "set-clearance", { id: "north" }),
    ["coordinator", "secretariat", "program"],
  ],
  [
    "read a draft in a circle of Registry",
    (actor) => can(actor, "read-annotation", annotation({ visibility: "circle", circle: ["registry"] })),
    ["other", "member", "abroad"],
  ],
  ["read a submission", (actor) => can(actor, "read-annotation", annotation()), everyone],
  [
    "read a submission during a blind consultation",
    (actor) => can(actor, "read-annotation", annotation({ blind: true })),
    ["colleague", "member", "coordinator", "chair", "secretariat", "program"],
  ],
  [
    "read a co-signed submission during a blind consultation",
    (actor) => can(actor, "read-annotation", annotation({ blind: true }, { jointly: [registry!] })),
    ["other", "colleague", "member", "coordinator", "chair", "secretariat", "abroad", "program"],
  ],
  [
    "read a submission that Registry is asked to co-sign during a blind consultation",
    (actor) => can(actor, "read-annotation", annotation({ blind: true }, { awaiting: [registry!] })),
    ["other", "colleague", "member", "coordinator", "chair", "secretariat", "abroad", "program"],
  ],
  [
    "read a person's own submission during a blind consultation",
    (actor) => can(actor, "read-annotation", annotation({ blind: true }, { organisation: null })),
    ["member", "chair", "secretariat", "program"],
  ],
  ["edit a submission", (actor) => can(actor, "edit-annotation", annotation()), ["member"]],
  [
    "edit a draft of the organisation",
    (actor) => can(actor, "edit-annotation", annotation({ visibility: "organisation" })),
    ["member", "coordinator"],
  ],
  [
    "edit an annotation without an author",
    (actor) => can(actor, "edit-annotation", annotation({}, { participantId: "" })),
    [],
  ],
  [
    "confirm a co-signature that Registry was asked for",
    (actor) => can(actor, "confirm-joint", annotation({}, { awaiting: [registry!] })),
    ["other", "abroad"],
  ],
  [
    "confirm a co-signature of a draft",
    (actor) => can(actor, "confirm-joint", annotation({ visibility: "circle" }, { awaiting: [registry!] })),
    [],
  ],
  [
    "confirm a confirmed co-signature",
    (actor) => can(actor, "confirm-joint", annotation({}, { jointly: [registry!] })),
    [],
  ],
  [
    "withdraw a confirmed co-signature",
    (actor) => can(actor, "leave-joint", annotation({}, { jointly: [registry!] })),
    ["other", "abroad"],
  ],
  [
    "refuse a co-signature",
    (actor) => can(actor, "leave-joint", annotation({}, { awaiting: [registry!] })),
    ["other", "abroad"],
  ],
  [
    "withdraw a co-signature of a draft",
    (actor) => can(actor, "leave-joint", annotation({ visibility: "circle" }, { jointly: [registry!] })),
    [],
  ],
  ["sign on to a submission of North", (actor) => can(actor, "sign-on", annotation()), ["other", "abroad"]],
  ["sign on to a draft", (actor) => can(actor, "sign-on", annotation({ visibility: "circle" })), []],
  ["sign on to a person's submission", (actor) => can(actor, "sign-on", annotation({}, { organisation: null })), []],
  ["sign on twice", (actor) => can(actor, "sign-on", annotation({}, { jointly: [registry!] })), []],
  [
    "see which organisations have not confirmed",
    (actor) => can(actor, "read-awaiting", annotation({}, { awaiting: [registry!] })),
    ["other", "colleague", "member", "coordinator", "secretariat", "abroad", "program"],
  ],
  [
    "see the missing confirmations of a person's submission",
    (actor) => can(actor, "read-awaiting", annotation({}, { organisation: null })),
    ["member", "secretariat", "program"],
  ],
  ["settle a placement", (actor) => can(actor, "settle-place", annotation()), ["member", "secretariat", "program"]],
  [
    "see all sources of a forum that hides them",
    (actor) => can(actor, "read-sources", { sources: "hidden" }),
    ["secretariat", "program"],
  ],
  [
    "see a hidden source",
    (actor) => can(actor, "read-hidden-source", annotation()),
    ["colleague", "member", "coordinator", "secretariat", "program"],
  ],
  [
    "see a person's hidden source",
    (actor) => can(actor, "read-hidden-source", annotation({}, { organisation: null })),
    ["member", "secretariat", "program"],
  ],
  ["read withdrawn text", (actor) => can(actor, "read-taken-back", annotation()), ["member", "secretariat", "program"]],
  [
    "clear a reply of North",
    (actor) => can(actor, "clear-reply", annotation({ visibility: "clearance", clearance: "awaiting" })),
    ["coordinator"],
  ],
  [
    "clear what is said in the thread of a waiting annotation",
    (actor) => can(actor, "clear-reply", annotation({ visibility: "clearance" })),
    [],
  ],
  [
    "edit a reply that awaits clearance",
    (actor) => can(actor, "edit-reply", annotation({ visibility: "clearance", clearance: "awaiting" })),
    ["member", "coordinator"],
  ],
  [
    "undo a clearance for North",
    (actor) => can(actor, "undo-clearing", annotation({ visibility: "submitted" })),
    ["coordinator"],
  ],
  ["undo a withdrawal", (actor) => can(actor, "reinstate", annotation()), ["member", "secretariat", "program"]],
  [
    "receive contributions",
    (actor) => can(actor, "receive-contributions"),
    ["coordinator", "secretariat", "abroad", "program"],
  ],
  [
    "review a contribution of North",
    (actor) => can(actor, "review-contribution", contribution()),
    ["coordinator", "secretariat", "program"],
  ],
  [
    "know of a contribution before its import",
    (actor) => can(actor, "know-contribution", contribution({ imported: false })),
    ["coordinator", "secretariat", "program"],
  ],
  ["know of an imported contribution", (actor) => can(actor, "know-contribution", contribution()), everyone],
  [
    "know of an imported contribution during a blind consultation",
    (actor) => can(actor, "know-contribution", contribution({ blind: true })),
    ["other", "colleague", "member", "coordinator", "chair", "secretariat", "abroad", "program"],
  ],
  [
    "know of an imported contribution with hidden sources",
    (actor) => can(actor, "know-contribution", contribution({ sources: "hidden" })),
    ["other", "colleague", "member", "coordinator", "secretariat", "abroad", "program"],
  ],
  [
    "download a contribution before its import",
    (actor) => can(actor, "read-contribution-original", contribution({ imported: false })),
    ["coordinator", "secretariat", "program"],
  ],
  [
    "download an imported contribution",
    (actor) => can(actor, "read-contribution-original", contribution()),
    ["other", "colleague", "member", "coordinator", "secretariat", "abroad", "program"],
  ],
])("only the listed people may %s", (_what, may, expected) => {
  expect(who(may)).toEqual(expected);
});

test.each<[Action[], string[]]>([
  [
    [
      "read-original",
      "read-participants",
      "read-clearance",
      "keep-views",
      "keep-inbox",
      "read-deputies",
      "end-deputy",
      "act-as-deputy",
    ],
    signedIn,
  ],
  [["appoint-deputy"], signedIn.filter((name) => name !== "program")],
  [
    [
      "manage-documents",
      "prepare-version",
      "publish-version",
      "withdraw-version",
      "hide-annotation",
      "erase-annotation",
      "hide-reply",
      "erase-reply",
      "hold-consultation",
      "correct-uptake",
      "date-contribution",
      "invite",
      "read-settings",
      "manage-forum",
      "manage-people",
    ],
    ["secretariat", "program"],
  ],
  [
    ["decide", "link-clauses"],
    ["chair", "secretariat", "program"],
  ],
  [
    ["annotate", "reply"],
    ["other", "colleague", "member", "coordinator", "chair", "secretariat", "guest", "unplaced", "abroad", "program"],
  ],
  [["make-circle"], ["coordinator", "secretariat", "unplaced", "abroad", "program"]],
  [["consolidate"], ["coordinator", "abroad"]],
])("only the listed people may %s", (actions, expected) => {
  for (const action of actions)
    expect([action, who((actor) => can(actor, action as "enter"))]).toEqual([action, expected]);
});

test.each(["withdraw-annotation", "remove-joint", "edit-reply"] as const)("only the author may %s", (action) => {
  expect(who((actor) => can(actor, action, annotation()))).toEqual(["member"]);
});

describe("a circle of Registry, made by North", () => {
  const circle: Circle = { id: "c", name: "Coast", organisationIds: ["registry"], madeBy: "north" };

  test.each<[string, (actor: Actor) => boolean, string[]]>([
    ["are in it", (actor) => isInCircle(actor, circle), ["other", "abroad"]],
    ["may read it", (actor) => can(actor, "read-circle", circle), ["other", "secretariat", "abroad", "program"]],
    ["may change it", (actor) => can(actor, "manage-circle", circle), ["coordinator", "secretariat", "program"]],
    [
      "may change it if the secretariat made it",
      (actor) => can(actor, "manage-circle", { ...circle, madeBy: null }),
      ["secretariat", "program"],
    ],
    ["may leave it", (actor) => can(actor, "leave-circle", circle), ["abroad"]],
  ])("only the listed people %s", (_what, may, expected) => {
    expect(who(may)).toEqual(expected);
  });
});

test("a person of an organisation that absorbed another may do what its people could, and nobody else", () => {
  const absorbing: Actor = { ...actorOf("other"), absorbed: ["north"] };
  const shared = annotation({ visibility: "organisation" });
  expect(can(absorbing, "read-annotation", shared)).toBe(true);
  expect(can({ ...absorbing, absorbed: ["south"] }, "read-annotation", shared)).toBe(false);
  expect(can(publicActor, "read-annotation", shared)).toBe(false);
});

test("only the person concerned undoes a change of their deputies, and only the secretariat any other", () => {
  expect(who((actor) => can(actor, "undo-change", { principalId: "member" }))).toEqual(["member"]);
  expect(who((actor) => can(actor, "undo-change", { principalId: null }))).toEqual(["secretariat", "program"]);
});

test("only the secretariat recovers an account, but neither its own nor that of a person it represents", () => {
  expect(who((actor) => can(actor, "recover-access", { id: "member" }))).toEqual(["secretariat", "program"]);
  const deputy: Actor = { ...actorOf("secretariat"), deputyId: "colleague" };
  for (const id of ["secretariat", "colleague"]) expect(can(deputy, "recover-access", { id })).toBe(false);
  expect(can(deputy, "recover-access", { id: "member" })).toBe(true);
});

test("a deputy acts as the person, but cannot choose deputies for them", () => {
  const deputy: Actor = { ...actorOf("member"), deputyId: "colleague" };
  expect(can(deputy, "edit-annotation", annotation({ visibility: "private" }))).toBe(true);
  expect(can(deputy, "appoint-deputy")).toBe(false);
  expect(can(deputy, "undo-change", { principalId: "member" })).toBe(false);
});

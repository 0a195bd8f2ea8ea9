import { isInScope, type Scope, scopes } from "#core/access/scopes.ts";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { type ProblemCode, problemStatus } from "#core/contract/problem.ts";
import { type RestorableServer, restorableCopy, type TestServer } from "../server.ts";
import { open, filledServer } from "./filled-server.ts";
import { admitDeputiesAndTokens, expectedRefusal, identities, type Identity, useAll } from "./identities.ts";
import { rows } from "./permissions.ts";
import { type Outcome, sendOperation } from "./send-operation.ts";

let server: RestorableServer;
let closed: TestServer;

beforeAll(async () => {
  const filled = await filledServer("public");
  await admitDeputiesAndTokens(filled);
  await useAll(filled);
  server = await restorableCopy(filled);
  closed = await filledServer("participants");
});

function refused(code: ProblemCode): Outcome {
  return { status: problemStatus[code], body: { code } };
}

const names = Object.keys(rows) as OperationName[];

test.each(names)("%s is open to those in its row, and refused to all others for the reason there", async (name) => {
  const described: Operation["answer"] = contract[name].answer;
  const isOutOfScope = ({ scope }: Identity): boolean => scope !== undefined && !isInScope(contract[name], [scope]);
  // A token out of scope is refused before anybody looks at its owner. One is enough: if possible, of an owner who would be
  // refused for another reason.
  const outOfScope = identities.filter(isOutOfScope);
  const refusedToken = outOfScope.findLast(({ as }) => !rows[name].may.includes(as)) ?? outOfScope.at(-1);
  for (const identity of identities) {
    if (outOfScope.includes(identity) && identity !== refusedToken) continue;
    server.restore();
    const who = identity.name;
    const answer = await sendOperation(server, who, name, rows[name].sent ?? {});
    const refusal = expectedRefusal(identity, name);
    if (refusal !== null) {
      expect({ who, answer }).toMatchObject({ who, answer: refused(refusal) });
      continue;
    }
    // The answer shows the reason of an unexpected refusal.
    if (answer.status >= 300) expect({ who, answer }).toEqual({ who });
    // No field is undocumented, and none is missing.
    if (described.kind === "json")
      expect({ who, body: described.schema.parse(answer.body) }).toEqual({ who, body: answer.body });
  }
});

const isWrite = (name: OperationName): boolean => contract[name].method !== "get";

test("no token to read covers a write", () => {
  expect(names.filter((name) => isWrite(name) && isInScope(contract[name], ["read"]))).toEqual([]);
});

test("no token to annotate covers what only the chair and the secretariat may do", () => {
  const official = names.filter(
    (name) => rows[name].may.length > 0 && rows[name].may.every((who) => who === "chair" || who === "secretariat"),
  );
  expect(official.filter((name) => isInScope(contract[name], ["annotate"]))).toEqual([]);
});

/** The writes on comments, replies and contributions of others that a token of each scope can do. */
const onOthers: Readonly<Record<Scope, readonly string[]>> = {
  read: [],
  annotate: [],
  manage: [
    ...["clearAnnotation", "clearReply", "consolidateDrafts", "correctUptake", "decideAnnotation"],
    ...["discardContribution", "editContribution", "editContributionItems", "eraseAnnotation", "eraseReply"],
    ...["hideAnnotation", "hideReply", "receiveContribution", "revokeDecision", "revokeUptakeCorrection"],
    ...["sendBackAnnotation", "sendBackReply", "takeContribution", "undoClearing", "undoClearingReply", "undoDecision"],
    ...["undoTaking", "undoUptakeCorrection"],
  ],
};

test.each(scopes)("a token to %s acts on items of others only as listed", (scope) => {
  const listed = onOthers.manage.filter((name) => isInScope(contract[name as OperationName], [scope]));
  expect(listed).toEqual(onOthers[scope]);
});

/**
 * The writes of a token to annotate, each of them on an item of its owner, or in the name of the owner's organisation.
 * The services refuse `reinstate`, `settle-place` and the edits on an item of another (tests/http/access-tokens).
 */
const own = [
  ...["confirmJoint", "createAnnotation", "createReply", "editAnnotation", "editReply", "leaveJoint"],
  ...["markNotifications", "openDrafts"],
  ...[
    "reinstateAnnotation",
    "reinstateReply",
    "removeJoint",
    "removeSavedFilter",
    "saveFilter",
    "setFollowing",
    "settlePlace",
    "signOn",
  ],
  ...["submitDrafts", "undoSettlement", "unsettlePlace", "withdrawAnnotation", "withdrawReply"],
];

test("a token to annotate writes only what is its owner's own", () => {
  expect(names.filter((name) => isWrite(name) && isInScope(contract[name], ["annotate"])).sort()).toEqual(own);
});

/** The only operations open to visitors if a forum is not public. */
const atTheDoor: OperationName[] = [
  "getOpenapi",
  "getMe",
  "signIn",
  "signOut",
  "getSignIn",
  "askToSignIn",
  "confirmSignIn",
  "getSignInMethods",
  "getForumFace",
  "getForumLogo",
  "beginProviderSignIn",
  "finishProviderSignIn",
  "askForPasskey",
  "signInWithPasskey",
  "agreeToAddress",
  "stopMails",
  "confirmMailbox",
];

test.each(names.filter((name) => !atTheDoor.includes(name)))(
  "asks a stranger to sign in to a closed forum: %s",
  async (name) => {
    const sent = name === "getAnnotation" ? { params: open } : (rows[name].sent ?? {});
    expect(await sendOperation(closed, "public", name, sent)).toMatchObject(refused("not-signed-in"));
  },
);

import type { Action } from "#core/access/permissions.ts";
import { isInScope, type Scope, scopes } from "#core/access/scopes.ts";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { ProblemCode } from "#core/contract/problem.ts";
import { signIn } from "../../../server/services/people/sign-in.ts";
import { makeToken } from "../../../server/services/people/access-tokens.ts";
import { appointDeputy } from "../../../server/services/people/deputies.ts";
import { asActor } from "../../support/forum.ts";
import type { TestServer } from "../server.ts";
import { type Person, people, rows } from "./permissions.ts";

/** The people in whose place others act, each with their deputy, who may do much less in person. */
const deputies = { coordinator: "member", secretariat: "observer" } as const;
type Represented = keyof typeof deputies;

/** Somebody who sends requests: a person, or a deputy or a script in a person's place. */
export interface Identity {
  name: string;
  /** The person as whom the identity acts. */
  as: Person;
  /** The scope of the identity's access token. Absent without one. */
  scope?: Scope;
  isDeputy?: true;
}

const represented = Object.keys(deputies) as Represented[];

/** The nine people, two deputies, and the tokens of two people with one scope each. */
export const identities: readonly Identity[] = [
  ...people.map((as) => ({ name: as, as })),
  ...represented.map((as) => ({ name: `${as}'s deputy`, as, isDeputy: true as const })),
  ...represented.flatMap((as) => scopes.map((scope) => ({ name: `${as}'s token to ${scope}`, as, scope }))),
];

/** What no deputy may do: nothing with the account of their principal, and nothing that cannot be undone. */
const inPersonOnly: readonly Action[] = [
  "keep-account",
  "appoint-deputy",
  "replace-address",
  "erase-person",
  "open-earlier-drafts",
];

/** Refusals of deputies that follow from neither their principal's row nor the list above. */
const refusalsOfDeputies: Partial<Record<OperationName, Partial<Record<Represented, ProblemCode>>>> = {
  // The principal's other deputies are the principal's own choice.
  revokeDeputy: { coordinator: "not-allowed" },
};

/** Operations that the row of the secretariat does on the item of a member, for which a token needs the scope to manage. */
const onItemOfMember: readonly OperationName[] = ["settlePlace", "unsettlePlace", "undoSettlement"];

/** Returns the refusal that an identity gets from an operation, or null if it may perform it. */
export function expectedRefusal({ as, scope, isDeputy }: Identity, name: OperationName): ProblemCode | null {
  const { action } = contract[name];
  if (scope !== undefined && !isInScope(contract[name], [scope])) return "scope-missing";
  const row = rows[name];
  if (scope === "annotate" && as === "secretariat" && onItemOfMember.includes(name)) return "scope-missing";
  if (isDeputy) {
    if (inPersonOnly.includes(action)) return "not-allowed";
    const refusal = refusalsOfDeputies[name]?.[as as Represented];
    if (refusal) return refusal;
  }
  if (row.may.includes(as)) return null;
  return row.otherwise?.[as] ?? (as === "public" ? (row.public ?? "not-signed-in") : (row.refused ?? "not-allowed"));
}

/** Lets requests to a server be sent as the deputies and with the tokens. */
export async function admitDeputiesAndTokens(server: TestServer): Promise<void> {
  const { context } = server.forum;
  for (const principal of represented) {
    const deputy = deputies[principal];
    await appointDeputy(context, asActor(principal), { principal, deputy, until: null });
    const { session } = await signIn(context, asActor("public"), { token: await server.link(deputy) });
    server.admit(`${principal}'s deputy`, session);
    await server.request(`${principal}'s deputy`, "post", "/api/deputies/act").send({ principal }).expect(204);
    for (const scope of scopes) {
      const { token } = await makeToken(context, asActor(principal), { name: scope, scopes: [scope], days: 366 });
      server.admit(`${principal}'s token to ${scope}`, token);
    }
  }
}

/** Sends a request as each identity, so that no later one renews a session or notes the first use of a token. */
export async function useAll(server: TestServer): Promise<void> {
  for (const { name } of identities) await server.request(name, "get", "/api/circles");
}

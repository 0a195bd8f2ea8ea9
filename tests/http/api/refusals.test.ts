import { contract, type OperationName } from "#core/contract/contract.ts";
import { type RestorableServer, restorableCopy } from "../server.ts";
import { filledServer } from "./filled-server.ts";
import {
  addHiddenThings,
  type HiddenThing,
  hiddenThings,
  type Parameter,
  references as referencesElsewhere,
} from "./hidden-things.ts";
import { admitDeputiesAndTokens, useAll } from "./identities.ts";
import { people, type Person, rows, type Sent } from "./permissions.ts";
import { type Outcome, sendOperation } from "./send-operation.ts";

/** A refusal must not reveal that a hidden record exists: it is the same as for an id that nothing has. */

let server: RestorableServer;

beforeAll(async () => {
  const filled = await filledServer("public");
  await addHiddenThings(filled);
  await admitDeputiesAndTokens(filled);
  await useAll(filled);
  server = await restorableCopy(filled);
});

/** Returns the refusal that a person gets when a request names an id, with the id left out. */
async function refusalTo(who: Person, name: OperationName, id: string, naming: (id: string) => Sent): Promise<Outcome> {
  server.restore();
  const outcome = await sendOperation(server, who, name, naming(id));
  return JSON.parse(JSON.stringify(outcome).replaceAll(id, "ID")) as Outcome;
}

async function expectSameRefusals(
  name: OperationName,
  { id, knownTo }: HiddenThing,
  namingIn: (server: RestorableServer) => Promise<(id: string) => Sent>,
): Promise<void> {
  for (const who of people.filter((person) => !knownTo.includes(person))) {
    const naming = await namingIn(server);
    const hidden = typeof id === "function" ? await id(server.forum) : id;
    // Of the same form as the id, which the contract may check. No number, because ids here may be counted.
    const unknown = hidden.replace(/[0-9a-f](?=[^0-9a-f]*$)/u, (last) => (last === "f" ? "e" : "f"));
    const [told, expected] = [await refusalTo(who, name, hidden, naming), await refusalTo(who, name, unknown, naming)];
    expect([who, told]).toEqual([who, expected]);
    expect([who, told.status >= 400]).toEqual([who, true]);
  }
}

/** Writes that name the id of a record that they make. A taken id must be refused. Such ids are random. */
const idsOfNewRecords: Partial<Record<OperationName, Parameter>> = { saveFilter: "filter" };

const inPaths = (Object.keys(rows) as OperationName[]).flatMap((name) =>
  [...contract[name].path.matchAll(/\{(\w+)\}/gu)].flatMap(([, key]) => {
    const things = hiddenThings[key as Parameter];
    if (typeof things === "string" || idsOfNewRecords[name] === key) return [];
    return things.map((thing) => [name, key ?? "", thing.what, thing] as const);
  }),
);

test.each(inPaths)("%s refuses the %s of %s like an unknown one", async (name, key, _what, thing) => {
  const sent = rows[name].sent ?? {};
  await expectSameRefusals(name, thing, async ({ forum }) => {
    const params = typeof sent.params === "function" ? await sent.params(forum) : sent.params;
    return (id) => ({ ...sent, params: { ...params, [key]: id } });
  });
});

const references = referencesElsewhere.flatMap(({ name, naming, things }) =>
  things.map((thing) => [name, thing.what, naming, thing] as const),
);

test.each(references)("%s refuses %s in the query or body like an unknown one", async (name, _what, naming, thing) => {
  await expectSameRefusals(name, thing, () => Promise.resolve(naming));
});

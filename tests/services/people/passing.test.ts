import { createContext } from "../../../server/services/create-context.ts";
import type { Context, IdentityProvider, ProviderSecrets } from "../../../server/services/kernel/context.ts";
import { passingId, putPassing, removeExpired, takePassing } from "../../../server/services/kernel/passing.ts";
import { beginProviderSignIn, finishProviderSignIn } from "../../../server/services/people/identities.ts";
import { unknownBrowser } from "../../../server/services/people/sessions.ts";
import { passingCollections } from "../../../server/store/passing-rows.ts";
import { asActor, openForum } from "../../support/forum.ts";

const nobody = asActor("public");
const start = Date.UTC(2013, 1, 6, 12);

/** Two servers over one store, of which the second started later. */
async function opened(providers: readonly IdentityProvider[] = []) {
  const { context } = await openForum();
  let at = start;
  const overrides = { now: () => new Date(at), providers, newToken: () => context.newToken() };
  const servers = [0, 1].map(() => createContext(context.store, overrides));
  return { servers: servers as [Context, Context], pass: (ms: number) => void (at += ms) };
}

const end = new Date(start + 60_000).toISOString();
const put = (context: Context, key: string, expiresAt = end): Promise<void> =>
  context.store.transact((writer) =>
    putPassing(context, writer, "passkeyChallenges", { id: passingId("browser", key), expiresAt, participantId: null }),
  );
const take = (context: Context, browser: string, key: string) =>
  takePassing(context, "passkeyChallenges", passingId(browser, key));
const countRows = ({ store }: Context): Promise<number> =>
  store.read(async (reader) => (await reader.list("passkeyChallenges")).length);

test("another server over the same store takes a challenge, once", async () => {
  const [one, other] = (await opened()).servers;
  await put(one, "challenge");
  expect(await take(other, "browser", "challenge")).not.toBeNull();
  expect(await take(one, "browser", "challenge")).toBeNull();
});

test("a challenge is not taken by another browser or at its end", async () => {
  const { servers, pass } = await opened();
  await put(servers[0], "challenge");
  expect(await take(servers[0], "other", "challenge")).toBeNull();
  pass(60_000);
  expect(await take(servers[0], "browser", "challenge")).toBeNull();
});

test("each minute, a new row removes those that have expired", async () => {
  const { servers, pass } = await opened();
  await put(servers[0], "first");
  pass(60_000);
  await put(servers[0], "second", new Date(start + 120_000).toISOString());
  expect(await countRows(servers[0])).toBe(1);
});

test("many rows in a minute remove the first to expire, beyond a limit", async () => {
  const [context] = (await opened()).servers;
  for (let count = 0; count < 5; count += 1)
    await put(context, String(count), `2013-02-06T13:0${String(count)}:00.000Z`);
  await context.store.transact((writer) => removeExpired(writer, new Date(start), 3));
  expect(await countRows(context)).toBe(3);
  expect(await take(context, "browser", "1")).toBeNull();
  expect(await take(context, "browser", "4")).not.toBeNull();
});

test("a sign-in with a provider is finished by another server, with secrets that are not stored", async () => {
  const seen: ProviderSecrets[] = [];
  const provider: IdentityProvider = {
    id: "ministry",
    name: "Ministry",
    issuer: "https://id.example",
    begin: (secrets) => (seen.push(secrets), Promise.resolve("https://id.example/authorize")),
    finish: (secrets) => {
      seen.push(secrets);
      return Promise.resolve({
        issuer: "https://id.example",
        subject: "1",
        email: "member@example.org",
        isVerified: true,
      });
    },
  };
  const [one, other] = (await opened([provider])).servers;
  const begun = await beginProviderSignIn(one, nobody, { provider: "ministry", returnTo: "/policy", asker: null });
  const [{ state, nonce, verifier } = { state: "", nonce: "", verifier: "" }] = seen;
  expect(new Set([state, nonce, verifier]).size).toBe(3);
  expect(verifier).toMatch(/^[\w-]{43}$/u);
  const stored = await one.store.read((reader) =>
    Promise.all(passingCollections.map((collection) => reader.list(collection))),
  );
  for (const secret of [state, nonce, verifier, begun.browser]) expect(JSON.stringify(stored)).not.toContain(secret);
  const answer = { provider: "ministry", answer: `?code=x&state=${state}`, browser: unknownBrowser, session: null };
  await expect(finishProviderSignIn(other, nobody, { ...answer, asker: "another" })).rejects.toMatchObject({
    code: "provider-sign-in-ended",
  });
  await expect(finishProviderSignIn(other, nobody, { ...answer, asker: begun.browser })).resolves.toMatchObject({
    returnTo: "/policy",
    signedIn: { me: { participant: { id: "member" } } },
  });
  expect(seen[1]).toEqual(seen[0]);
  await expect(finishProviderSignIn(one, nobody, { ...answer, asker: begun.browser })).rejects.toMatchObject({
    code: "provider-sign-in-ended",
  });
});

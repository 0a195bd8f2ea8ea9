import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The person whom the provider signs in. */
interface ProvidedPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
}

/** A real provider of sign-in on a free port, which asks for no password. */
export interface OidcServer {
  issuer: string;
  /** The settings by which a forum uses it. */
  settings: { id: string; name: string; issuer: string; clientId: string; clientSecret: string };
  /** The next person to sign in. Null means that they cancel. */
  person: ProvidedPerson | null;
  /** Requests that reached it. */
  asked: string[];
  /** Follows the redirects from its page, as a browser would. Returns the address back at the forum. */
  walk: (url: string) => Promise<URL>;
  stop: () => Promise<void>;
}

/** Starts a provider that sends people back to the forum at an address. */
export async function startOidcServer(forum: string): Promise<OidcServer> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const settings = { id: "test", name: "Test ID", issuer, clientId: "forum", clientSecret: "the secret of the forum" };
  const people = new Map<string, ProvidedPerson>();
  // It warns about Node 20, and about keys that are made anew at each start.
  const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  const { default: Provider } = await import("oidc-provider");
  /** Lifetime in seconds. */
  const life = 600;
  const provider: InstanceType<typeof Provider> = new Provider(issuer, {
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: [`${forum}/sign-in/return/test`],
      },
    ],
    claims: { email: ["email", "email_verified"] },
    ttl: { Interaction: life, Grant: life, Session: life, AccessToken: life, IdToken: life },
    cookies: { keys: ["a key for tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const claims = people.get(sub);
      return claims && { accountId: sub, claims: () => ({ ...claims }) };
    },
    // Nobody is asked for consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: settings.clientId, accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  warn.mockRestore();
  const callback = provider.callback();
  const asked: string[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push(request.url ?? "");
    if (!request.url?.startsWith("/interaction/")) {
      await callback(request, response);
      return;
    }
    const { person } = opened;
    if (person) people.set(person.sub, person);
    const result = person
      ? { login: { accountId: person.sub, remember: false } }
      : { error: "access_denied", error_description: "cancelled" };
    await provider.interactionFinished(request, response, result);
  };

  const opened: OidcServer = {
    issuer,
    settings,
    asked,
    person: null,
    walk: async (url) => {
      const cookies = new Map<string, string>();
      let next = new URL(url);
      while (next.origin === issuer) {
        const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        const { headers } = await fetch(next, { redirect: "manual", headers: { Cookie } });
        for (const set of headers.getSetCookie()) {
          const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
          cookies.set(name, value);
        }
        next = new URL(headers.get("location") ?? "about:blank", next);
      }
      return next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return opened;
}

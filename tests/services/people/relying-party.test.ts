import { relyingParty } from "../../../server/services/people/passkey-challenges.ts";

test.each([
  ["https://forum.example.org", "forum.example.org", "https://forum.example.org"],
  ["https://forum.example.org:8443/below", "forum.example.org", "https://forum.example.org:8443"],
  ["http://localhost:4100", "localhost", "http://localhost:4100"],
])("passkeys are bound to the host of %s", (linkBase, id, origin) => {
  expect(relyingParty({ linkBase })).toEqual({ id, origin });
});

test.each(["http://127.0.0.1:4100", "http://[::1]:4100"])(
  "passkeys of %s work under the name localhost, because browsers bind none to an address",
  (linkBase) => {
    expect(relyingParty({ linkBase })).toEqual({ id: "localhost", origin: "http://localhost:4100" });
  },
);

test.each(["http://forum.example.org", "http://192.168.1.5:4100", "https://192.168.1.5", "https://[2001:db8::1]"])(
  "browsers allow no passkeys on %s",
  (linkBase) => {
    expect(relyingParty({ linkBase })).toBeNull();
  },
);

import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** What a dishonest or old authenticator does otherwise. */
interface Behaviour {
  origin?: string;
  challenge?: string;
  host?: string;
  /** Without user verification. */
  unverified?: boolean;
  counter?: number;
}

/** An authenticator with one passkey (ES256). Its answers are JSON, as browsers send them. */
export interface Authenticator {
  id: string;
  /** Makes the passkey. */
  create: (options: object, behaviour?: Behaviour) => object;
  /** Signs a challenge. */
  get: (options: object, behaviour?: Behaviour) => object;
}

const present = 0x01;
const verified = 0x04;
const attested = 0x40;

/** Makes an authenticator for pages of an origin. */
export function openAuthenticator(origin: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  let counter = 0;
  let handle: string | undefined;

  const clientData = (type: string, challenge: string, from: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const data = (options: { host: string; flags: number; counter: number }, rest = Buffer.alloc(0)): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt8(options.flags, 0);
    head.writeUInt32BE(options.counter, 1);
    return Buffer.concat([sha256(options.host), head, rest]);
  };
  const answer = (response: object): object => ({
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
    clientExtensionResults: {},
    response,
  });

  return {
    id: id.toString("base64url"),
    create: (options, behaviour = {}) => {
      const asked = options as { challenge: string; rp: { id: string }; user: { id: string } };
      handle = asked.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const flags = present | attested | (behaviour.unverified ? 0 : verified);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const authData = data(
        { host: behaviour.host ?? asked.rp.id, flags, counter: behaviour.counter ?? 0 },
        credential,
      );
      const client = clientData("webauthn.create", behaviour.challenge ?? asked.challenge, behaviour.origin ?? origin);
      return answer({
        clientDataJSON: client.toString("base64url"),
        attestationObject: attestation(authData).toString("base64url"),
        transports: ["internal"],
      });
    },
    get: (options, behaviour = {}) => {
      const asked = options as { challenge: string; rpId: string };
      counter = behaviour.counter ?? counter + 1;
      const flags = present | (behaviour.unverified ? 0 : verified);
      const authData = data({ host: behaviour.host ?? asked.rpId, flags, counter });
      const client = clientData("webauthn.get", behaviour.challenge ?? asked.challenge, behaviour.origin ?? origin);
      const signature = sign("sha256", Buffer.concat([authData, sha256(client)]), privateKey);
      return answer({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: handle,
      });
    },
  };
}

function sha256(value: string | Buffer): Buffer {
  return createHash("sha256").update(value).digest();
}

/** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (label: number, value: string): Buffer =>
    Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(value, "base64url")]);
  return Buffer.concat([Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1]), bytes(0x21, x), bytes(0x22, y)]);
}

/** {fmt: "none", attStmt: {}, authData} in CBOR. */
function attestation(authData: Buffer): Buffer {
  const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const length = Buffer.from([0x59, authData.length >> 8, authData.length & 0xff]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    ...[text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0])],
    ...[text("authData"), length, authData],
  ]);
}

import { createHash, randomBytes } from "node:crypto";
import { isLongJson, jsonPieces } from "#core/text/pieces.ts";
import { type Bodies, type BodyCollection, type BodyRow, type Collection, type Identified } from "./collections.ts";
import { isBodyCollection } from "./collections.ts";

/*
 * Events bind every record by a digest (audit-chain.ts), and must not reveal what an erased one was. So they name it by a
 * random key, and its digest has a random salt. Both are in the seal, which is stored beside the record and goes with it. The
 * key stays for as long as the record exists; each new value gets a new salt.
 */

/** The key and the salt of a record. */
interface Seal {
  key: string;
  salt: string;
}

const separator = ".";

/** The seals of the records in memory, as they are stored: "key.salt". */
const seals = new WeakMap<Identified, string>();

/** Returns a random salt. */
export function newSalt(): string {
  return randomBytes(16).toString("base64url");
}

/** Returns the seal of a value that was read or stored. Undefined if it has none. */
export function sealOf(record: Identified): string | undefined {
  return seals.get(record);
}

/** Gives a value that was read the seal that was stored with it, and returns the value. */
export function withSeal<Value extends Identified>(record: Value, seal: string | null | undefined): Value {
  if (seal !== undefined && seal !== null) seals.set(record, seal);
  return record;
}

/** Returns the parts of a seal. */
export function partsOf(seal: string): Seal {
  const [key = "", salt = ""] = seal.split(separator);
  return { key, salt };
}

/**
 * Returns a value that has a seal with the key of the record before it, or with a new key if there was none. A value that
 * already has one with this key stays as it is.
 */
export function sealed<Value extends Identified>(record: Value, before: string | undefined): Value {
  const [own, key] = [sealOf(record), before === undefined ? null : partsOf(before).key];
  if (own !== undefined && partsOf(own).key === key) return record;
  const seal = [key ?? randomBytes(12).toString("base64url"), newSalt()].join(separator);
  // A value that was removed and comes back may still be read elsewhere with its earlier seal.
  return withSeal(own === undefined ? record : Object.freeze({ ...record }), seal);
}

/** Returns the SHA-256, in lower-case hex, of a text or of bytes. */
export function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Returns the digest of a body: of its bytes, or of the JSON of a text. */
export function digestOfBody(body: Bodies[BodyCollection]): string {
  return digestOf("bytes" in body ? body.bytes : JSON.stringify(body));
}

/**
 * Returns the digest by which an event binds a record: the SHA-256, in lower-case hex, of its salt, its collection and its
 * JSON as it is stored. A body counts as its id and the digest of its bytes.
 */
export function recordDigest(collection: Collection, record: Identified, salt: string): string {
  const value = isBodyCollection(collection) ? rowOfBody(record) : record;
  const hash = createHash("sha256").update(`${salt}\n${collection}\n`);
  if (!isLongJson(value)) return hash.update(JSON.stringify(value)).digest("hex");
  for (const piece of jsonPieces(value)) hash.update(piece);
  return hash.digest("hex");
}

function rowOfBody(body: Identified): BodyRow {
  const { id, digest } = body as BodyRow;
  return { id, digest: digest ?? digestOfBody(body as Bodies[BodyCollection]) };
}

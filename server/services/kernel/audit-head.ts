import type { AuditHead } from "#core/audit/chain-line.ts";
import type { Reader } from "../../store/store.ts";

/** Returns the head of the public chain, with the time of its last event. */
export async function readAuditHead(reader: Reader): Promise<AuditHead> {
  const head = await reader.chainHead("public");
  const [last] = await reader.chainEvents({ chain: "public", after: head.position - 1, limit: 1 });
  return { ...head, at: head.position === 0 ? null : (last?.at ?? null) };
}

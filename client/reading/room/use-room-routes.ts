import { useLocation } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { clauseHistoryPath, readingPath } from "#core/contract/pages.ts";
import { call } from "../../api/call.ts";
import { neighbours } from "../../versions/version-order.ts";

/** The ways from a reading room to other pages. */
export interface RoomRoutes {
  /** The draft before and after this one. */
  before: ListedVersion | undefined;
  after: ListedVersion | undefined;
  /** Opens another version, by its address, at the current clause. */
  readVersion: (address: string) => void;
  /** Opens the history of the current clause. */
  openHistory: () => void;
  /** Opens the export of another version, by its address. */
  exportVersion: (address: string) => void;
}

/** Returns the ways from a version to the other versions of its document and to its clauses' history. */
export function useRoomRoutes(
  version: ListedVersion,
  versions: readonly ListedVersion[],
  clause: string | null,
): RoomRoutes {
  const [, navigate] = useLocation();
  return {
    ...neighbours(versions, version.address),
    readVersion: (address) => {
      const target = versions.find((listed) => listed.address === address);
      if (target) void sameClausePath(version, clause, target).then((path) => navigate(path));
    },
    openHistory: () => {
      if (clause !== null) navigate(clauseHistoryPath(version.address, clause));
    },
    exportVersion: (address) => navigate(`${readingPath(address)}?panel=export`, { replace: true }),
  };
}

/**
 * Returns the path of another version, at the clause being read here. That is the same clause in another language of
 * the round, or its earlier or later form in another draft. If that is unknown or the request fails, the path leads to
 * the start of the version.
 */
async function sameClausePath(from: ListedVersion, clause: string | null, to: ListedVersion): Promise<string> {
  const path = readingPath(to.address);
  if (clause === null) return path;
  const params = { version: from.address, clause };
  try {
    const counterpart =
      to.language === from.language
        ? (await call("getLineage", { params })).clauses.find(({ version }) => version === to.id)
        : (await call("getTranslations", { params })).find(({ version }) => version.id === to.id)?.clauses[0];
    return counterpart ? `${path}?clause=${encodeURIComponent(counterpart.id)}` : path;
  } catch {
    return path;
  }
}

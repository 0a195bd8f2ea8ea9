import { useLocation } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { clauseHistoryPath, readingPath } from "#core/contract/pages.ts";
import { neighbours } from "../../versions/version-order.ts";
import { sameClausePath } from "./same-clause-path.ts";

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
      const there = versions.find((one) => one.address === address);
      if (there) void sameClausePath(version, clause, there).then((path) => navigate(path));
    },
    openHistory: () => {
      if (clause !== null) navigate(clauseHistoryPath(version.address, clause));
    },
    exportVersion: (address) => navigate(`${readingPath(address)}?panel=export`, { replace: true }),
  };
}

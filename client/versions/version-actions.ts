import { can } from "#core/access/permissions.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { consensusPath, picturesPath, versionLedgerPath, workingTextPath } from "#core/contract/pages.ts";
import { actorOf } from "../api/actor.ts";
import { urlOf } from "../api/call.ts";
import { fileSize } from "../components/format.ts";
import { showOrigins } from "../word-origins/origins-shown.ts";

/** What is done in a dialog over the page one is on. */
export const roomActs = ["consultation", "withdraw"] as const;
export type RoomAct = (typeof roomActs)[number];

/** Hands on what was chosen in a menu, where it is one of these. */
export function chooseRoomAct(chosen: string | number, onAct: (act: RoomAct) => void): void {
  const act = roomActs.find((known) => known === chosen);
  if (act) onAct(act);
}

/** Something that can be done with a version as a whole, beyond reading it. */
export interface VersionAct {
  id: "consensus" | "origins" | "pictures" | "ledger" | "original" | "working-text" | RoomAct;
  name: string;
  /** A page or a file it leads to. */
  href?: string;
  /** Whether that is a file, to be saved. */
  saved?: true;
  /** What it does at once. */
  run?: () => void;
}

/** What this reader may do with the version. */
export function versionActs(version: ListedVersion, me: Me): VersionAct[] {
  const actor = actorOf(me);
  const { fileName, size } = version.source;
  return [
    ...(version.state === "prepared"
      ? []
      : [{ id: "ledger" as const, name: "What became of earlier comments", href: versionLedgerPath(version.address) }]),
    ...(can(actor, "read-original")
      ? [
          {
            id: "original" as const,
            name: `Original file (${fileName}, ${fileSize(size)})`,
            href: urlOf("getOriginal", { params: { version: version.address } }),
            saved: true as const,
          },
        ]
      : []),
    ...(can(actor, "prepare-version") && version.state === "published"
      ? [
          {
            id: "working-text" as const,
            name: "Next draft from accepted proposals",
            href: workingTextPath(version.address),
          },
        ]
      : []),
    ...(can(actor, "hold-consultation") && version.state === "published"
      ? [
          {
            id: "consultation" as const,
            name: version.consultation?.terms ? "Change the consultation" : "Open a consultation",
          },
        ]
      : []),
    ...(can(actor, "withdraw-version") && version.state === "published"
      ? [{ id: "withdraw" as const, name: "Withdraw this version" }]
      : []),
  ];
}

/** The other ways a version is looked at; `origins` is whether it is told who brought each word. */
export function versionWays({ documentId, language, address }: ListedVersion, origins: boolean): VersionAct[] {
  return [
    {
      id: "origins",
      name: origins ? "Stop telling who brought each word" : "Tell who brought each word in",
      run: () => showOrigins(!origins),
    },
    { id: "consensus", name: "Where everybody stands", href: consensusPath(address) },
    { id: "pictures", name: "Draft by draft, in pictures", href: `${picturesPath(documentId)}?language=${language}` },
  ];
}

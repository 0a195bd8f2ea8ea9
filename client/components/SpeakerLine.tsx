import type { ReactNode } from "react";
import type { Speaker } from "#core/discuss/speaker.ts";
import * as messages from "#core/messages/interface.en.ts";
import { richMessage } from "../page-parts/messages.ts";
import { sourceName } from "./source-name.ts";
import { word } from "../page-parts/messages.ts";
import "./speaker-line.css";

/** The organisation or person that commented, with co-signers: "Openline · Civil society, jointly with AON". */
export function SpeakerLine({ speaker, full = false }: { speaker: Speaker; full?: boolean }): ReactNode {
  const { organisation, capacity, group, jointly, awaiting, name } = speaker;
  return (
    <span className="speaker">
      <span className="speaker-mark" style={{ background: `var(--group-${group})` }} aria-hidden />
      <span>
        <strong title={organisation?.name}>{sourceName(speaker)}</strong>
        {capacity !== "secretariat" && <span className="quiet"> · {word(`group-${group}`)}</span>}
        {jointly.length > 0 && (
          <span>
            {" "}
            {messages.coSignedWith} <strong>{jointly.map(({ shortName }) => shortName).join(", ")}</strong>
          </span>
        )}
        {awaiting.length > 0 && (
          <span className="quiet">
            {" "}
            {richMessage(messages.awaitingCoSigners, { join: awaiting.map(({ shortName }) => shortName).join(", ") })}
          </span>
        )}
        {full && capacity !== "personal" && (
          <span className="quiet">
            {" "}
            · {name}, {word(`capacity-${capacity}`)}
          </span>
        )}
      </span>
    </span>
  );
}

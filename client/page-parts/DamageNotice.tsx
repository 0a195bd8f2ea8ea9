import { Fragment, type ReactNode } from "react";
import type { DamageReport, ListedVersion } from "#core/contract/forum-operations.ts";
import { interfaceLanguage, damage as messages } from "#core/messages/catalogues.ts";
import { damagedBodyText, leftOutText } from "#core/phrases/damage-text.ts";
import { formatMessage } from "./messages.ts";

/** Lists damaged texts and files for the secretariat, with the pages affected and the repair. The server renders it too. */
export function DamageNotice({ damage: { bodies, others } }: { damage: DamageReport }): ReactNode {
  return (
    <section className="state row state-problem" aria-labelledby="damage">
      <div>
        <h2 id="damage">{messages.heading}</h2>
        {bodies.length > 0 && <p>{messages.about}</p>}
        <ul>
          {bodies.map((body) => (
            <li key={body.name}>
              <bdi>{damagedBodyText(body, interfaceLanguage())}</bdi>
              <br />
              <code className="small" dir="ltr">
                {(body.name.match(/.{1,24}/gu) ?? []).map((part, index) => (
                  <Fragment key={index}>
                    {part}
                    <wbr />
                  </Fragment>
                ))}
              </code>
            </li>
          ))}
          {others > 0 && <li>{formatMessage(messages.others, { count: others })}</li>}
        </ul>
      </div>
    </section>
  );
}

/** Names the drafts that a page leaves out because their text is damaged. The server renders it too. */
export function DraftsLeftOut({
  damaged,
  versions,
}: {
  damaged: readonly string[] | undefined;
  versions: readonly ListedVersion[];
}): ReactNode {
  const text = leftOutText(damaged, versions, interfaceLanguage());
  return (
    text !== null && (
      <div className="state row state-problem" role="note">
        <p>{text}</p>
      </div>
    )
  );
}

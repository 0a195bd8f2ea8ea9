import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type DigestTimes, type MailKind, type MailTime, timesFor } from "#core/contract/mail-choices.ts";
import { type MailChoices, mailOperations } from "#core/contract/mail-operations.ts";
import { accountPages as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { forumZone } from "../api/forum-zone.ts";
import { formatDate, formatMoment } from "../components/format.tsx";
import { notifyResult } from "../components/toasts.ts";
import { formatMessage, word } from "../page-parts/messages.ts";
import { Options } from "../settings/parts/Options.tsx";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { ListSetting } from "../settings/parts/SavedFields.tsx";
import { toastAlone } from "../settings/parts/use-settings-change.ts";
import { mailChoicesQuery } from "./profile-queries.ts";

addOperations(mailOperations);

/** The part of the choices that is sent. */
interface Chosen {
  times?: { kind: MailKind; time: MailTime | null }[];
  digest?: DigestTimes;
}

/** Choices of the news that are mailed at once, in a digest or never. Each is saved when it is made. */
export function MailSettings(): ReactNode {
  const client = useQueryClient();
  const choices = useQuery(mailChoicesQuery);
  if (!choices.data) return <PendingAnswer query={choices} />;
  const { times, digest, nextDigest, stoppedAt } = choices.data;
  const send = async (body: Chosen): Promise<void> => {
    client.setQueryData(mailChoicesQuery.queryKey, await call("setMailChoices", { body }));
  };
  const changed = times.filter(({ isDefault }) => !isDefault).length;
  const chosen = times.map(({ kind, time, isDefault }) => ({ kind, time: isDefault ? null : time }));
  const save = async (body: Chosen, before: Chosen, done: string): Promise<void> => {
    await send(body);
    toastAlone(done, { undo: () => notifyResult(() => send(before), messages.undone) });
  };
  return (
    <>
      <p className="quiet">{messages.newsAbout}</p>
      {stoppedAt !== null && (
        <div className="state row state-problem">
          <p>{formatMessage(messages.mailsStopped, { date: formatDate(stoppedAt) })}</p>
          <button
            type="button"
            className="button"
            onClick={() =>
              void notifyResult(async () => {
                await call("resumeOwnMails", {});
                await client.invalidateQueries(mailChoicesQuery);
              }, messages.mailsResumed)
            }
          >
            {messages.resumeMails}
          </button>
        </div>
      )}
      <DigestSettings
        digest={digest}
        nextDigest={nextDigest}
        onSave={(changed) => save({ digest: { ...digest, ...changed } }, { digest }, messages.digestSaved)}
      />
      <details className="stack-4">
        <summary>
          {changed === 0 ? messages.mailKind : formatMessage(messages.mailKindChanged, { count: changed })}
        </summary>
        <div className="mail-kinds">
          {times.map((one) => (
            <KindSetting
              key={one.kind}
              {...one}
              onSave={(time) =>
                save(
                  { times: [{ kind: one.kind, time }] },
                  { times: [{ kind: one.kind, time: one.isDefault ? null : one.time }] },
                  formatMessage(messages.mailTimeSaved, { kind: word(`mail-kind-${one.kind}`) }),
                )
              }
            />
          ))}
        </div>
        {changed > 0 && (
          <p>
            <button
              type="button"
              className="button"
              onClick={() =>
                void notifyResult(
                  () => send({ times: times.map(({ kind }) => ({ kind, time: null })) }),
                  messages.mailResetDone,
                  () => () => notifyResult(() => send({ times: chosen }), messages.undone),
                )
              }
            >
              {messages.mailReset}
            </button>
          </p>
        )}
      </details>
    </>
  );
}

function KindSetting({
  kind,
  time,
  isDefault,
  onSave,
}: MailChoices["times"][number] & { onSave: (time: MailTime) => Promise<void> }): ReactNode {
  return (
    <ListSetting
      label={word(`mail-kind-${kind}`)}
      value={time}
      onSave={(next) => {
        const chosen = timesFor(kind).find((one) => one === next);
        return chosen ? onSave(chosen) : Promise.resolve();
      }}
    >
      <Options
        of={timesFor(kind).map((one) => [
          one,
          one === time && isDefault
            ? formatMessage(messages.mailTimeDefault, { time: word(`mail-time-${one}`) })
            : word(`mail-time-${one}`),
        ])}
      />
    </ListSetting>
  );
}

function DigestSettings({
  digest,
  nextDigest,
  onSave,
}: {
  digest: DigestTimes;
  nextDigest: string | null;
  onSave: (changed: Partial<DigestTimes>) => Promise<void>;
}): ReactNode {
  const { every, weekday, hour, timeZone } = digest;
  const forum = forumZone() ?? "UTC";
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([own, ...(timeZone === null ? [] : [timeZone])])].filter((zone) => zone !== forum);
  return (
    <>
      <ListSetting
        label={messages.digests}
        value={every}
        {...(nextDigest !== null && { hint: formatMessage(messages.nextDigest, { time: formatMoment(nextDigest) }) })}
        onSave={(next) => onSave({ every: next === "week" || next === "never" ? next : "day" })}
      >
        <Options
          of={[
            ["day", messages.digestDaily],
            ["week", messages.digestWeekly],
            ["never", messages.digestNever],
          ]}
        />
      </ListSetting>
      {every !== "never" && (
        <div className="mail-kinds">
          {every === "week" && (
            <ListSetting
              label={messages.digestDay}
              value={String(weekday)}
              onSave={(next) => onSave({ weekday: Number(next) })}
            >
              <Options of={weekdays().map((name, index) => [String(index + 1), name])} />
            </ListSetting>
          )}
          <ListSetting
            label={messages.digestHour}
            value={String(hour)}
            onSave={(next) => onSave({ hour: Number(next) })}
          >
            <Options of={hours.map((one) => [String(one), `${String(one).padStart(2, "0")}:00`])} />
          </ListSetting>
          {zones.length > 0 && (
            <ListSetting
              label={messages.digestZone}
              value={timeZone ?? ""}
              onSave={(next) => onSave({ timeZone: next === "" ? null : next })}
            >
              <Options
                of={[
                  ["", formatMessage(messages.digestZoneForum, { zone: forum })],
                  ...zones.map((zone): [string, string] => [
                    zone,
                    zone === own ? formatMessage(messages.digestZoneOwn, { zone }) : zone,
                  ]),
                ]}
              />
            </ListSetting>
          )}
        </div>
      )}
    </>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Returns the names of the days of the week, from Monday. */
function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(interfaceLanguage(), { weekday: "long", timeZone: "UTC" });
  // 5 January 2026 is a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 0, 5 + day)));
}

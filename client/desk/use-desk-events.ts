import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../api/call.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { readAgain } from "../deciding/desk-data.ts";

/** How often to tell others which comment is open, in ms. */
const visitEvery = 20_000;

/** Time that a comment must be open before the server is told, in ms. */
const settleTime = 700;

/** How long to collect events before one request, in ms. */
const burst = 500;

/** Tells others which comment is open, and returns the names of others by the comments that they have open. */
export function useVisits(open: string | null): ReadonlyMap<string, string> {
  const [taken, setTaken] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let isOver = false;
    const visit = (): void => {
      if (window.document.hidden) return;
      call("visitDesk", { body: { annotation: open } }).then(
        (visits) => {
          if (!isOver) setTaken(new Map(visits.map(({ annotation, name }) => [annotation, name])));
        },
        // The next report follows soon.
        () => undefined,
      );
    };
    // Comments that a reader only passes are not reported.
    const first = setTimeout(visit, settleTime);
    const timer = setInterval(visit, visitEvery);
    return () => {
      isOver = true;
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [open]);
  return taken;
}

/** Reads comments again that others changed or decided, and the list when there are new ones. */
export function useFollowing(document: string | undefined, reader: string | null): void {
  const client = useQueryClient();
  useDocumentStream(document);
  useEffect(() => {
    const ids = new Set<string>();
    let isNew = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onHeard = ({ data }: Event & { data?: unknown }): void => {
      // Without data, anything may have changed.
      const { actor, subject } = JSON.parse(typeof data === "string" ? data : "{}") as {
        actor?: string | null;
        subject?: { collection: string; id: string };
      };
      const isAct = subject?.collection === "deskEntries" || subject?.collection === "dispositions";
      // The answers to requests already have the changes of this page.
      if (isAct && actor !== reader) ids.add(subject.id);
      else if (!subject || subject.collection === "annotations" || subject.collection === "settlements") isNew = true;
      else return;
      timer ??= setTimeout(() => {
        timer = undefined;
        const named = [...ids];
        ids.clear();
        if (isNew) void client.invalidateQueries({ queryKey: ["desk"] });
        else void readAgain(client, named).catch(() => undefined);
        isNew = false;
      }, burst);
    };
    window.addEventListener("heard", onHeard);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("heard", onHeard);
    };
  }, [client, reader]);
}

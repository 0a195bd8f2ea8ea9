import { Bell } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import * as messages from "#core/messages/interface.en.ts";
import { formatTime } from "../components/format.ts";
import { useToasts } from "../components/toasts.ts";

/** Every message of this visit, with those actions that can still be undone. */
export function ToastLog(): ReactNode {
  const toasts = useToasts();
  return (
    <DialogTrigger>
      <Button className="icon-button" aria-label={messages.actionLog}>
        <Bell size={18} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="toast-log">
          <Heading slot="title" className="popover-title">
            {messages.actionLog}
          </Heading>
          {toasts.length === 0 ? (
            <p className="quiet">{messages.emptyActionLog}</p>
          ) : (
            <ol>
              {toasts.map((entry) => (
                <li key={entry.id} className={`toast-log-entry toast-${entry.tone}`}>
                  <time className="quiet" dateTime={entry.at.toISOString()}>
                    {formatTime(entry.at)}
                  </time>
                  <p>{entry.text}</p>
                  {entry.undo && (
                    <Button className="button button-quiet" onPress={entry.undo}>
                      {messages.undo}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

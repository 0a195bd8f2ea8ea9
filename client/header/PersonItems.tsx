import { useQueryClient } from "@tanstack/react-query";
import {
  CircleDashed,
  Clock,
  Inbox,
  FileInput,
  Gavel,
  LogOut,
  Megaphone,
  MessageSquare,
  Settings2,
  Check,
  UserRound,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { can } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { inboxPath, circlesPath, contributionsPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { pageTitles as titles, common as messages } from "#core/messages/catalogues.ts";
import { actorOf, changePerson } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { focusOnMount } from "../components/focus.ts";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { notifyResult } from "../components/toasts.ts";
import { OrganisationLogo } from "../page-parts/Logos.tsx";
import { headWord } from "../page-parts/messages.ts";
import { ToastList } from "./ToastList.tsx";

/** The content of the menu of the signed-in person, loaded when it is opened. */
export function PersonItems({ me }: { me: Me }): ReactNode {
  const { participant, organisation, role } = me;
  const client = useQueryClient();
  const isCleared = organisation?.clearance === "coordinator" && (role === "coordinator" || role === "member");
  const links = [
    ...(participant
      ? [{ href: sourcePath("person", participant.id), name: messages.ownPage, Icon: MessageSquare }]
      : []),
    { href: inboxPath, name: titles.inbox, Icon: Inbox },
    ...(can(actorOf(me), "decide") || (isCleared && role === "coordinator")
      ? [{ href: "/desk", name: titles.desk, Icon: Gavel }]
      : []),
    { href: circlesPath, name: messages.circles, Icon: CircleDashed },
    { href: contributionsPath, name: titles.contributions, Icon: FileInput },
    ...(isCleared ? [{ href: "/clearance", name: titles.clearance, Icon: Check }] : []),
    { href: "/announcements", name: titles.announcements, Icon: Megaphone },
    { href: "/profile", name: titles.profile, Icon: UserRound },
    ...(can(actorOf(me), "read-settings") ? [{ href: "/settings", name: messages.settings, Icon: Settings2 }] : []),
  ];
  const signOut = (): Promise<boolean> =>
    notifyResult(async () => {
      await call("signOut", {});
      await changePerson(client);
    }, messages.signedOut);
  const [isLog, setLog] = useState(false);
  if (isLog)
    return (
      <div
        role="dialog"
        aria-label={messages.actionLog}
        className="popover-dialog toast-log"
        tabIndex={-1}
        ref={focusOnMount}
      >
        <ToastList />
      </div>
    );
  return (
    <>
      <div className="person-facts">
        <strong>{participant?.name}</strong>
        <br />
        {organisation && <OrganisationLogo {...organisation} />}
        {organisation ? `${organisation.name} · ` : ""}
        {headWord(`role-${role}`)}
      </div>
      <Menu label={messages.yourSession}>
        {links.map(({ href, name, Icon }) => (
          <MenuItem key={href} href={href}>
            <span>{name}</span>
            <Icon size={16} aria-hidden />
          </MenuItem>
        ))}
        <MenuItem isStep onAction={() => setLog(true)}>
          <span>{messages.actionLog}</span>
          <Clock size={16} aria-hidden />
        </MenuItem>
        <MenuItem onAction={() => void signOut()}>
          <span>{messages.signOut}</span>
          <LogOut size={16} aria-hidden />
        </MenuItem>
      </Menu>
    </>
  );
}

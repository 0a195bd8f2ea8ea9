import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleDashed, Inbox, FileInput, LogOut, Settings2, Check, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import { inboxPath, circlesPath, contributionsPath, signInPath } from "#core/contract/pages.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/interface.en.ts";
import { actorOf, changePerson } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { meQuery } from "../api/queries.ts";
import { notifyResult } from "../components/toasts.ts";
import { formatMessage, headWord } from "../page-parts/messages.ts";

/**
 * The menu of the signed-in person: name, organisation, role, personal pages, settings and sign-out. Without
 * sign-in, a link to sign in.
 */
export function PersonMenu(): ReactNode {
  const me = useQuery(meQuery).data;
  const client = useQueryClient();
  if (!me) return null;
  if (!me.participant)
    return (
      <Link className="button button-quiet" href={signInPath(location.pathname + location.search)}>
        {messages.signIn}
      </Link>
    );
  const { participant, organisation, role } = me;
  const isCleared = organisation?.clearance === "coordinator" && (role === "coordinator" || role === "member");
  const links = [
    { href: inboxPath, name: titles.inbox, Icon: Inbox },
    { href: circlesPath, name: messages.circles, Icon: CircleDashed },
    { href: contributionsPath, name: titles.contributions, Icon: FileInput },
    ...(isCleared ? [{ href: "/clearance", name: titles.clearance, Icon: Check }] : []),
    { href: "/profile", name: titles.profile, Icon: UserRound },
    ...(can(actorOf(me), "read-settings") ? [{ href: "/settings", name: messages.settings, Icon: Settings2 }] : []),
  ];
  const signOut = (): Promise<boolean> =>
    notifyResult(async () => {
      await call("signOut", {});
      await changePerson(client);
    }, messages.signedOut);
  return (
    <MenuTrigger>
      <Button className="picker person" aria-label={formatMessage(messages.signedInAs, { name: participant.name })}>
        <span className="person-mark" data-initials={initialsOf(participant.name)} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <div className="person-facts">
          <strong>{participant.name}</strong>
          <br />
          {organisation ? `${organisation.name} · ` : ""}
          {headWord(`role-${role}`)}
        </div>
        <Menu
          className="menu"
          aria-label={messages.yourSession}
          onAction={(key) => {
            if (key === "sign-out") void signOut();
          }}
        >
          {links.map(({ href, name, Icon }) => (
            <MenuItem key={href} id={href} href={href} className="menu-item">
              <span>{name}</span>
              <Icon size={16} aria-hidden />
            </MenuItem>
          ))}
          <MenuItem id="sign-out" className="menu-item">
            <span>{messages.signOut}</span>
            <LogOut size={16} aria-hidden />
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Returns the initials of the first and last name. */
function initialsOf(name: string): string {
  const [first = "", ...rest] = name
    .trim()
    .split(/\s+/u)
    .map((word) => word.slice(0, 1));
  return (first + (rest.at(-1) ?? "")).toUpperCase();
}

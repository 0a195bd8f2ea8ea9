import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleDashed, Inbox, FileInput, LogOut, Settings2, Check, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import { inboxPath, circlesPath, contributionsPath } from "#core/contract/pages.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/interface.en.ts";
import { actorOf, changePerson } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { meQuery } from "../api/queries.ts";
import { toast } from "../components/toasts.ts";
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
      <Link className="button button-quiet" href="/sign-in">
        {messages.signIn}
      </Link>
    );
  const { participant, organisation, role } = me;
  const signOut = async (): Promise<void> => {
    try {
      await call("signOut", {});
      await changePerson(client);
      toast(messages.signedOut);
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.signOutFailed, { tone: "failed" });
    }
  };
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
          <MenuItem id="inbox" href={inboxPath} className="menu-item">
            <span>{titles.inbox}</span>
            <Inbox size={16} aria-hidden />
          </MenuItem>
          <MenuItem id="circles" href={circlesPath} className="menu-item">
            <span>{messages.circles}</span>
            <CircleDashed size={16} aria-hidden />
          </MenuItem>
          <MenuItem id="contributions" href={contributionsPath} className="menu-item">
            <span>{titles.contributions}</span>
            <FileInput size={16} aria-hidden />
          </MenuItem>
          {organisation?.clearance === "coordinator" && (role === "coordinator" || role === "member") && (
            <MenuItem id="clearance" href="/clearance" className="menu-item">
              <span>{titles.clearance}</span>
              <Check size={16} aria-hidden />
            </MenuItem>
          )}
          <MenuItem id="profile" href="/profile" className="menu-item">
            <span>{titles.profile}</span>
            <UserRound size={16} aria-hidden />
          </MenuItem>
          {can(actorOf(me), "read-settings") && (
            <MenuItem id="settings" href="/settings" className="menu-item">
              <span>{messages.settings}</span>
              <Settings2 size={16} aria-hidden />
            </MenuItem>
          )}
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
  const words = name.split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ""].map((word) => (word ?? "").slice(0, 1));
  return letters.join("").toUpperCase();
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BellOff, BellPlus } from "lucide-react";
import type { ReactNode } from "react";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { follow } from "../api/inbox-calls.ts";
import { keys } from "../api/queries.ts";
import { keepFocus } from "../components/focus.ts";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { followingQuery } from "./following-query.ts";

/** A clause of a version, by their ids, or an organisation. */
type Followed = { kind: "clause"; version: string; clause: string } | { kind: "organisation"; id: string };

const textsOf = {
  clause: () => ({
    follow: messages.followClause,
    unfollow: messages.unfollowClause,
    followed: messages.clauseFollowed,
    unfollowed: messages.clauseUnfollowed,
  }),
  organisation: () => ({
    follow: messages.followOrganisation,
    unfollow: messages.unfollowOrganisation,
    followed: messages.organisationFollowed,
    unfollowed: messages.organisationUnfollowed,
  }),
} as const;

/** Follows a clause or an organisation with one press, or ends that. Shown to people who signed in. */
export function FollowButton({
  subject,
  icon = false,
}: {
  subject: Followed;
  /** Whether there is only room for an icon. */
  icon?: boolean;
}): ReactNode {
  const client = useQueryClient();
  const { data } = useQuery(followingQuery(subject.kind === "clause" ? subject.version : undefined));
  const key = subject.kind === "clause" ? `clause/${subject.version}/${subject.clause}` : `organisation/${subject.id}`;
  const isFollowed = subject.kind === "clause" ? data?.clauses.includes(subject.clause) : data?.following.includes(key);
  const texts = textsOf[subject.kind]();
  const toggle = (): void => {
    const [state, before] = isFollowed ? (["none", "following"] as const) : (["following", "none"] as const);
    const [done, undone] = isFollowed ? [texts.unfollowed, texts.followed] : [texts.followed, texts.unfollowed];
    void notifyAndRefresh(client, keys.inbox)(
      () => follow(key, state),
      done,
      () => undoBy("setFollowing", { body: { subject: key, state: before } }, undone),
    );
  };
  const name = isFollowed ? texts.unfollow : texts.follow;
  const Icon = isFollowed ? BellOff : BellPlus;
  return (
    <button
      type="button"
      className={icon ? "icon-button" : "button button-quiet"}
      aria-label={icon ? name : undefined}
      disabled={data === undefined}
      onClick={toggle}
      onMouseDown={keepFocus}
    >
      <Icon size={16} aria-hidden /> {!icon && name}
    </button>
  );
}

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button, MenuTrigger, Popover } from "react-aria-components";
import { Link, useLocation, useSearch } from "wouter";
import { signInPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { meQuery } from "../api/queries.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { formatMessage } from "../page-parts/messages.ts";

const PersonItems = lazyComponent(async () => (await import("./PersonItems.tsx")).PersonItems);

/**
 * The menu of the signed-in person: name, organisation, role, personal pages, settings and sign-out. Without
 * sign-in, a link to sign in.
 */
export function PersonMenu(): ReactNode {
  const me = useQuery(meQuery).data;
  const [path] = useLocation();
  const search = useSearch();
  if (!me) return null;
  if (!me.participant)
    return (
      <Link className="button button-quiet" href={signInPath(search === "" ? path : `${path}?${search}`)}>
        {messages.signIn}
      </Link>
    );
  const { name } = me.participant;
  return (
    <>
      <noscript>
        <form method="post" action="/sign-out">
          <button className="button button-quiet" type="submit">
            {formatMessage(messages.signOutNamed, { name })}
          </button>
        </form>
      </noscript>
      <MenuTrigger>
        <Button className="picker person" aria-label={formatMessage(messages.signedInAs, { name })}>
          <span className="person-mark" data-initials={initialsOf(name)} />
        </Button>
        <Popover className="popover" placement="bottom end">
          <PersonItems me={me} />
        </Popover>
      </MenuTrigger>
    </>
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

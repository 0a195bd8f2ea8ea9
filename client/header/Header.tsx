import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, Clock, House, Monitor, Moon, Sun } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { ForumFace } from "#core/contract/face-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { forumQuery, meQuery } from "../api/queries.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { HeaderFrame } from "../page-parts/HeaderFrame.tsx";
import { ForumLogo } from "../page-parts/Logos.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { type Appearance, applyAppearance, themes, useTheme } from "./appearance.ts";
import "./header.css";

// After the page: nothing that is read waits for it, and visitors without an account have none.
const InboxBadge = lazyComponent(async () => (await import("./InboxBadge.tsx")).InboxBadge);
// No page needs dates for its header.
const ToastList = lazyComponent(async () => (await import("./ToastList.tsx")).ToastList);
const DeputyBanner = lazyComponent(async () => (await import("./DeputyBanner.tsx")).DeputyBanner);

/**
 * The header of a page. Each step of the trail is a link or a picker, and `here` names the page itself. After the trail
 * come the actions of this page and those of every page.
 */
export function Header({
  trail = [],
  here = null,
  actions,
  face,
}: {
  /** The names and logo of the forum, on a page that strangers to a closed forum see too. Null if they are unknown. */
  face?: ForumFace | null;
  trail?: readonly ReactNode[];
  here?: ReactNode;
  actions?: ReactNode;
}): ReactNode {
  const forum = useQuery({ ...forumQuery, enabled: face === undefined }).data ?? face;
  const me = useQuery(meQuery).data;
  return (
    <>
      <HeaderFrame
        home={
          <Link href="/" title={forum?.name}>
            {forum?.logo ? <ForumLogo logo={forum.logo} /> : <House size={18} aria-hidden className="trail-home" />}
            <span>{forum?.shortName ?? messages.documents}</span>
          </Link>
        }
        trail={trail}
        here={here}
        arrow={<ChevronRight size={14} />}
      >
        {actions}
        <span className="header-rest">
          <ThemeSwitch />
        </span>
        {me?.participant && <InboxBadge />}
        <PersonMenu me={me} />
      </HeaderFrame>
      {me?.participant && me.deputy && <DeputyBanner principal={me.participant.name} />}
    </>
  );
}

/** The button that lists the recent actions of a visitor. Those of a person are in the person's menu. */
function ToastLog(): ReactNode {
  return (
    <PopoverButton
      id="toast-log"
      kind="dialog"
      className="icon-button"
      name={messages.actionLog}
      face={<Clock size={18} aria-hidden />}
      boxClassName="popover-dialog toast-log"
    >
      <ToastList />
    </PopoverButton>
  );
}

const names: Record<Appearance["theme"], () => string> = {
  system: () => messages.themeSystem,
  light: () => messages.themeLight,
  dark: () => messages.themeDark,
};
const icons = { system: Monitor, light: Sun, dark: Moon };

/** A button for the colour theme: light, dark, or the system's. */
function ThemeSwitch(): ReactNode {
  const theme = useTheme();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const chosen = me?.preferences;
  useEffect(() => {
    if (chosen) applyAppearance(chosen);
  }, [chosen]);
  const choose = (next: Appearance["theme"]): void => {
    applyAppearance({ theme: next });
    if (!me?.participant || me.deputy) return;
    // Without a connection, the choice holds on this device until the account is read again.
    void import("./save-appearance.ts")
      .then(({ saveAppearance }) => saveAppearance(client, { theme: next }))
      .catch(() => undefined);
  };
  const Icon = icons[theme];
  return (
    <PopoverButton
      kind="menu"
      className="icon-button"
      name={messages.colourTheme}
      face={<Icon size={18} aria-hidden />}
    >
      <Menu label={messages.colourTheme}>
        {themes.map((name) => (
          <MenuItem key={name} isSelected={name === theme} onAction={() => choose(name)}>
            {names[name]()}
          </MenuItem>
        ))}
      </Menu>
    </PopoverButton>
  );
}

const PersonItems = lazyComponent(async () => (await import("./PersonItems.tsx")).PersonItems);

/**
 * The menu of the signed-in person: name, organisation, role, personal pages, settings and sign-out. Without
 * sign-in, a link to sign in. Nothing else on the server's pages for many readers names the person.
 */
export function PersonMenu({ me }: { me: Me | undefined }): ReactNode {
  const [path] = useLocation();
  const search = useSearch();
  if (!me) return null;
  if (!me.participant)
    return (
      <>
        <span className="header-rest">
          <ToastLog />
        </span>
        <Link className="button button-quiet" href={signInPath(search === "" ? path : `${path}?${search}`)}>
          {messages.signIn}
        </Link>
      </>
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
      <PopoverButton
        id="person-menu"
        kind="menu"
        className="picker person"
        name={formatMessage(messages.signedInAs, { name })}
        face={<span className="person-mark" data-initials={initialsOf(name)} />}
      >
        <PersonItems me={me} />
      </PopoverButton>
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

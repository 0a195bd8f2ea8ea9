import { useQuery } from "@tanstack/react-query";
import { ChevronRight, House } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import * as messages from "#core/messages/interface.en.ts";
import { libraryQuery } from "../api/queries.ts";
import { ToastLog } from "./ToastLog.tsx";
import { InboxBadge } from "./InboxBadge.tsx";
import { HeaderFrame } from "../page-parts/HeaderFrame.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import "./header.css";

/**
 * The header of a page. Each step of the trail is a link or a picker. After it come the actions of this page and those
 * of every page.
 */
export function Header({ trail, actions }: { trail: readonly ReactNode[]; actions?: ReactNode }): ReactNode {
  const forum = useQuery(libraryQuery).data?.forum;
  return (
    <HeaderFrame
      home={
        <Link href="/" title={forum?.name}>
          <House size={18} aria-hidden className="trail-home" />
          <span>{forum?.shortName ?? messages.documents}</span>
        </Link>
      }
      trail={trail}
      arrow={<ChevronRight size={14} />}
    >
      {actions}
      <span className="header-rest">
        <ToastLog />
        <ThemeSwitch />
      </span>
      <InboxBadge />
      <PersonMenu />
    </HeaderFrame>
  );
}

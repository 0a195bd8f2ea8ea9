import { useQuery } from "@tanstack/react-query";
import { ChevronRight, House } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { libraryQuery } from "../api/queries.ts";
import { ToastLog } from "../components/ToastLog.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import "./header.css";

/**
 * The one line on top of every page: where one is, as a trail from the forum down (each step a link or a picker), what
 * this page offers, and what every page offers.
 */
export function Header({ trail, actions }: { trail: readonly ReactNode[]; actions?: ReactNode }): ReactNode {
  const forum = useQuery(libraryQuery).data?.forum;
  return (
    <header className="header">
      <a className="skip-link visually-hidden" href="#main">
        Skip to the text
      </a>
      <nav className="trail" aria-label="Where you are">
        <ol>
          <li className="trail-forum">
            <Link href="/" title={forum?.name}>
              <House size={18} aria-hidden className="trail-home" />
              <span>{forum?.shortName ?? "Library"}</span>
            </Link>
          </li>
          {trail.map((step, index) => (
            <Fragment key={index}>
              <li aria-hidden className="trail-arrow">
                <ChevronRight size={14} />
              </li>
              <li>{step}</li>
            </Fragment>
          ))}
        </ol>
      </nav>
      <div className="header-actions">
        {actions}
        <span className="header-rest">
          <ToastLog />
          <ThemeSwitch />
        </span>
        <PersonMenu />
      </div>
    </header>
  );
}

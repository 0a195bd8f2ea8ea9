import {
  ArrowLeftRight,
  ChevronDown,
  ChevronUp,
  Download,
  Ellipsis,
  ListTree,
  MessageSquare,
  Search,
} from "lucide-react";
import type { ReactNode } from "react";
import { formatMessage } from "../../page-parts/messages.ts";
import { comparisonPath } from "#core/contract/pages.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { BottomSheet } from "../../components/BottomSheet.tsx";
import { Menu, MenuItem } from "../../components/Menu.tsx";
import { PopoverButton } from "../../components/Popover.tsx";
import { Toolbar } from "../../components/Toolbar.tsx";
import { type RoomAct, ShownItems, type VersionAction, versionActionItems } from "../../versions/VersionMenu.tsx";
import "./narrow-room.css";

/** The sheet over the text. */
type Sheet = "outline" | "threads";

/** The reading room on a phone: a bar at the bottom, and the side columns as sheets over the text. */
export function NarrowRoom({
  outline,
  threads,
  count,
  news,
  sheet,
  onOpen,
  onPrevious,
  onNext,
  onSearch,
  onExport,
  compareWith,
  currentAddress,
  acts,
  onAct,
  onLeave,
}: {
  outline: ReactNode;
  threads: ReactNode;
  /** Number of comments. */
  count: number;
  /** Number of comments that are new or have new replies. */
  news: number;
  /** The open sheet. */
  sheet: Sheet | null;
  onOpen: (sheet: Sheet) => void;
  onPrevious: () => void;
  onNext: () => void;
  onSearch: () => void;
  onExport: () => void;
  /** Address of the draft to compare with; null if there is only one draft. */
  compareWith: string | null;
  currentAddress: string;
  /** Actions on the version as a whole. */
  acts: readonly VersionAction[];
  onAct: (act: RoomAct) => void;
  /** Called when the sheet is closed. */
  onLeave: () => void;
}): ReactNode {
  return (
    <>
      <nav className="bottom-bar screen-only" aria-label={messages.readingRoom}>
        <Toolbar className="bottom-tools" label={messages.readingRoom}>
          <button type="button" className="bottom-button bare-button" onClick={() => onOpen("outline")}>
            <ListTree size={20} aria-hidden />
            {messages.outline}
          </button>
          <button
            type="button"
            className="bottom-button bare-button"
            aria-label={messages.previousComment}
            onClick={onPrevious}
          >
            <ChevronUp size={20} aria-hidden />
            {messages.previous}
          </button>
          <button
            type="button"
            className="bottom-button bare-button"
            aria-label={messages.nextComment}
            onClick={onNext}
          >
            <ChevronDown size={20} aria-hidden />
            {messages.next}
          </button>
          <button type="button" className="bottom-button bare-button" onClick={() => onOpen("threads")}>
            <span className={news > 0 ? "has-news" : undefined}>
              <MessageSquare size={20} aria-hidden />
            </span>
            <span>
              {messages.comments} {count > 0 && <span className="quiet">{count}</span>}
              {news > 0 && <span className="visually-hidden">{formatMessage(messages.newCount, { count: news })}</span>}
            </span>
          </button>
          <PopoverButton
            kind="menu"
            className="bottom-button bare-button"
            placement="top end"
            face={
              <>
                <Ellipsis size={20} aria-hidden />
                {messages.more}
              </>
            }
          >
            <Menu label={messages.more}>
              <MenuItem onAction={onSearch}>
                <Search size={16} aria-hidden /> {messages.search}
              </MenuItem>
              <MenuItem onAction={onExport}>
                <Download size={16} aria-hidden /> {messages.exportDraft}
              </MenuItem>
              {compareWith !== null && (
                <MenuItem href={comparisonPath(compareWith, currentAddress)}>
                  <ArrowLeftRight size={16} aria-hidden /> {messages.compareDrafts}
                </MenuItem>
              )}
              <ShownItems />
              {versionActionItems(acts, onAct)}
            </Menu>
          </PopoverButton>
        </Toolbar>
      </nav>
      <BottomSheet
        title={sheet === "outline" ? messages.outline : messages.comments}
        isOpen={sheet !== null}
        onLeave={onLeave}
      >
        {sheet === "outline" ? outline : threads}
      </BottomSheet>
    </>
  );
}

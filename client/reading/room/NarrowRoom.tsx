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
import { Button, Menu, MenuItem, MenuTrigger, Popover, Toolbar } from "react-aria-components";
import { useLocation } from "wouter";
import { comparisonPath } from "#core/contract/pages.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { BottomSheet } from "../../components/BottomSheet.tsx";
import { chooseRoomAct, type RoomAct, type VersionAction, versionActionItems } from "../../versions/VersionMenu.tsx";
import "./narrow-room.css";

/** The sheet over the text. */
type Sheet = "outline" | "threads";

/** The reading room on a phone: a bar at the bottom, and the side columns as sheets over the text. */
export function NarrowRoom({
  outline,
  threads,
  count,
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
  const [, navigate] = useLocation();
  return (
    <>
      <nav className="bottom-bar screen-only" aria-label={messages.readingRoom}>
        <Toolbar className="bottom-tools" aria-label={messages.readingRoom}>
          <Button className="bottom-button bare-button" onPress={() => onOpen("outline")}>
            <ListTree size={20} aria-hidden />
            {messages.outline}
          </Button>
          <Button className="bottom-button bare-button" aria-label={messages.previousComment} onPress={onPrevious}>
            <ChevronUp size={20} aria-hidden />
            {messages.previous}
          </Button>
          <Button className="bottom-button bare-button" aria-label={messages.nextComment} onPress={onNext}>
            <ChevronDown size={20} aria-hidden />
            {messages.next}
          </Button>
          <Button className="bottom-button bare-button" onPress={() => onOpen("threads")}>
            <MessageSquare size={20} aria-hidden />
            <span>
              {messages.comments} {count > 0 && <span className="quiet">{count}</span>}
            </span>
          </Button>
          <MenuTrigger>
            <Button className="bottom-button bare-button">
              <Ellipsis size={20} aria-hidden />
              {messages.more}
            </Button>
            <Popover className="popover" placement="top end">
              <Menu
                className="menu"
                aria-label={messages.more}
                onAction={(key) => {
                  if (key === "search") onSearch();
                  else if (key === "export") onExport();
                  else if (key === "compare" && compareWith !== null)
                    navigate(comparisonPath(compareWith, currentAddress));
                  else chooseRoomAct(key, onAct);
                }}
              >
                <MenuItem id="search" className="menu-item">
                  <Search size={16} aria-hidden /> {messages.search}
                </MenuItem>
                <MenuItem id="export" className="menu-item">
                  <Download size={16} aria-hidden /> {messages.exportDraft}
                </MenuItem>
                {compareWith !== null && (
                  <MenuItem id="compare" className="menu-item">
                    <ArrowLeftRight size={16} aria-hidden /> {messages.compareDrafts}
                  </MenuItem>
                )}
                {versionActionItems(acts)}
              </Menu>
            </Popover>
          </MenuTrigger>
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

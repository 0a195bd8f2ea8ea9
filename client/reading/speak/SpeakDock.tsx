import { MessagesSquare, Quote, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Toolbar } from "react-aria-components";
import { Link } from "wouter";
import { counted } from "../../components/counted.ts";
import "./speak-bars.css";

/**
 * On touch, what can be done with the selected words or the clause one tapped: at the foot of the window, where a thumb
 * reaches it and the system's own menu beside the words does not cover it.
 */
export function SpeakDock({
  about,
  comments,
  signedIn,
  onComments,
  onCopy,
  onClose,
  children,
}: {
  /** The words, or the clause's citation. */
  about: string;
  /** How many comments stand on the clause. */
  comments: number;
  signedIn: boolean;
  onComments: () => void;
  onCopy: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="speak-bar is-docked" aria-label="What you chose">
      <Toolbar aria-label={about}>
        <div className="dock-head">
          <bdi className="dock-about">{about}</bdi>
          {comments > 0 && (
            <Button className="button button-quiet" onPress={onComments}>
              <MessagesSquare size={16} aria-hidden /> {counted(comments, "comment")}
            </Button>
          )}
          {!signedIn && (
            <Link className="button button-quiet" href="/sign-in">
              Sign in to comment
            </Link>
          )}
          <Button className="icon-button" aria-label="Copy citation" onPress={onCopy} preventFocusOnPress>
            <Quote size={18} aria-hidden />
          </Button>
          <Button className="icon-button" aria-label="Close" onPress={onClose}>
            <X size={18} aria-hidden />
          </Button>
        </div>
        <div className="dock-acts">{children}</div>
      </Toolbar>
    </section>
  );
}

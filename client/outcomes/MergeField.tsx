import { useQuery } from "@tanstack/react-query";
import { memo, useMemo, type ReactNode } from "react";
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField, useFilter } from "react-aria-components";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { annotationsQuery } from "../api/queries.ts";
import { sourceName } from "../components/source-name.ts";
import { word } from "../components/messages.ts";
import { quotedWords, saidWords } from "#core/discuss/annotation-words.ts";
import { clauseOfTarget } from "../annotations/subject.ts";

/**
 * Chooses the comment that another is merged with: those on the same clause first, found by typing. There may be many, so
 * that they are not drawn anew at every key of the reason beside them.
 */
export const MergeField = memo(function MergeField({
  annotation,
  version,
  chosen,
  onChoose,
}: {
  /** The one that is merged. */
  annotation: Annotation;
  /** Address of the version whose comments are offered. */
  version: string;
  /** Id of the one it is merged with; null before one is chosen. */
  chosen: string | null;
  onChoose: (annotation: string) => void;
}): ReactNode {
  const { contains } = useFilter({ sensitivity: "base" });
  const said = useQuery(annotationsQuery(version)).data;
  const others = useMemo(() => mergeable(said ?? [], annotation.id), [said, annotation.id]);
  return (
    <Autocomplete filter={contains}>
      <SearchField className="react-aria-SearchField field dialog-field">
        <Label>Merged with</Label>
        <Input placeholder="Source or words of the other comment" />
      </SearchField>
      <ListBox
        className="menu merge-list"
        aria-label="Comments it may be merged with"
        selectionMode="single"
        items={others}
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const [key] = keys === "all" ? [] : [...keys];
          if (key !== undefined) onChoose(String(key));
        }}
        renderEmptyState={() => <p className="quiet">No other comment has these words.</p>}
      >
        {(other) => {
          const words = [saidWords(other), quotedWords(other)].filter(Boolean).join(" · ");
          return (
            <ListBoxItem
              id={other.id}
              className="menu-item merge-choice"
              textValue={`${sourceName(other.speaker)} ${words}`}
            >
              <span>
                <strong>{sourceName(other.speaker)}</strong>{" "}
                <span className="quiet small">{word(`kind-${other.kind}`)}</span>
              </span>
              <span className="small merge-words" dir="auto">
                {words}
              </span>
            </ListBoxItem>
          );
        }}
      </ListBox>
    </Autocomplete>
  );
});

/** What an annotation may be merged with: what others can read and stands, those on its clause first. */
function mergeable(said: readonly PlacedAnnotation[], annotation: string): Annotation[] {
  const own = said.find((placed) => placed.annotation.id === annotation);
  const beside = (placed: PlacedAnnotation): number => Number(own !== undefined && clauseOf(placed) === clauseOf(own));
  return said
    .filter((placed) => placed !== own && placed.annotation.visibility === "submitted")
    .filter((placed) => placed.annotation.standing === "open")
    .sort((one, other) => beside(other) - beside(one))
    .map((placed) => placed.annotation);
}

/** Where it stands on the version whose comments are offered. */
function clauseOf({
  placement: {
    targets: [target],
  },
}: PlacedAnnotation): string | null {
  return target ? clauseOfTarget(target) : null;
}

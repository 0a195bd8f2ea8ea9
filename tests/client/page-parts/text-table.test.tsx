import { renderToStaticMarkup } from "react-dom/server";
import { TextTable } from "../../../client/page-parts/TextTable.tsx";

test("text in another direction than its table is isolated, and its cell keeps the table's alignment", () => {
  const row = { head: "التنفيذ", href: null, cells: ["Answered"] };
  const markup = renderToStaticMarkup(
    <TextTable table={{ caption: "", columns: ["Organisation", "الجواب"], rows: [row] }} />,
  );
  for (const text of ["Organisation", "الجواب", "التنفيذ", "Answered"]) expect(markup).toContain(`<bdi>${text}</bdi>`);
  expect(markup).not.toMatch(/<t[dh][^>]* dir=/u);
});

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { redlineFormats } from "#core/contract/comparison-operations.ts";
import { call, urlOf } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { saveFile } from "../components/save-file.ts";
import { toast } from "../components/toasts.ts";

const formatNames = { html: "Web page", docx: "Word, tracked changes", pdf: "PDF" } as const;

/**
 * Takes the redline of two versions away as a file. A PDF is printed while one waits, and may be refused: a browser would
 * tell only that nothing came.
 */
export function RedlineExport({ base, revised }: { base: string; revised: string }): ReactNode {
  const printing = useMutation({
    mutationFn: () => call("exportComparison", { params: { base, revised }, query: { format: "pdf" } }),
    onSuccess: (file) => {
      saveFile(file, `${base}-${revised}.pdf`.replace(/[@:]/gu, "-"));
    },
    onError: (error) => {
      toast(error instanceof ProblemError ? error.message : "The redline was not printed. Try again.", {
        tone: "failed",
      });
    },
  });
  return (
    <MenuTrigger>
      <Button className="button button-quiet comparison-export" aria-label="Export" isDisabled={printing.isPending}>
        <Download size={16} aria-hidden />
        <span>{printing.isPending ? "Preparing" : "Export"}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Take the redline away as">
          {redlineFormats.map((format) => (
            <MenuItem
              key={format}
              id={format}
              className="menu-item"
              {...(format === "pdf"
                ? { onAction: () => printing.mutate() }
                : {
                    href: urlOf("exportComparison", { params: { base, revised }, query: { format } }),
                    download: true,
                  })}
            >
              {formatNames[format]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

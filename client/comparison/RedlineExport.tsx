import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { redlineFormats } from "#core/contract/comparison-operations.ts";
import { urlOf } from "../api/call.ts";

const formatNames = { html: "Web page", docx: "Word, tracked changes" } as const;

/** Takes the redline of two versions away as a file. */
export function RedlineExport({ base, revised }: { base: string; revised: string }): ReactNode {
  return (
    <MenuTrigger>
      <Button className="button button-quiet comparison-export" aria-label="Export">
        <Download size={16} aria-hidden />
        <span>Export</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Take the redline away as">
          {redlineFormats.map((format) => (
            <MenuItem
              key={format}
              id={format}
              className="menu-item"
              href={urlOf("exportComparison", { params: { base, revised }, query: { format } })}
              download
            >
              {formatNames[format]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

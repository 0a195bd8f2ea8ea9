import { Download } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button,
  Dialog,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from "react-aria-components";
import { redlineFormats } from "#core/contract/comparison-operations.ts";
import { call } from "../api/call.ts";
import { ExportProgress } from "../components/ExportProgress.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { saveFile } from "../components/save-file.ts";
import { useTakingAway } from "../components/use-taking-away.ts";

type RedlineFormat = (typeof redlineFormats)[number];

const formatNames: Readonly<Record<RedlineFormat, string>> = {
  html: "Web page",
  docx: "Word, tracked changes",
  pdf: "PDF",
};

/** Takes the redline of two versions away as a file, and says how far it is. */
export function RedlineExport({ base, revised }: { base: string; revised: string }): ReactNode {
  const taking = useTakingAway(
    (format: RedlineFormat, how) => call("exportComparison", { ...how, params: { base, revised }, query: { format } }),
    (file, format) => saveFile(file, `${base}-${revised}.${format}`.replace(/[@:]/gu, "-")),
  );
  return (
    <>
      <MenuTrigger>
        <Button className="button button-quiet comparison-export" aria-label="Export">
          <Download size={16} aria-hidden />
          <span>Export</span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" aria-label="Take the redline away as">
            {redlineFormats.map((format) => (
              <MenuItem key={format} id={format} className="menu-item" onAction={() => taking.take(format)}>
                {formatNames[format]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <ModalOverlay
        className="overlay"
        isOpen={taking.isPending || taking.error !== null}
        onOpenChange={(open) => !open && taking.stop()}
      >
        <Modal className="dialog">
          <Dialog>
            <Heading slot="title" className="dialog-title">
              Take away the redline
            </Heading>
            {taking.isPending && <ExportProgress progress={taking.progress} />}
            {taking.error && <ProblemNotice error={taking.error} />}
            <div className="dialog-actions">
              <Button className="button button-quiet" onPress={taking.stop}>
                {taking.isPending ? "Stop" : "Close"}
              </Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

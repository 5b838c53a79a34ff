import { useTranslations } from "next-intl";
import { startExportAction } from "@/lib/exports/actions";
import type { ExportView } from "@/lib/exports/queries";
import { KEPT_DAYS } from "@/lib/exports/schema";
import { links } from "@/lib/links";
import { useDates } from "../ui/dates";

/** The button that begins an export, and the files of the last days. */
export function ExportList({ files }: { files: ExportView[] }) {
  const t = useTranslations("export");
  const isRunning = files.some(({ state }) => state === "running");
  return (
    <section className="settings-section" aria-labelledby="files">
      <p className="page-intro">{t("intro", { days: KEPT_DAYS })}</p>
      {!isRunning && (
        <form action={startExportAction} className="page-action">
          <button className="btn btn-primary" type="submit">
            {t("start")}
          </button>
        </form>
      )}
      <h2 id="files">{t("files")}</h2>
      {files.length === 0 ? (
        <p className="page-intro">{t("none")}</p>
      ) : (
        <ul className="sessions">
          {files.map((file) => (
            <ExportRow key={file.id} row={file} />
          ))}
        </ul>
      )}
    </section>
  );
}

const NAMES = { running: "running", done: "ended", failed: "failed" } as const;

function ExportRow({ row }: { row: ExportView }) {
  const t = useTranslations("export");
  const format = useDates();
  const moment = (at: Date) => format.dateTime(at, { dateStyle: "long", timeStyle: "short" });
  const { file } = row;
  return (
    <li className="session">
      <div>
        <p className="name">{file ? t("posts", { count: file.postCount }) : t(NAMES[row.state])}</p>
        {file && row.state === "failed" && <p className="when">{t("notMailed")}</p>}
        <p className="when">{t("requested", { when: moment(row.requestedAt) })}</p>
        {file && <p className="when">{t("keptUntil", { when: moment(file.keptUntil) })}</p>}
      </div>
      {file && (
        <a className="btn btn-outline-primary" href={links.exportFile(row.id)} download="posts.json">
          {t("download")}
        </a>
      )}
    </li>
  );
}

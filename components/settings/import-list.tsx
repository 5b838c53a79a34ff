import { useFormatter, useTranslations } from "next-intl";
import { undoImportAction } from "@/lib/imports/actions";
import type { ImportView } from "@/lib/imports/queries";
import { FILE_FIELD, FILE_MAX_MB, SKIPS } from "@/lib/imports/schema";
import { links } from "@/lib/links";

interface ImportListProps {
  imports: ImportView[];
  /** The greatest length of a post, in characters. */
  postMax: number;
}

/** The form for a file of posts, and what became of those sent before. */
export function ImportList({ imports, postMax }: ImportListProps) {
  const t = useTranslations("import");
  const isRunning = imports.some(({ state }) => state === "running" || state === "undoing");
  return (
    <section className="settings-section" aria-labelledby="import">
      <h2 id="import">{t("title")}</h2>
      <p className="page-intro">{t("intro")}</p>
      {!isRunning && <FileForm />}
      {imports.length > 0 && (
        <>
          <h3 id="imports">{t("list")}</h3>
          <ul className="sessions" aria-labelledby="imports">
            {imports.map((row) => (
              <ImportRow key={row.id} row={row} postMax={postMax} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Sent by the browser itself: an action could not take a large file. */
function FileForm() {
  const t = useTranslations("import");
  return (
    <form className="page-action" action={links.importFile} method="post" encType="multipart/form-data">
      <label className="form-label" htmlFor="import-file">
        {t("file")}
      </label>
      <input
        className="form-control"
        id="import-file"
        name={FILE_FIELD}
        type="file"
        accept=".json,application/json"
        aria-describedby="import-hint"
        required
      />
      <p className="form-text" id="import-hint">
        {t("fileHint", { megabytes: FILE_MAX_MB })}
      </p>
      <button className="btn btn-outline-primary" type="submit">
        {t("start")}
      </button>
    </form>
  );
}

function ImportRow({ row, postMax }: { row: ImportView; postMax: number }) {
  const t = useTranslations("import");
  const format = useFormatter();
  const when = format.dateTime(row.requestedAt, { dateStyle: "long", timeStyle: "short" });
  return (
    <li className="session">
      <div>
        <p className="name">
          <Outcome row={row} />
        </p>
        {row.failure && (
          <p>
            {t(`failures.${row.failure.key}`, { line: row.failure.line ?? 0, entry: row.failure.entry ?? 0 })}
          </p>
        )}
        <Skipped skipped={row.skipped} postMax={postMax} />
        <p className="when">{t("from", { file: row.fileName, when })}</p>
      </div>
      {(row.state === "done" || row.state === "failed") && row.left > 0 && (
        <Undo importId={row.id} left={row.left} />
      )}
    </li>
  );
}

function Outcome({ row: { state, percent, written } }: { row: ImportView }) {
  const t = useTranslations("import");
  if (state === "done") return t("written", { count: written });
  if (state === "failed") return t("failed");
  return t(`state.${state}`, { percent });
}

function Skipped({ skipped, postMax }: { skipped: ImportView["skipped"]; postMax: number }) {
  const t = useTranslations("import");
  const told = SKIPS.flatMap((skip) => {
    const count = skipped[skip] ?? 0;
    return count > 0 ? [t(`skipped.${skip}`, { count, max: postMax })] : [];
  });
  if (told.length === 0) return null;
  return (
    <p className="when">
      {t("skippedTitle")} {told.join(" · ")}
    </p>
  );
}

/** Undoing asks once more, also without a script. */
function Undo({ importId, left }: { importId: string; left: number }) {
  const t = useTranslations("import");
  return (
    <details className="confirm">
      <summary>{t("undo")}</summary>
      <form action={undoImportAction}>
        <p>{t("undoConfirm", { count: left })}</p>
        <button className="btn btn-danger btn-sm" name="importId" value={importId} type="submit">
          {t("undoYes")}
        </button>
      </form>
    </details>
  );
}

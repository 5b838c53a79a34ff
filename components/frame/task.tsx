import { useTranslations } from "next-intl";
import { dismissExportAction } from "@/lib/exports/actions";
import type { TaskView } from "@/lib/exports/schema";
import { dismissImportAction } from "@/lib/imports/actions";
import { links } from "@/lib/links";
import { TaskBar } from "../live/task-bar";

const KINDS = {
  export: { dismiss: dismissExportAction, id: "exportId" },
  import: { dismiss: dismissImportAction, id: "importId" },
} as const;

interface TaskProps {
  kind: keyof typeof KINDS;
  task: TaskView | null;
}

/** What became of the viewer's export or import, as far as they have to know it on every page. */
export function Task({ kind, task }: TaskProps) {
  const t = useTranslations(kind);
  const { dismiss, id } = KINDS[kind];
  const words = { running: t("running"), ended: t("ended"), see: t("see") };
  return (
    <>
      {task?.hasFailed && (
        <form className="task alert alert-danger" action={dismiss}>
          <p role="alert">
            {t("failed")} <a href={links.exports}>{t("see")}</a>
          </p>
          <button className="btn btn-outline-secondary btn-sm" name={id} value={task.taskId} type="submit">
            {t("dismiss")}
          </button>
        </form>
      )}
      <TaskBar kind={kind} drawn={task && !task.hasFailed ? task : null} href={links.exports} words={words} />
    </>
  );
}

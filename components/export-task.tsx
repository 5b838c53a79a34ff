import { useTranslations } from "next-intl";
import { dismissExportAction } from "@/lib/exports/actions";
import type { TaskView } from "@/lib/exports/schema";
import { links } from "@/lib/links";
import { TaskBar } from "./live/task-bar";

/** What became of the viewer's export, as far as they have to know it on every page. */
export function ExportTask({ task }: { task: TaskView | null }) {
  const t = useTranslations("export");
  const words = { running: t("running"), ended: t("ended"), see: t("see") };
  return (
    <>
      {task?.hasFailed && (
        <form className="task alert alert-danger" role="alert" action={dismissExportAction}>
          <p>
            {t("failed")} <a href={links.exports}>{t("see")}</a>
          </p>
          <button
            className="btn btn-outline-secondary btn-sm"
            name="exportId"
            value={task.taskId}
            type="submit"
          >
            {t("dismiss")}
          </button>
        </form>
      )}
      <TaskBar drawn={task && !task.hasFailed ? task : null} href={links.exports} words={words} />
    </>
  );
}

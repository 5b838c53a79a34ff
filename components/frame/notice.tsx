import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { PageHead } from "./page-head";

/** Nothing at this address. */
export function NotFoundNotice() {
  const t = useTranslations("notices");
  return (
    <Notice
      title={t("notFoundTitle")}
      text={t("notFoundText")}
      action={{ href: links.home, label: t("back") }}
    />
  );
}

/** A bug of ours. The reference finds the event in the log. */
export function FailureNotice({ requestId }: { requestId: string }) {
  const t = useTranslations("notices");
  return (
    <Notice
      title={t("failureTitle")}
      text={t("failureText")}
      detail={requestId ? t("requestId", { id: requestId }) : undefined}
      action={{ href: links.home, label: t("back") }}
    />
  );
}

/** The database cannot be reached. */
export function OutageNotice() {
  const t = useTranslations("notices");
  return (
    <Notice title={t("outageTitle")} text={t("outageText")} action={{ href: "", label: t("tryAgain") }} />
  );
}

interface NoticeProps {
  title: string;
  text: string;
  detail?: string;
  action: { href: string; label: string };
}

function Notice({ title, text, detail, action }: NoticeProps) {
  return (
    <>
      <PageHead title={title} />
      <div className="empty">
        <p>{text}</p>
        {detail && <p className="muted">{detail}</p>}
        <a className="btn btn-outline-primary" href={action.href}>
          {action.label}
        </a>
      </div>
    </>
  );
}

import { useTranslations } from "next-intl";
import { endOtherSessionsAction, endSessionAction } from "@/lib/sessions/actions";
import type { SessionView } from "@/lib/sessions/queries";
import { deviceName } from "@/lib/sessions/rules";
import { useDates } from "../ui/dates";

/** The browsers in which somebody is signed in, each with a way to end it. */
export function SessionList({ sessions }: { sessions: SessionView[] }) {
  const t = useTranslations("sessions");
  const hasOthers = sessions.some((session) => !session.isCurrent);
  return (
    <>
      <p className="page-intro">{t("intro")}</p>
      <ul className="sessions">
        {sessions.map((session) => (
          <SessionRow key={session.handle} session={session} />
        ))}
      </ul>
      {hasOthers && (
        <form action={endOtherSessionsAction} className="page-action">
          <button type="submit" className="btn btn-outline-danger">
            {t("endOthers")}
          </button>
        </form>
      )}
    </>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const t = useTranslations("sessions");
  const format = useDates();
  const device = deviceName(session.userAgent) || t("unknownDevice");
  const since = format.dateTime(session.createdAt, { dateStyle: "long", timeStyle: "short" });
  return (
    <li className="session">
      <div>
        <p className="name">{device}</p>
        <p className="when">{[t("since", { when: since }), session.network].filter(Boolean).join(" · ")}</p>
        <p className="when">
          {session.isCurrent
            ? t("current")
            : t("lastUsed", { when: format.relativeTime(session.lastUsedAt) })}
        </p>
      </div>
      {!session.isCurrent && (
        <form action={endSessionAction}>
          <button
            type="submit"
            className="btn btn-outline-secondary"
            name="handle"
            value={session.handle}
            aria-label={t("endNamed", { device })}
          >
            {t("end")}
          </button>
        </form>
      )}
    </li>
  );
}

import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import { RichText } from "./posts/rich-text";
import { useDates } from "./ui/dates";
import { Empty } from "./ui/empty";

/** A mail that was kept instead of being sent. */
interface KeptMail {
  key: string;
  sentAt: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments: { name: string }[];
}

/** The mails a developer may read, the newest first. */
export function MailList({ mails }: { mails: KeptMail[] }) {
  const t = useTranslations("mailbox");
  const format = useDates();
  if (mails.length === 0) return <Empty text={t("empty")} />;
  return (
    <>
      <p className="page-intro">{t("intro")}</p>
      <ul className="sessions">
        {mails.map((mail) => (
          <li key={mail.key} className="session">
            <div>
              <p className="name">
                <a href={links.mail(mail.key)}>{mail.subject}</a>
              </p>
              <p className="when">
                {mail.to} ·{" "}
                {format.dateTime(new Date(mail.sentAt), { dateStyle: "medium", timeStyle: "medium" })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One mail: its head, both bodies and its files. The HTML can neither run scripts nor load anything. */
export function Mail({ mail }: { mail: KeptMail }) {
  const t = useTranslations("mailbox");
  const format = useDates();
  return (
    <article className="mail">
      <dl>
        <dt>{t("from")}</dt>
        <dd>{mail.from}</dd>
        <dt>{t("to")}</dt>
        <dd>{mail.to}</dd>
        <dt>{t("date")}</dt>
        <dd>{format.dateTime(new Date(mail.sentAt), { dateStyle: "long", timeStyle: "medium" })}</dd>
      </dl>
      <section aria-label={t("text")}>
        <RichText text={mail.text} />
      </section>
      <iframe title={t("html")} sandbox="" srcDoc={mail.html} />
      {mail.attachments.length > 0 && (
        <section>
          <h2>{t("attachments")}</h2>
          <ul>
            {mail.attachments.map(({ name }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: that is how they are addressed.
              <li key={index}>
                <a href={links.mailAttachment(mail.key, index)}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="panel-foot">
        <a href={links.mailbox}>{t("back")}</a>
      </p>
    </article>
  );
}

import { useTranslations } from "next-intl";
import { changeEmailAction, confirmEmailAction, requestConfirmationAction } from "@/lib/emails/actions";
import { links } from "@/lib/links";
import { FieldForm } from "../form/field-form";

/** Confirms the address a link was sent to. */
export function ConfirmEmail() {
  const t = useTranslations("confirmEmail");
  return <FieldForm action={confirmEmailAction} fields={[]} submit={t("submit")} />;
}

/** Tells somebody on every page that the site wants a confirmed address before they write. */
export function ConfirmFirst() {
  const t = useTranslations("confirmEmail");
  return (
    <p className="alert alert-info" role="status">
      {t("needed")} <a href={links.account}>{t("account")}</a>
    </p>
  );
}

/** The viewer's address, whether it is confirmed, and how to change it. */
export function EmailSettings({ email, isConfirmed }: { email: string; isConfirmed: boolean }) {
  const t = useTranslations("account");
  return (
    <section>
      <h2>{t("email")}</h2>
      <p className="page-intro">
        {t("emailNow", { email })} {isConfirmed ? t("confirmed") : t("unconfirmed")}
      </p>
      {!isConfirmed && (
        <FieldForm action={requestConfirmationAction} fields={[]} submit={t("sendAgain")} button="outlined" />
      )}
      <FieldForm
        id="change-email"
        action={changeEmailAction}
        fields={[
          {
            name: "email",
            label: t("newEmail"),
            type: "email",
            autoComplete: "email",
            hint: t("changeEmailHint"),
          },
          {
            name: "currentPassword",
            label: t("currentPassword"),
            type: "password",
            autoComplete: "current-password",
          },
        ]}
        submit={t("changeEmail")}
        button="outlined"
      />
    </section>
  );
}

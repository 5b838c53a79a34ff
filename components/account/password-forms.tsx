import { useTranslations } from "next-intl";
import { changePasswordAction, requestResetAction, resetPasswordAction } from "@/lib/passwords/actions";
import { PASSWORD_MIN } from "@/lib/passwords/schema";
import { FieldForm, type FormField } from "../form/field-form";

/** Asks for a link by which a new password can be chosen. */
export function ResetRequest() {
  const t = useTranslations("reset");
  return (
    <>
      <p className="page-intro">{t("intro")}</p>
      <FieldForm
        action={requestResetAction}
        fields={[{ name: "email", label: t("email"), type: "email", autoComplete: "email" }]}
        submit={t("submit")}
      />
    </>
  );
}

const twice = (label: string, again: string, hint: string): FormField[] => [
  { name: "password", label, type: "password", autoComplete: "new-password", hint },
  { name: "passwordAgain", label: again, type: "password", autoComplete: "new-password" },
];

/** Chooses a new password, by a link. */
export function NewPassword() {
  const t = useTranslations("newPassword");
  return (
    <FieldForm
      action={resetPasswordAction}
      fields={twice(t("password"), t("passwordAgain"), t("passwordHint", { min: PASSWORD_MIN }))}
      submit={t("submit")}
    />
  );
}

/** Changes the viewer's password. */
export function ChangePassword() {
  const t = useTranslations("account");
  const hint = useTranslations("newPassword")("passwordHint", { min: PASSWORD_MIN });
  return (
    <section>
      <h2>{t("password")}</h2>
      <p className="page-intro">{t("changePasswordHint")}</p>
      <FieldForm
        id="change-password"
        action={changePasswordAction}
        fields={[
          {
            name: "currentPassword",
            label: t("currentPassword"),
            type: "password",
            autoComplete: "current-password",
          },
          ...twice(t("newPassword"), t("newPasswordAgain"), hint),
        ]}
        submit={t("changePassword")}
        button="outlined"
      />
    </section>
  );
}

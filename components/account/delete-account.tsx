import { useTranslations } from "next-intl";
import { deleteAccountAction } from "@/lib/accounts/actions";
import { FieldForm } from "../form/field-form";

/** The end of one's own membership, with what it means. */
export function DeleteAccount() {
  const t = useTranslations("account");
  return (
    <section>
      <h2>{t("delete")}</h2>
      <p className="page-intro">{t("deleteText")}</p>
      <FieldForm
        id="delete-account"
        action={deleteAccountAction}
        fields={[
          {
            name: "currentPassword",
            label: t("currentPassword"),
            type: "password",
            autoComplete: "current-password",
          },
        ]}
        submit={t("deleteSubmit")}
        button="danger"
      />
    </section>
  );
}

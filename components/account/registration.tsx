import { useTranslations } from "next-intl";
import { PASSWORD_MIN } from "@/lib/passwords/schema";
import { useAccountErrors } from "../form/error-words";
import { RegisterForm } from "./register-form";

/** The registration form with its words. */
export function Registration() {
  const t = useTranslations("register");
  return (
    <RegisterForm
      words={{
        username: t("username"),
        email: t("email"),
        password: t("password"),
        passwordHint: t("passwordHint", { min: PASSWORD_MIN }),
        passwordAgain: t("passwordAgain"),
        submit: t("submit"),
      }}
      errors={useAccountErrors()}
    />
  );
}

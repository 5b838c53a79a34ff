import { useTranslations } from "next-intl";
import type { ReasonKey } from "@/lib/errors";
import { ABOUT_ME_MAX, USERNAME_MAX } from "@/lib/people/schema";

const PROFILE_REASONS = [
  "invalid",
  "required",
  "usernameCharacters",
  "displayNameTooLong",
  "displayNameCharacters",
  "unknownTimeZone",
  "unstorable",
] as const satisfies ReasonKey[];

const ACCOUNT_REASONS = [
  "invalid",
  "required",
  "usernameCharacters",
  "emailInvalid",
  "passwordTooShort",
  "passwordTooLong",
  "passwordsDiffer",
  "unstorable",
] as const satisfies ReasonKey[];

/** What the browser may have to say about the profile editor, in the viewer's language. */
export function useProfileErrors(): Record<string, string> {
  const t = useTranslations("errors");
  return {
    ...Object.fromEntries(PROFILE_REASONS.map((key) => [key, t(key)])),
    usernameTooLong: t("usernameTooLong", { max: USERNAME_MAX }),
    tooLong: t("tooLong", { max: ABOUT_ME_MAX }),
  };
}

/** The same for becoming a member. */
export function useAccountErrors(): Record<string, string> {
  const t = useTranslations("errors");
  return {
    ...Object.fromEntries(ACCOUNT_REASONS.map((key) => [key, t(key)])),
    usernameTooLong: t("usernameTooLong", { max: USERNAME_MAX }),
  };
}

const TOKEN_REASONS = [
  "invalid",
  "required",
  "displayNameTooLong",
  "displayNameCharacters",
] as const satisfies ReasonKey[];

/** The same for making a token. */
export function useTokenErrors(): Record<string, string> {
  const t = useTranslations("errors");
  return Object.fromEntries(TOKEN_REASONS.map((key) => [key, t(key)]));
}

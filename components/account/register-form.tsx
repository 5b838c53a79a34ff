"use client";

import { registerAction } from "@/lib/accounts/actions";
import { registerInput } from "@/lib/accounts/schema";
import { useCheckedForm } from "../form/use-checked-form";
import { InputField } from "../ui/field";
import { FormMessage } from "../ui/form-message";

interface RegisterFormProps {
  words: Record<"username" | "email" | "password" | "passwordHint" | "passwordAgain" | "submit", string>;
  /** Sentences for what can be wrong, by reason. */
  errors: Record<string, string>;
}

/** How somebody becomes a member. */
export function RegisterForm({ words, errors }: RegisterFormProps) {
  const { state, field, isPending, formProps } = useCheckedForm(registerAction, registerInput, errors);
  return (
    <form {...formProps} className="stack">
      <FormMessage state={state} />
      <InputField
        label={words.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...field("username")}
      />
      <InputField label={words.email} type="email" autoComplete="email" {...field("email")} />
      <InputField
        label={words.password}
        type="password"
        autoComplete="new-password"
        hint={words.passwordHint}
        {...field("password")}
      />
      <InputField
        label={words.passwordAgain}
        type="password"
        autoComplete="new-password"
        {...field("passwordAgain")}
      />
      <button className="btn btn-primary" type="submit" disabled={isPending}>
        {words.submit}
      </button>
    </form>
  );
}

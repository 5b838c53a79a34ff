"use client";

import { useActionState } from "react";
import { signInAction } from "@/lib/accounts/actions";
import { untouched } from "@/lib/web/form-state";
import { InputField } from "../ui/field";
import { FormMessage } from "../ui/form-message";

interface SignInFormProps {
  /** Where to go afterwards, as the address had it. */
  next?: string;
  words: { identifier: string; password: string; remember: string; submit: string };
}

/** Username or email and password. A failure keeps what was typed and where one was going. */
export function SignInForm({ next, words }: SignInFormProps) {
  const [state, action, isPending] = useActionState(signInAction, untouched);
  return (
    <form action={action} className="stack">
      <FormMessage state={state} />
      {next && <input type="hidden" name="next" value={next} />}
      <InputField
        label={words.identifier}
        name="identifier"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.values?.identifier}
        error={state.fields?.identifier}
      />
      <InputField
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={state.fields?.password}
      />
      <RememberMe label={words.remember} isChecked={state.values?.remember === "on"} />
      <button className="btn btn-primary" type="submit" disabled={isPending}>
        {words.submit}
      </button>
    </form>
  );
}

function RememberMe({ label, isChecked }: { label: string; isChecked: boolean }) {
  return (
    <div className="form-check">
      <input
        className="form-check-input"
        id="remember"
        name="remember"
        type="checkbox"
        defaultChecked={isChecked}
      />
      <label className="form-check-label" htmlFor="remember">
        {label}
      </label>
    </div>
  );
}

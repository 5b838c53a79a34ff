"use client";

import { editProfileAction } from "@/lib/people/actions";
import { profileInput } from "@/lib/people/schema";
import { useCheckedForm } from "../form/use-checked-form";
import { InputField, SelectField, TextareaField } from "../ui/field";
import { FormMessage } from "../ui/form-message";

type FieldName = "username" | "displayName" | "aboutMe" | "locale" | "timeZone" | "theme";

interface Option {
  value: string;
  label: string;
}

interface ProfileFormProps {
  values: Record<FieldName, string>;
  options: Record<"locale" | "timeZone" | "theme", Option[]>;
  words: Record<FieldName | "displayNameHint" | "submit", string>;
  errors: Record<string, string>;
}

/** The profile editor. */
export function ProfileForm({ values, options, words, errors }: ProfileFormProps) {
  const { state, field, isPending, formProps } = useCheckedForm(editProfileAction, profileInput, errors);
  const control = (name: FieldName) => ({ label: words[name], ...field(name, values[name]) });
  return (
    <form {...formProps} className="stack">
      <FormMessage state={state} />
      <InputField autoComplete="username" autoCapitalize="none" spellCheck={false} {...control("username")} />
      <InputField hint={words.displayNameHint} autoComplete="name" dir="auto" {...control("displayName")} />
      <TextareaField rows={4} dir="auto" {...control("aboutMe")} />
      <SelectField {...control("locale")}>{options.locale.map(optionOf)}</SelectField>
      <SelectField {...control("timeZone")}>{options.timeZone.map(optionOf)}</SelectField>
      <SelectField {...control("theme")}>{options.theme.map(optionOf)}</SelectField>
      <button className="btn btn-primary" type="submit" disabled={isPending}>
        {words.submit}
      </button>
    </form>
  );
}

const optionOf = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);

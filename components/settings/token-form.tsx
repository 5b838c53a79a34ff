"use client";

import { createTokenAction } from "@/lib/tokens/actions";
import { createTokenInput } from "@/lib/tokens/schema";
import { useCheckedForm } from "../form/use-checked-form";
import { InputField, SelectField } from "../ui/field";
import { FormMessage } from "../ui/form-message";

type FieldName = "name" | "access" | "days";

interface Option {
  value: string;
  label: string;
}

interface TokenFormProps {
  options: Record<"access" | "days", Option[]>;
  usualDays: string;
  words: Record<FieldName | "nameHint" | "submit" | "created" | "secretLabel", string>;
  errors: Record<string, string>;
}

/** Makes a token and shows it, this once. */
export function TokenForm({ options, usualDays, words, errors }: TokenFormProps) {
  const { state, field, isPending, formProps } = useCheckedForm(createTokenAction, createTokenInput, errors);
  const control = (name: FieldName, value: string) => ({ label: words[name], ...field(name, value) });
  return (
    <>
      {state.secret && <Secret label={words.secretLabel} text={words.created} value={state.secret} />}
      <form {...formProps} className="stack">
        <FormMessage state={state} />
        <InputField hint={words.nameHint} autoComplete="off" dir="auto" {...control("name", "")} />
        <SelectField {...control("access", "read")}>{options.access.map(optionOf)}</SelectField>
        <SelectField {...control("days", usualDays)}>{options.days.map(optionOf)}</SelectField>
        <button className="btn btn-primary" type="submit" disabled={isPending}>
          {words.submit}
        </button>
      </form>
    </>
  );
}

function Secret({ label, text, value }: { label: string; text: string; value: string }) {
  return (
    <section className="secret" aria-label={label}>
      <p>{text}</p>
      <code>{value}</code>
    </section>
  );
}

const optionOf = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);

"use client";

import { useActionState } from "react";
import { type FormAction, untouched } from "@/lib/web/form-state";
import { InputField } from "../ui/field";
import { FormMessage } from "../ui/form-message";

export interface FormField {
  name: string;
  label: string;
  type: "email" | "password";
  autoComplete: string;
  hint?: string;
}

interface FieldFormProps {
  action: FormAction;
  fields: FormField[];
  submit: string;
  /** Where several forms stand on one page: what sets this one's fields apart. */
  id?: string;
  /** `filled` for the one thing to do on a page, `danger` for what cannot be undone. */
  button?: "filled" | "outlined" | "danger";
}

const BUTTONS = {
  filled: "btn-primary",
  outlined: "btn-outline-primary",
  danger: "btn-outline-danger",
} as const;

/** A form of a few fields from top to bottom; what is wrong with them the server says. */
export function FieldForm({ action, fields, submit, id, button = "filled" }: FieldFormProps) {
  const [state, send, isPending] = useActionState(action, untouched);
  return (
    <form action={send} className="stack">
      <FormMessage state={state} />
      {fields.map((field) => (
        <InputField
          key={field.name}
          {...field}
          id={id && `${id}-${field.name}`}
          required
          defaultValue={state.values?.[field.name]}
          error={state.fields?.[field.name]}
        />
      ))}
      <button className={`btn ${BUTTONS[button]}`} type="submit" disabled={isPending}>
        {submit}
      </button>
    </form>
  );
}

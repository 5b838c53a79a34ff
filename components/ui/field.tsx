import type { ComponentPropsWithRef } from "react";
import { Icon } from "./icon";

interface FieldFrame {
  label: string;
  name: string;
  /** Where another form on the page has a field of the same name. */
  id?: string;
  hint?: string;
  error?: string;
}

type InputFieldProps = FieldFrame & ComponentPropsWithRef<"input">;
type TextareaFieldProps = FieldFrame & ComponentPropsWithRef<"textarea">;
type SelectFieldProps = FieldFrame & ComponentPropsWithRef<"select">;

/** What ties a control to its label, hint and error. */
function controlProps({ name, id = name, hint, error }: FieldFrame) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    name,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": error ? (true as const) : undefined,
  };
}

/** What is wrong with a field, where something is. */
export function FieldError({ id, error }: { id: string; error?: string }) {
  if (!error) return null;
  return (
    <p className="field-error" id={id}>
      <Icon name="warning" />
      {error}
    </p>
  );
}

function Frame({
  label,
  name,
  id = name,
  hint,
  error,
  children,
}: FieldFrame & { children: React.ReactNode }) {
  return (
    <div className="field">
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      {children}
      {hint && (
        <p className="form-text" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

const controlClass = (base: string, error?: string) => (error ? `${base} is-invalid` : base);

/** A labelled single-line input with its hint and its error in words. */
export function InputField({ label, id, hint, error, ...input }: InputFieldProps) {
  const frame = { label, id, hint, error, name: input.name };
  return (
    <Frame {...frame}>
      <input {...input} {...controlProps(frame)} className={controlClass("form-control", error)} />
    </Frame>
  );
}

/** A labelled text area. */
export function TextareaField({ label, id, hint, error, ...textarea }: TextareaFieldProps) {
  const frame = { label, id, hint, error, name: textarea.name };
  return (
    <Frame {...frame}>
      <textarea {...textarea} {...controlProps(frame)} className={controlClass("form-control", error)} />
    </Frame>
  );
}

/** A labelled choice of one. */
export function SelectField({ label, id, hint, error, ...select }: SelectFieldProps) {
  const frame = { label, id, hint, error, name: select.name };
  return (
    <Frame {...frame}>
      <select {...select} {...controlProps(frame)} className={controlClass("form-select", error)} />
    </Frame>
  );
}

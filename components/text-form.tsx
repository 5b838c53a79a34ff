"use client";

import { useActionState, useEffect, useState } from "react";
import { countCharacters } from "@/lib/text/rules";
import { type FormAction, type FormState, untouched } from "@/lib/web/form-state";
import { FieldError } from "./ui/field";
import { FormMessage } from "./ui/form-message";

interface TextFormProps {
  action: FormAction;
  /** Name of the text among the form's fields. */
  field: string;
  /** What else the form sends. */
  hidden?: Record<string, string | number>;
  maxLength: number;
  /** Made anew by the server for every form: what makes a double click one post. */
  submissionKey: string;
  words: {
    label: string;
    submit: string;
    /** With `{count}` in the place of the number. */
    left: string;
  };
}

const WARN_BELOW = 20;

/** A form for one text, with a live counter of characters as people count them. */
export function TextForm({ action, field, hidden = {}, maxLength, submissionKey, words }: TextFormProps) {
  const [state, send, isPending] = useActionState(action, untouched);
  const { left, count } = useCharactersLeft(state, field, maxLength);
  const error = state.fields?.[field];

  return (
    <form className="composer" action={send}>
      {Object.entries({ ...hidden, key: submissionKey }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor={field}>{words.label}</label>
      <textarea
        id={field}
        name={field}
        rows={2}
        required
        dir="auto"
        defaultValue={state.values?.[field]}
        onChange={(event) => count(event.target.value)}
        onKeyDown={submitByKey}
        aria-describedby={error ? `${field}-error` : `${field}-left`}
        aria-invalid={error ? true : undefined}
      />
      <FieldError id={`${field}-error`} error={error} />
      <FormMessage state={state} />
      <div className="composer-foot">
        <span id={`${field}-left`} className={left < WARN_BELOW ? "count count-low" : "count"}>
          {words.left.replace("{count}", String(left))}
        </span>
        <button className="btn btn-primary" type="submit" disabled={isPending || left < 0}>
          {words.submit}
        </button>
      </div>
    </form>
  );
}

function submitByKey({ key, ctrlKey, metaKey, currentTarget }: React.KeyboardEvent<HTMLTextAreaElement>) {
  if (key === "Enter" && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
}

function useCharactersLeft(state: FormState, field: string, maxLength: number) {
  const [length, setLength] = useState(() => countCharacters(state.values?.[field] ?? ""));

  // React empties the form once its text has been taken.
  useEffect(() => {
    if (state.outcome === "done") setLength(0);
  }, [state]);

  return { left: maxLength - length, count: (text: string) => setLength(countCharacters(text)) };
}

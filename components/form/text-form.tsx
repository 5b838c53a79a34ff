"use client";

import { useActionState, useState } from "react";
import { countCharacters } from "@/lib/text/rules";
import { type FormAction, untouched } from "@/lib/web/form-state";
import { FieldError } from "../ui/field";
import { FormMessage } from "../ui/form-message";

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
  // null until a script has counted, so that the button of a page without one is never locked.
  const [typed, setTyped] = useState<number | null>(null);
  const error = state.fields?.[field];
  const left = maxLength - (typed ?? countCharacters(state.values?.[field] ?? ""));
  const isLocked = isPending || (typed !== null && left < 0);

  return (
    <form className="composer" action={send} onReset={() => setTyped(null)}>
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
        onChange={(event) => setTyped(countCharacters(event.target.value))}
        onKeyDown={submitByKeys}
        aria-describedby={error ? `${field}-error` : `${field}-left`}
        aria-invalid={error ? true : undefined}
      />
      <FieldError id={`${field}-error`} error={error} />
      <FormMessage state={state} />
      <div className="composer-foot">
        <span id={`${field}-left`} className={left < WARN_BELOW ? "count count-low" : "count"}>
          {words.left.replace("{count}", String(left))}
        </span>
        <button className="btn btn-primary" type="submit" disabled={isLocked}>
          {words.submit}
        </button>
      </div>
    </form>
  );
}

function submitByKeys(event: React.KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}

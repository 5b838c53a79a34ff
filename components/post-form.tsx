"use client";

import { useActionState, useState } from "react";
import { publishAction } from "@/lib/posts/actions";
import { countCharacters } from "@/lib/text/rules";
import { untouched } from "@/lib/web/form-state";
import { FieldError } from "./ui/field";
import { FormMessage } from "./ui/form-message";

interface PostFormProps {
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

/** The composer, with a live counter of characters as people count them. */
export function PostForm({ maxLength, submissionKey, words }: PostFormProps) {
  const [state, action, isPending] = useActionState(publishAction, untouched);
  // null until a script has counted, so that the button of a page without one is never locked.
  const [typed, setTyped] = useState<number | null>(null);
  const error = state.fields?.body;
  const left = maxLength - (typed ?? countCharacters(state.values?.body ?? ""));

  return (
    <form className="composer" action={action} onReset={() => setTyped(null)}>
      <input type="hidden" name="key" value={submissionKey} />
      <label htmlFor="body">{words.label}</label>
      <textarea
        id="body"
        name="body"
        rows={2}
        required
        dir="auto"
        defaultValue={state.values?.body}
        onChange={(event) => setTyped(countCharacters(event.target.value))}
        onKeyDown={submitByKeys}
        aria-describedby={error ? "body-error" : "body-left"}
        aria-invalid={error ? true : undefined}
      />
      <FieldError id="body-error" error={error} />
      <FormMessage state={state} />
      <div className="composer-foot">
        <span id="body-left" className={left < WARN_BELOW ? "count count-low" : "count"}>
          {words.left.replace("{count}", String(left))}
        </span>
        <button
          className="btn btn-primary"
          type="submit"
          disabled={isPending || (typed !== null && left < 0)}
        >
          {words.submit}
        </button>
      </div>
    </form>
  );
}

function submitByKeys(event: React.KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { startTransition, useActionState, useState } from "react";
import { type FieldValues, type Path, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";
import { type FormAction, type FormState, untouched } from "@/lib/web/form-state";

const ERROR_DELAY_MS = 300;

/**
 * A form that is checked while it is filled in, by the same schema the server uses. Without a script
 * it is a plain form whose answer is drawn by the server.
 *
 * @param words the sentences for the schema's reasons, with their numbers already in them
 */
export function useCheckedForm<Values extends FieldValues>(
  action: FormAction,
  schema: z.ZodType<unknown, Values>,
  words: Record<string, string>,
) {
  const [state, send, isPending] = useActionState<FormState, FormData>(action, untouched);
  const form = useForm<Values>({
    resolver: zodResolver(schema as never) as unknown as Resolver<Values>,
    mode: "onTouched",
    // Pressing the button leaves the last field: an error shown at once would move the button away
    // from under the finger, and the press would be lost.
    delayError: ERROR_DELAY_MS,
  });

  const { isMended, mend } = useMended(state);

  const errorOf = (name: Path<Values>): string | undefined => {
    const reason = form.formState.errors[name]?.message;
    if (typeof reason === "string") return words[reason] ?? words.invalid;
    return isMended(name) ? undefined : state.fields?.[name];
  };

  /** What every field of the form needs: registration, first value and its error. */
  const field = (name: Path<Values>, value?: string) => ({
    ...form.register(name, { onChange: () => mend(name) }),
    defaultValue: state.values?.[name] ?? value,
    error: errorOf(name),
  });

  const onSubmit = (event: React.FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    return form.handleSubmit(() => startTransition(() => send(data)))(event);
  };

  return { state, field, isPending, formProps: { action: send, onSubmit, noValidate: true } };
}

/** Which fields were changed since the server's last answer: what it said about them is out of date. */
function useMended(answer: FormState) {
  const [mended, setMended] = useState<{ since: FormState; names: string[] }>({ since: answer, names: [] });
  const names = mended.since === answer ? mended.names : [];
  return {
    isMended: (name: string) => names.includes(name),
    mend: (name: string) => {
      if (answer.fields?.[name] && !names.includes(name))
        setMended({ since: answer, names: [...names, name] });
    },
  };
}

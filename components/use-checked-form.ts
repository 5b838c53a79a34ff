"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { startTransition, useActionState } from "react";
import { type FieldValues, type Path, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";
import { type FormAction, type FormState, untouched } from "@/lib/web/form-state";

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
  });

  const errorOf = (name: Path<Values>): string | undefined => {
    const reason = form.formState.errors[name]?.message;
    if (typeof reason === "string") return words[reason] ?? words.invalid;
    return form.formState.dirtyFields[name as never] && form.formState.isSubmitSuccessful
      ? undefined
      : state.fields?.[name];
  };

  /** What every field of the form needs: registration, first value and its error. */
  const field = (name: Path<Values>, value?: string) => ({
    ...form.register(name),
    defaultValue: state.values?.[name] ?? value,
    error: errorOf(name),
  });

  const onSubmit = (event: React.FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    return form.handleSubmit(() => startTransition(() => send(data)))(event);
  };

  return { state, field, isPending, formProps: { action: send, onSubmit, noValidate: true } };
}

/** What a form knows after it was sent. Words are already in the viewer's language. */
export interface FormState {
  outcome: "untouched" | "done" | "refused";
  /** One sentence about the whole form. */
  message?: string;
  /** Shown this once: it stands in this answer and nowhere else. */
  secret?: string;
  /** One sentence per field that is wrong. */
  fields?: Record<string, string>;
  /** What was typed, so that nothing is lost; never a password. */
  values?: Record<string, string>;
}

export const untouched: FormState = { outcome: "untouched" };

/** An action as `useActionState` and a plain `<form action>` take it. */
export interface FormAction {
  (form: FormData): Promise<void>;
  (state: FormState, form: FormData): Promise<FormState>;
}

import type { FormState } from "@/lib/web/form-state";
import { Icon } from "./icon";

/** What a form has to say about itself as a whole; told to screen readers when it changes. */
export function FormMessage({ state }: { state: FormState }) {
  const isRefused = state.outcome === "refused";
  const hasFieldErrors = Object.keys(state.fields ?? {}).length > 0;
  const message = isRefused && hasFieldErrors ? undefined : state.message;
  return (
    <div role={isRefused ? "alert" : "status"} className="form-message">
      {message && (
        <p className={`alert ${isRefused ? "alert-danger" : "alert-info"}`}>
          <Icon name={isRefused ? "warning" : "done"} />
          {message}
        </p>
      )}
    </div>
  );
}

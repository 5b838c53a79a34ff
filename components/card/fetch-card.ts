/** The card in a page that was answered, or null: not signed in, nobody of that name, or a failure. */
async function cardIn(answer: Response): Promise<Element | null> {
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = page.querySelector(".user-card");
  return card && document.adoptNode(card);
}

/** Asks for somebody's card. Rejects when aborted or when the network fails. */
export const fetchCard = async (address: string, signal: AbortSignal): Promise<Element | null> =>
  cardIn(await fetch(address, { signal, headers: { accept: "text/html" } }));

/**
 * Sends a form of a card as the browser would without a script, and gets the card as it is then.
 *
 * @param submitter the button that was pressed
 */
export async function sendCardForm(
  address: string,
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): Promise<Element | null> {
  const body = new FormData(form, submitter);
  return cardIn(await fetch(address, { method: "POST", body, headers: { accept: "text/html" } }));
}

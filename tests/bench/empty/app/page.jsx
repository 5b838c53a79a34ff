// Drawn for each request, with nothing to draw: what the framework costs by itself.
export const dynamic = "force-dynamic";

export default function Page() {
  return <p>Empty</p>;
}

import { fetched } from "@/lib/web/fetched";
import { translated } from "@/lib/web/translation";

export const dynamic = "force-dynamic";

export const POST = fetched(translated);

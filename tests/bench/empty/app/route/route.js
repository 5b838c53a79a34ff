import { posts } from "../../posts";

export const dynamic = "force-dynamic";

export const GET = () => Response.json(posts);

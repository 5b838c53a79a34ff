import { openApiDocument } from "@/lib/web/api/openapi";
import { publicly } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicly(openApiDocument);

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

// Above the repository: at its top the framework would find the product's own proxy and instrumentation.
const root = [1, 2, 3, 4, 5].reduce(dirname, fileURLToPath(import.meta.url));

/** As small as the framework allows, served the way the product is. */
export default {
  output: "standalone",
  poweredByHeader: false,
  outputFileTracingRoot: root,
  turbopack: { root },
};

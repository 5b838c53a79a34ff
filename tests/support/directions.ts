/*
 * Who may ask whom: app -> components -> lib -> db, one way. `*` is a name, `**` any path, `<noun>` a
 * folder of lib that is one of the product's nouns, `<own>` the importing file's.
 */

/** What the files of a room may import of our own code. The first row that fits a file holds. */
interface Direction {
  from: string;
  to: string[];
  /** What they may know the types of, besides. */
  types?: string[];
}

export const DIRECTIONS: Direction[] = [
  {
    from: "app/api/**",
    to: ["app/api/**", "lib/<noun>/{queries,mutations,schema,rules}", "lib/web/**", "lib/{links,env}"],
  },
  {
    from: "app/**",
    to: [
      "app/**",
      "components/**",
      "lib/<noun>/{queries,schema,rules}",
      "lib/{web,i18n}/**",
      "lib/{links,env}",
    ],
  },
  { from: "components/ui/**", to: ["components/ui/**"], types: ["lib/web/form-state"] },
  {
    from: "components/**",
    to: [
      "components/**",
      "lib/<noun>/{actions,schema,rules}",
      "lib/links",
      "lib/web/{form-state,flash-cookie-name}",
    ],
    types: ["lib/<noun>/queries", "lib/{context,errors}", "lib/web/{flash-cookie,api/reading}", "db/keyset"],
  },
  { from: "lib/<noun>/{schema,rules}", to: ["lib/<noun>/{schema,rules}"], types: ["lib/errors"] },
  {
    from: "lib/<noun>/queries",
    to: ["db/**", "lib/{context,errors,crypto,env,links}", "lib/<noun>/{queries,rules,schema}"],
    types: ["lib/ports/search-contract"],
  },
  {
    from: "lib/<noun>/mutations",
    to: [
      "db/**",
      "lib/{context,errors,crypto,env,links}",
      "lib/<noun>/{mutations,queries,rules,schema}",
      "lib/jobs/*",
      "lib/ports/contracts",
    ],
  },
  {
    from: "lib/<noun>/jobs",
    to: [
      "db/**",
      "lib/{context,errors,crypto,env,links,log}",
      "lib/<noun>/{mutations,queries,rules,schema}",
      "lib/<own>/mail",
      "lib/jobs/*",
      "lib/ports/{contracts,search-contract}",
    ],
  },
  {
    from: "lib/<noun>/mail",
    to: ["lib/<noun>/{rules,schema}", "lib/{env,links}", "lib/i18n/*", "messages/*"],
  },
  {
    from: "lib/<noun>/actions",
    to: ["lib/<own>/{mutations,schema}", "lib/<noun>/schema", "lib/web/*", "lib/{env,links}"],
  },
  { from: "lib/ports/choose", to: ["lib/ports/**", "lib/env"], types: ["db/connection"] },
  // The one port whose service is our own database.
  {
    from: "lib/ports/search-postgres{,-*}",
    to: ["lib/ports/{contracts,search-contract,search-postgres-*}"],
    types: ["db/connection"],
  },
  {
    from: "lib/ports/**",
    to: ["lib/ports/{breaker,contracts,search-contract,search-meilisearch-*,translator-answer}"],
  },
  { from: "lib/{web,i18n,jobs}/**", to: ["lib/**", "db/**", "messages/*"] },
  // Whoever meets a bug tells it here; that it becomes a mail is the noun's business.
  { from: "lib/report", to: ["lib/*", "db/**", "lib/failures/mutations"] },
  {
    from: "lib/*",
    to: ["lib/*", "db/**"],
    types: ["messages/*", "lib/ports/contracts", "lib/limits/schema"],
  },
  { from: "db/**", to: ["db/**"] },
  { from: "bin/**", to: ["bin/**", "lib/**", "db/**", "messages/*"] },
  { from: "tests/**", to: ["**"] },
  { from: "*", to: ["lib/web/*"] },
];

const MACHINERY = "web|i18n|jobs|ports";

/** Whether a module stands where a pattern says. `own` is the noun that `<own>` means. */
export function stands(module: string, pattern: string, own = ""): boolean {
  const expression = pattern
    .replaceAll(".", "\\.")
    .replaceAll("<noun>", `(?!(?:${MACHINERY})/)[^/]+`)
    .replaceAll("<own>", own)
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`)
    .replace(/\*\*?/g, (stars) => (stars === "**" ? ".*" : "[^/]*"));
  return new RegExp(`^${expression}$`).test(module);
}

/** The noun a file of `lib` belongs to, or nothing. */
export function nounOf(module: string): string | undefined {
  return stands(module, "lib/<noun>/**") ? module.split("/")[1] : undefined;
}
